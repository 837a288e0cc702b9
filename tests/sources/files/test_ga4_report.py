"""GA4: stacked tables with periods of their own, in any language; users never added."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, extract, report, rows, skipped, written

SNAPSHOT = SAMPLES / "ga4_report" / "snapshot_en.csv"


def test_the_nth_day_counts_from_the_start_date() -> None:
    daily = [row for row in rows(extract(SNAPSHOT), "observation") if row["kind"] == "per_day"]
    assert [(row["window_start"], row["value"]) for row in daily] == [
        (date(2026, 9, 1), 12.0),
        (date(2026, 9, 2), 15.0),
        (date(2026, 9, 3), 9.0),
    ]
    assert [row["partial_day"] for row in daily] == [False, False, True]


def test_sessions_come_with_what_brought_them() -> None:
    sessions = [row for row in rows(extract(SNAPSHOT), "observation") if row["metric"] == "sessions"]
    told = {json.loads(row["breakdown"])["source_medium"]: row["value"] for row in sessions}
    assert told == {"newsletter / email": 42, "facebook.com / referral": 31, "(direct) / (none)": 27}
    assert {row["subject_type"] for row in sessions} == {"site"}
    assert {row["kind"] for row in sessions} == {"window_total"}


def test_the_row_of_totals_is_checked_and_not_kept() -> None:
    found = extract(SNAPSHOT)
    assert check(found, "sum_equals_total:sessions").passed
    assert found.report.rows_read == 6


def test_users_are_never_additive() -> None:
    told = {row["additive"] for row in rows(extract(SNAPSHOT), "observation") if row["metric"] == "users"}
    assert told == {False}


def test_the_property_is_the_account_in_any_language() -> None:
    assert rows(extract(SNAPSHOT), "account")[0]["name"] == "lanterne.example"
    spanish = extract(SAMPLES / "ga4_report" / "informe_es.csv")
    assert rows(spanish, "account")[0]["name"] == "farol.example"
    assert [row["value"] for row in rows(spanish, "observation") if row["metric"] == "sessions"] == [6, 4]


def test_days_may_be_written_day_first() -> None:
    found = extract(SAMPLES / "ga4_report" / "by_day_and_campaign.csv")
    days = sorted({row["window_start"] for row in rows(found, "observation")})
    assert days == [date(2026, 2, 27), date(2026, 3, 1)]


def test_french_words_nobody_listed_are_read_by_their_shape(tmp_path: Path) -> None:
    text = (
        "# ---\n# Exportation CSV du rapport\n# Compte : Lanterne\n# Propriété : lanterne.example\n# ---\n#\n"
        "# Tous les utilisateurs\n# Date de début : 20260901\n# Date de fin : 20260902\n\n"
        "Énième jour,Utilisateurs actifs\n0000,3\n0001,4\n"
    )
    found = extract(written(tmp_path, "rapport.csv", text))
    told = [(row["window_start"], row["metric"], row["value"]) for row in rows(found, "observation")]
    assert told == [(date(2026, 9, 1), "users", 3.0), (date(2026, 9, 2), "users", 4.0)]
    assert rows(found, "account")[0]["name"] == "lanterne.example"


def test_minus_one_of_a_retention_table_is_not_yet_known(tmp_path: Path) -> None:
    text = SNAPSHOT.read_text().replace("0002,9,4", "0002,-1,-1")
    found = extract(written(tmp_path, "snapshot.csv", text))
    assert [row["value"] for row in rows(found, "observation") if row["kind"] == "per_day"] == [12, 15]


def test_a_table_without_a_period_is_left_out(tmp_path: Path) -> None:
    text = "Session source / medium,Session campaign,Sessions\nfacebook / paid,gala,14\n"
    told = report(written(tmp_path, "explore.csv", text))
    assert told.outcome is Outcome.NOTHING_TO_READ
    assert skipped(told) == {"no_period": (2,)}


def test_another_segment_is_never_mixed_with_everybody(tmp_path: Path) -> None:
    table = "# Start date: 20260901\n# End date: 20260930\nCity,Users\nLyon,{}\n\n"
    text = "# Report\n# Property: a\n# All Users\n" + table.format(9) + "# Mobile traffic\n" + table.format(4)
    found = extract(written(tmp_path, "two.csv", text))
    told = [(json.loads(row["breakdown"]), row["value"]) for row in rows(found, "observation")]
    assert told == [({"city": "Lyon"}, 9.0), ({"city": "Lyon", "segment": "Mobile traffic"}, 4.0)]


def test_the_real_event_report_keeps_users_of_39_events(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "ga4" / "ga4_report_events.csv")
    told = rows(found, "observation")
    assert (found.report.rows_read, len(told)) == (39, 39)
    assert told[0]["value"] == 29418
    assert (found.report.period_start, found.report.period_end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert rows(found, "account")[0]["name"] == "www.aptamergroup.com"


def test_the_real_city_report_has_three_tables_and_no_number_twice(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "ga4" / "ga4_report_city_comparison.csv")
    told = rows(found, "observation")
    keys = {(row["metric"], row["breakdown"]) for row in told}
    assert (found.report.rows_read, len(told), len(keys)) == (313, 315, 315)
    assert next(row["value"] for row in told if row["breakdown"] == '{"city":"Schaumburg"}') == 53


def test_the_real_exploration_sums_to_55523_sessions(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "ga4" / "ga4_session_channel_hour.head500.csv")
    sessions = [row for row in rows(found, "observation") if row["metric"] == "sessions"]
    assert (len(sessions), sum(row["value"] for row in sessions)) == (499, 55523)
    assert (found.report.period_start, found.report.period_end) == (date(2024, 4, 16), date(2025, 8, 27))
    assert json.loads(sessions[0]["breakdown"]) == {"channel": "Direct", "hour": "23"}


def test_an_exploration_prints_both_ends_of_its_period_in_one_line(tmp_path: Path) -> None:
    text = (
        "# ----\n# Free-form 1\n# lanterne.example\n# 20260901-20260930\n# ----\n\n"
        "Session source / medium,Sessions,Totals\n,42,Grand total\nfacebook / paid,30,\nx / referral,12,\n"
    )
    found = extract(written(tmp_path, "explore.csv", text))
    told = [(json.loads(row["breakdown"]), row["value"]) for row in rows(found, "observation")]
    assert told == [({"source_medium": "facebook / paid"}, 30.0), ({"source_medium": "x / referral"}, 12.0)]
    assert rows(found, "account")[0]["name"] == "lanterne.example"
    assert (found.report.period_start, found.report.period_end) == (date(2026, 9, 1), date(2026, 9, 30))
    assert check(found, "sum_equals_total:sessions").passed


def test_days_that_could_be_either_are_asked_about(tmp_path: Path) -> None:
    text = "Session source / medium,Date,Sessions\nfacebook / paid,03-04-2026,14\n"
    told = report(written(tmp_path, "explore.csv", text))
    assert told.outcome is Outcome.AMBIGUOUS


CHANNELS = {
    ("Startdatum", "Enddatum"): "Primäre Channelgruppe der Sitzung (Standard-Channelgruppe),Sitzungen,Engagement-Rate,"
    "Ereignisanzahl,Schlüsselereignisse",
    ("Data de início", "Data de término"): "Grupo de canais principal da sessão (Grupo de canais padrão),Sessões,"
    "Taxa de engajamento,Contagem de eventos,Eventos principais",
    ("Date de début ", "Date de fin "): "Groupe de canaux principal de la session (groupe de canaux par défaut),"
    "Sessions,Taux d'engagement,Nombre d'événements,Événements clés",
    ("Fecha de inicio", "Fecha de finalización"): "Grupo de canales principal de la sesión (Grupo de canales "
    "predeterminado),Sesiones,Porcentaje de interacciones,Número de eventos,Eventos clave",
}


@pytest.mark.parametrize(("start", "end"), CHANNELS)
def test_channels_in_other_languages(tmp_path: Path, start: str, end: str) -> None:
    header = CHANNELS[start, end]
    text = f"# ----\n# Report\n# ----\n#\n# {start}: 20260801\n# {end}: 20260831\n{header}\nDirect,100,0.6,500,4\n"
    found = extract(written(tmp_path, "download.csv", text))
    assert {(row["metric"], row["value"], row["breakdown"]) for row in rows(found, "observation")} == {
        ("sessions", 100.0, '{"channel":"Direct"}'),
        ("engagement_rate_reported", 0.6, '{"channel":"Direct"}'),
        ("key_events", 4.0, '{"channel":"Direct"}'),
    }
    assert (str(found.report.period_start), str(found.report.period_end)) == ("2026-08-01", "2026-08-31")
