"""Meta Business Suite, charts: UTF-16, the metric above the table, the network said or not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, extract, report, rows, skipped, written
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "meta_account_charts"


def chart(title: str, *values: str) -> str:
    days = "".join(f'"2026-08-{i:02d}T00:00:00","{value}"\n' for i, value in enumerate(values, 22))
    return f'sep=,\n"{title}"\n"Date","Primary"\n{days}'


def test_a_chart_is_one_metric_per_day() -> None:
    found = extract(FOLDER / "Views.csv")
    assert sums(found) == {("account", "views", "per_day", "all"): (3, 15_326.0)}
    assert found.report.encoding == "utf-16"
    assert {str(row["window_start"]) for row in rows(found, "observation") if row["partial_day"]} == {"2026-08-24"}


def test_the_network_is_read_from_the_title_and_never_guessed() -> None:
    assert {row["platform"] for row in rows(extract(FOLDER / "Facebook follows.csv"), "account")} == {"facebook"}
    assert {row["platform"] for row in rows(extract(FOLDER / "Views.csv"), "account")} == {"meta"}


def test_lost_follows_stay_negative() -> None:
    assert [row["value"] for row in rows(extract(FOLDER / "Facebook follows.csv"), "observation")] == [3, -1]


def test_several_charts_in_one_file(tmp_path: Path) -> None:
    text = (
        chart("Instagram profile visits", "4", "5")
        + "\n"
        + chart("Instagram link clicks", "1", "0").removeprefix("sep=,\n")
    )
    found = extract(written(tmp_path, "all.csv", text.encode("utf-16")))
    assert sums(found) == {
        ("account", "profile_views", "per_day", "all"): (2, 9.0),
        ("account", "clicks_link", "per_day", "all"): (2, 1.0),
    }
    assert found.report.rows_read == 4


def test_a_day_that_is_none_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = chart("Views", "4", "5").replace("2026-08-23T00:00:00", "soon")
    assert skipped(extract(written(tmp_path, "Views.csv", text.encode("utf-16")))) == {"bad_date": (5,)}


def test_a_chart_of_something_unknown_is_put_before_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, "Mood.csv", chart("Mood of the team", "4", "5").encode("utf-16"))
    assert report(path).outcome is Outcome.NEEDS_MAPPING


@pytest.mark.parametrize(
    ("title", "metric", "platform"),
    [
        ("Alcance do Instagram", "reach", "instagram"),
        ("Visualizações", "views", "meta"),
        ("Interações com o conteúdo", "engagements_reported", "meta"),
        ("Visitas ao perfil do Instagram", "profile_views", "instagram"),
        ("Cliques no link do Instagram", "clicks_link", "instagram"),
        ("Seguidores no Instagram", "follows_gained", "instagram"),
        ("Copertura di Facebook", "reach", "facebook"),
    ],
)
def test_titles_in_portuguese_and_italian(tmp_path: Path, title: str, metric: str, platform: str) -> None:
    text = chart(title, "4", "5").replace('"Date"', '"Data"')
    found = extract(written(tmp_path, "grafico.csv", text.encode("utf-16")))
    assert sums(found) == {("account", metric, "per_day", "all"): (2, 9.0)}
    assert {row["platform"] for row in rows(found, "account")} == {platform}


@pytest.mark.parametrize("title", ["Ganhos aproximados", "Seguidores"])
def test_money_or_a_title_of_two_meanings_is_put_before_the_user(tmp_path: Path, title: str) -> None:
    text = chart(title, "4", "5").replace('"Date"', '"Data"')
    path = written(tmp_path, "grafico.csv", text.encode("utf-16"))
    assert report(path).outcome is Outcome.NEEDS_MAPPING
