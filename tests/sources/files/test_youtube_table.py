"""YouTube Studio, table data: window totals, printed totals as checks, in four languages."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, extract, report, rows, skipped, written
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "youtube_table"
ENGLISH = FOLDER / "content_en.csv"


def test_a_real_table_gives_every_video_and_its_totals(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "youtube" / "content_2024_Table data.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (220, 220)
    assert len(rows(found, "post")) == 220
    assert sums(found) == {
        ("post", "views", "window_total", "all"): (218, 51075.0),
        ("post", "watch_time_s", "window_total", "all"): (218, pytest.approx(14_567_297.4)),
        ("post", "follows_net", "window_total", "all"): (218, 648.0),
        ("post", "impressions", "window_total", "all"): (220, 748_826.0),
        ("post", "ctr", "window_total", "all"): (220, pytest.approx(6.582)),
    }
    assert check(found, "rows_within_total:impressions").expected == "748855"
    assert all(item.passed for item in found.report.checks)


def test_a_real_table_with_engaged_views_keeps_unknown_viewers_unknown(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "youtube" / "content_2025_engagedviews_Table data.csv")
    assert found.report.rows_kept == 71
    by_metric = {metric: pair for (_, metric, _, _), pair in sums(found).items()}
    assert by_metric["views"] == (71, 46333.0)
    assert by_metric["engaged_views"] == (71, 36807.0)
    assert by_metric["likes"] == (71, 1496.0)
    assert by_metric["follows_net"] == (71, 58.0)
    assert "viewers" not in by_metric
    assert {post["post_type"] for post in rows(found, "post")} == {"short", "video"}


def test_a_real_table_by_country_sums_to_less_than_its_printed_total(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "youtube" / "geography_Table data.csv")
    assert found.report.rows_kept == 201
    assert sums(found) == {}
    assert sums(found, breakdown=True)["account", "views", "window_total", "all"] == (201, 14_344_009.0)
    views = check(found, "rows_within_total:views")
    assert (views.expected, views.got, views.passed) == ("15503810", "14344009", True)
    assert "post" not in found.tables


def test_the_printed_total_is_a_check_and_never_a_video() -> None:
    found = extract(ENGLISH)
    assert [post["post_id"] for post in rows(found, "post")] == [
        "Mq0bXvSJ1aA",
        "_tK4d9PzQwE",
        "-z81LmNo_pQ",
        "Zz9yXw8vU7t",
    ]
    assert check(found, "rows_within_total:views").expected == "1530"


def test_a_total_below_the_rows_is_reported(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace("Total,,,,1530", "Total,,,,1529")
    assert check(extract(written(tmp_path, "Table data.csv", text)), "rows_within_total:views").passed is False


def test_a_publication_day_gets_no_hour() -> None:
    posts = {post["post_id"]: post for post in rows(extract(ENGLISH), "post")}
    assert posts["Mq0bXvSJ1aA"]["published_local"] == "2026-03-02"
    assert posts["Mq0bXvSJ1aA"]["published_precision"] == "day"
    assert all(post["published_at"] is None for post in posts.values())
    assert posts["-z81LmNo_pQ"]["published_local"] is None


def test_only_what_marks_a_short_makes_a_short() -> None:
    types = {post["post_id"]: post["post_type"] for post in rows(extract(ENGLISH), "post")}
    assert types == {"Mq0bXvSJ1aA": "video", "_tK4d9PzQwE": "short", "-z81LmNo_pQ": "video", "Zz9yXw8vU7t": "video"}
    assert rows(extract(ENGLISH), "post")[1]["hashtags"] == ["shorts", "marsh"]


def test_units_are_seconds_and_shares_and_a_lost_subscriber_stays_negative() -> None:
    found = extract(ENGLISH)
    first = values(found, "Mq0bXvSJ1aA", kind="window_total")
    assert first["watch_time_s"] == 40.25 * 3600
    assert first["avg_watch_s"] == 161
    assert first["ctr"] == pytest.approx(0.041)
    assert "viewers" not in first
    assert values(found, "-z81LmNo_pQ", kind="window_total")["follows_net"] == -1
    assert "views" not in values(found, "Zz9yXw8vU7t", kind="window_total")


@pytest.mark.parametrize(
    ("name", "views", "hours"),
    [("contenu_fr.csv", 12345, 345.75), ("inhalte_de.csv", 4200, 123.5), ("contenido_es.csv", 1250, 20.5)],
)
def test_other_languages_mean_the_same(name: str, views: int, hours: float) -> None:
    found = extract(FOLDER / name)
    assert sums(found)["post", "views", "window_total", "all"] == (2, views)
    assert sums(found)["post", "watch_time_s", "window_total", "all"] == (2, hours * 3600)
    assert all(item.passed for item in found.report.checks)
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]
    assert all(post["published_local"].startswith("2026-") for post in rows(found, "post"))


def test_the_line_about_the_limit_is_a_note_and_absence_proves_nothing() -> None:
    found = extract(FOLDER / "video_capped_500_en.csv")
    assert found.report.rows_kept == 500
    assert "capped_rows" in found.report.notes
    assert "coverage" not in found.tables


def test_the_name_of_the_zip_gives_the_period_and_the_channel(tmp_path: Path) -> None:
    path = tmp_path / "Content 2026-03-01_2026-06-30 Marsh Friends.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(ENGLISH, "Table data.csv")
    found = extract(path)
    assert {row["account_id"] for row in rows(found, "post")} == {"local:Marsh Friends"}
    windows = {(str(row["window_start"]), str(row["window_end"])) for row in rows(found, "observation")}
    assert windows == {("2026-03-01", "2026-06-30")}
    (covered,) = rows(found, "coverage")
    assert (str(covered["start"]), str(covered["end"]), covered["evidence"]) == (
        "2026-03-01",
        "2026-06-30",
        "file_name",
    )


def test_ids_a_spreadsheet_has_eaten_are_left_out_with_their_line(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace("-z81LmNo_pQ", "#NAME?")
    found = extract(written(tmp_path, "Table data.csv", text))
    assert skipped(found) == {"id_spoiled_by_spreadsheet": (5,)}
    assert len(rows(found, "post")) == 3


def test_a_french_spreadsheet_may_have_saved_it_again(tmp_path: Path) -> None:
    lines = ["Content;Video title;Video publish time;Views;Watch time (hours)", "Total;;;1 530;61,5",
             "Mq0bXvSJ1aA;Storks;2 mars 2026;900;40,25", "_tK4d9PzQwE;Dawn;14 juin 2026;630;21,25"]  # fmt: skip
    found = extract(written(tmp_path, "Classeur1.csv", "\r\n".join(lines).encode("cp1252")))
    assert sums(found)["post", "views", "window_total", "all"] == (2, 1530)
    assert sums(found)["post", "watch_time_s", "window_total", "all"] == (2, 61.5 * 3600)


def test_a_breakdown_names_its_dimension() -> None:
    keys = {row["breakdown"] for row in rows(extract(FOLDER / "geography_en.csv"), "observation")}
    assert json.loads(sorted(keys)[0]) == {"country": "FR"}


def test_a_list_of_contents_that_is_no_export_is_put_before_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", "Content,Owner\nNewsletter,Ann\nLeaflet,Bob\n")
    assert report(path).outcome is Outcome.NEEDS_MAPPING


def test_a_list_that_only_looks_alike_is_put_before_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, "videos.csv", "Video,Views,Likes,Shares\nSpring film,120,3,1\nAutumn film,90,1,0\n")
    assert report(path).outcome is Outcome.NEEDS_MAPPING


def test_views_by_country_of_somebody_else_are_put_before_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, "countries.csv", "Geography,Views\nFR,120\nBE,64\n")
    assert report(path).outcome is Outcome.NEEDS_MAPPING


def test_shares_of_age_groups_are_recognised_and_not_kept(tmp_path: Path) -> None:
    text = "Viewer age,Views (%),Watch time (hours) (%)\n13–17 years,1.2,0.9\n18–24 years,98.8,99.1\n"
    found = report(written(tmp_path, "Table data.csv", text))
    assert (found.source, found.outcome) == ("youtube_table", Outcome.NOTHING_TO_READ)
    assert skipped(found) == {"audience_not_kept": (2, 3)}


OTHERS = {
    "pt": (
        "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações intencionais,"
        "Duração média da visualização,Porcentagem visualizada média (%),Continuaram assistindo (%),Visualizações,"
        "Tempo de exibição (horas),Inscritos,Impressões de miniaturas,Taxa de cliques na miniatura (%)\n"
        "Total,,,,944,0:00:53,58.21,75.22,1472,2,5,300,2.5\n"
        ' -bEehdHDUJI,A garça,"Aug 27, 2026",92,944,0:00:53,58.21,75.22,1472,2,5,300,2.5\n'
    ),
    "it": (
        'Contenuti,Titolo video,Ora pubblicazione video,Durata,"Visualizzazioni ""engaged""",'
        "Durata di visualizzazione media,Percentuale media visualizzata (%),"
        "Ha continuato a guardare (%),Visualizzazioni,"
        "Tempo di visualizzazione (ore),Iscritti,Impressioni,Thumbnail click-through rate (%)\n"
        "Totale,,,,944,0:00:53,58.21,75.22,1472,2,5,300,2.5\n"
        '-bEehdHDUJI,Airone,"Aug 27, 2026",92,944,0:00:53,58.21,75.22,1472,2,5,300,2.5\n'
    ),
    "de": (
        "Inhalte,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aktive Aufrufe,"
        "Durchschnittliche Wiedergabedauer,"
        "Stayed to watch (%),Aufrufe,Wiedergabezeit (Stunden),Abonnenten,Geschätzter Umsatz (EUR),"
        "Thumbnail-Impressionen,Thumbnail-Klickrate (%)\n"
        "Gesamt,,,,944,0:00:53,75.22,1472,2,5,0,300,2.5\n"
        '-bEehdHDUJI,Reiher,"Aug 27, 2026",92,944,0:00:53,75.22,1472,2,5,0,300,2.5\n'
    ),
    "ja": (
        "コンテンツ,動画のタイトル,動画公開時刻,長さ,Engaged views,平均視聴時間,視聴を継続 (%),視聴回数,"
        "総再生時間（単位: 時間）,"
        "チャンネル登録者,推定収益 (JPY),インプレッション数,インプレッションのクリック率 (%)\n"
        "合計,,,,944,0:00:53,75.22,1472,2,5,0,300,2.5\n"
        '-bEehdHDUJI,サギ,"Aug 27, 2026",92,944,0:00:53,75.22,"1,472",2,5,0,300,2.5\n'
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_and_the_names_of_2026_are_read(tmp_path: Path, language: str) -> None:
    found = extract(written(tmp_path, f"{language}.csv", OTHERS[language]))
    assert values(found, "-bEehdHDUJI", kind="window_total") == {
        "views": 1472.0, "engaged_views": 944.0, "avg_watch_s": 53.0, "watch_time_s": 7200.0, "follows_net": 5.0,
        "impressions": 300.0, "ctr": 0.025,
    }  # fmt: skip
    assert [(post["post_type"], post["published_local"]) for post in rows(found, "post")] == [("short", "2026-08-27")]
    assert check(found, "rows_within_total:views").expected == "1472"
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]
