"""TikTok Studio, posts: years and moments from ids, placeholders stay unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "tiktok_content"
ENGLISH = FOLDER / "Content.csv"


def test_real_posts_get_their_year_and_moment_from_the_id(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "tiktok" / "Content.csv")
    assert sums(found) == {
        ("post", "views", "lifetime_to_date", "all"): (13, 537_161.0),
        ("post", "likes", "lifetime_to_date", "all"): (13, 4063.0),
        ("post", "comments", "lifetime_to_date", "all"): (13, 117.0),
        ("post", "shares", "lifetime_to_date", "all"): (13, 275.0),
    }
    posts = {post["published_local"]: post["published_at"].isoformat() for post in rows(found, "post")}
    assert posts["2025-09-03"] == "2025-09-04T01:08:27+00:00"
    assert posts["2026-02-01"] == "2026-02-01T21:16:43+00:00"
    assert {row["as_of"].date().isoformat() for row in rows(found, "observation")} == {"2026-02-28"}
    assert (found.report.zone, found.report.zone_evidence) == ("UTC-9..UTC-3", ZoneEvidence.ID_DERIVED)
    assert check(found, "post_day_equals_id").passed
    assert {row["account_id"] for row in rows(found, "account")} == {"haileytupy2.0"}


def test_a_list_that_may_be_incomplete_claims_no_days() -> None:
    found = extract(ENGLISH)
    assert "coverage" not in found.tables
    assert "posts_may_be_missing" in found.report.notes


def test_negative_counts_stay_and_undefined_is_unknown() -> None:
    found = extract(ENGLISH)
    by_text = {post["text"]: post["post_id"] for post in rows(found, "post")}
    assert values(found, by_text[""], kind="lifetime_to_date")["comments"] == -1
    carousel = by_text['Carousel: five birds, "who is who?"']
    assert "shares" not in values(found, carousel, kind="lifetime_to_date")


def test_abbreviated_counts_are_counts_and_words_are_links_and_tags() -> None:
    found = extract(ENGLISH)
    posts = rows(found, "post")
    assert values(found, posts[3]["post_id"], kind="lifetime_to_date")["views"] == 18200
    assert posts[3]["links"] == ["https://amisdumarais.example/don"]
    assert posts[0]["hashtags"] == ["marsh", "Storks"]
    assert [post["post_type"] for post in posts] == ["video", "video", "image", "video"]


@pytest.mark.parametrize("name", ["Content_es.csv", "Content.xlsx"])
def test_other_languages_and_workbooks_mean_the_same(name: str) -> None:
    found = extract(FOLDER / name)
    assert sums(found)["post", "views", "lifetime_to_date", "all"] == (2, 4950.0)
    assert {post["published_local"] for post in rows(found, "post")} == {"2026-03-01", "2025-11-20"}


def test_the_wide_variant_reads_durations() -> None:
    found = extract(FOLDER / "Content_wide.csv")
    numbers = values(found, rows(found, "post")[0]["post_id"], kind="lifetime_to_date")
    assert (numbers["avg_watch_s"], numbers["watch_time_s"]) == (6.4, 7 * 3600 + 39 * 60 + 44)
    assert (numbers["saves"], numbers["follows_gained"]) == (17, 9)


def test_a_day_that_contradicts_its_id_is_reported(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace('"June 2"', '"June 12"')
    assert check(extract(written(tmp_path, "Content.csv", text)), "post_day_equals_id").passed is False


def test_a_row_without_a_link_to_a_post_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace("/photo/", "/live/")
    assert skipped(extract(written(tmp_path, "Content.csv", text))) == {"no_post_link": (4,)}


def test_a_printed_year_that_contradicts_the_id_fails_the_check(tmp_path: Path) -> None:
    found = extract(
        written(
            tmp_path,
            "Content.csv",
            "Video title,Video link,Video publish time,Total views,Veces compartido\n"
            "A heron,https://www.tiktok.com/@marsh/video/7412345678901234567,2026-08-02 19:05:00,5000,31\n",
        )
    )
    assert check(found, "post_day_equals_id").passed is False
    assert sums(found)["post", "shares", "lifetime_to_date", "all"] == (1, 31.0)
