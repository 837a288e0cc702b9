"""X content analytics since 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written

FOLDER = SAMPLES / "x_content"
ENGLISH = FOLDER / "account_analytics_content_2026-06-01_2026-06-15.csv"


def test_the_hour_is_in_the_id() -> None:
    posts = {post["text"][:10]: post for post in rows(extract(ENGLISH), "post")}
    herons = posts["The herons"]
    assert herons["published_at"].replace(microsecond=0) == datetime(2026, 6, 5, 8, 15, 20, tzinfo=UTC)
    assert (herons["published_local"], herons["published_precision"]) == ("2026-06-05", "second")


def test_the_printed_days_confirm_the_zone() -> None:
    found = extract(ENGLISH)
    assert (found.report.zone, found.report.zone_evidence) == ("UTC", ZoneEvidence.ID_DERIVED)
    assert check(found, "printed_days_fit_ids").passed


def test_days_printed_in_another_zone_are_noticed(tmp_path: Path) -> None:
    text = ENGLISH.read_text().replace("Fri, Jun 5", "Thu, Jun 4").replace("Tue, Jun 9", "Mon, Jun 8")
    found = extract(written(tmp_path, ENGLISH.name, text.replace("Fri, Jun 12", "Fri, Jun 12")))
    assert not check(found, "printed_days_fit_ids").passed
    assert found.report.zone_evidence is ZoneEvidence.NONE


def test_shares_and_reposts_are_two_things() -> None:
    values = {
        r["metric"]: r["value"] for r in rows(extract(ENGLISH), "observation") if r["value"] in (15, 30, 22, 11, 5021)
    }
    assert values == {"share_actions": 15, "shares": 30, "saves": 22, "comments": 11, "impressions": 5021}


def test_numbers_are_totals_of_the_window_in_the_name() -> None:
    observed = rows(extract(ENGLISH), "observation")
    assert {(r["kind"], r["window_start"], r["window_end"]) for r in observed} == {
        ("window_total", date(2026, 6, 1), date(2026, 6, 15))
    }
    assert {r["as_of"] for r in observed} == {datetime(2026, 6, 15, tzinfo=UTC)}


def test_quoted_thousands_are_read() -> None:
    assert 1234.0 in [r["value"] for r in rows(extract(ENGLISH), "observation")]


@pytest.mark.parametrize("name", ["contenu_fr.csv", "conteudo_pt.csv"])
def test_other_languages_and_orders_give_the_same_numbers(name: str) -> None:
    def told(path: Path) -> set[tuple[str, str, float]]:
        return {(r["subject_id"], r["metric"], r["value"]) for r in rows(extract(path), "observation")}

    other = told(FOLDER / name)
    assert other
    assert other <= told(ENGLISH)
    assert {post["account_id"] for post in rows(extract(FOLDER / name), "post")} == {"lanternmarsh"}


def test_replies_are_known_by_their_first_word() -> None:
    assert sorted(post["relation"] for post in rows(extract(ENGLISH), "post")) == [
        "original",
        "original",
        "original",
        "reply",
    ]


def test_a_row_without_id_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = ENGLISH.read_text() + ',"Fri, Jun 5, 2026",no id,,0,0,0,0,0,0,0,0,0,0,0,0,0\n'
    found = extract(written(tmp_path, ENGLISH.name, text))
    assert skipped(found) == {"no_post_id": (7,)}  # one text above takes two lines


def test_without_links_the_account_is_the_users_to_name(tmp_path: Path) -> None:
    lines = [line.split(",https://x.com") for line in ENGLISH.read_text().splitlines()]
    assert lines
    text = "Post id,Date,Post text,Impressions,Likes\n2062810487321526273,2026-06-05,Hello,9000,12\n"
    found = extract(written(tmp_path, "content.csv", text), account="Lantern")
    assert {post["account_id"] for post in rows(found, "post")} == {"local:Lantern"}
    assert "account_not_named:local:Lantern" in found.report.notes


def test_a_rounded_id_comes_back_from_the_link(tmp_path: Path) -> None:
    text = ENGLISH.read_text().replace("\n2062810487321526273,", "\n2.06281E+18,")
    found = extract(written(tmp_path, ENGLISH.name, text))
    assert "2062810487321526273" in {post["post_id"] for post in rows(found, "post")}


def test_a_renamed_file_names_no_window_and_none_is_invented(tmp_path: Path) -> None:
    text = "Post id,Date,Post text,Post Link,Impressions,Likes\n{0},2026-07-14,A heron,https://x.com/marsh/status/{0},9,1\n"
    found = extract(written(tmp_path, "content.csv", text.format(2076962404561846277)))
    observed = rows(found, "observation")
    assert {(row["kind"], row["window_start"], row["window_end"]) for row in observed} == {("window_total", None, None)}
