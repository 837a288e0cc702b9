"""Old Facebook Insights, posts: three containers, two header rows, Pacific time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.one_file import SAMPLES, check, extract, rows
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "facebook_insights_posts"
CSV = FOLDER / "Facebook Insights Data Export (Post Level).csv"
CONTAINERS = [CSV, FOLDER / "Post Level (xml named xls).xls", FOLDER / "Post Level.xlsx"]


def test_a_real_video_level_file(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "facebook" / "fb_insights_video_posts_2014.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (1, 1)
    (post,) = rows(found, "post")
    assert (post["account_id"], post["post_id"], post["post_type"]) == ("518995791497187", "745335088863255", "video")
    assert post["published_at"].isoformat() == "2014-04-09T21:34:35+00:00"
    assert values(found, post["post_id"], kind="lifetime_to_date") == {
        "impressions": 163,
        "reach": 73,
        "clicks_other": 12,
        "likes": 2,
    }
    assert values(found, post["post_id"], kind="lifetime_to_date", scope="paid") == {"impressions": 0}


@pytest.mark.parametrize("path", CONTAINERS, ids=lambda path: path.suffix)
def test_csv_spreadsheetml_and_xlsx_mean_the_same(path: Path) -> None:
    found = extract(path)
    assert values(found, "1001", kind="lifetime_to_date") == {
        "reach": 1730, "impressions": 3100, "clicks_all": 120, "clicks_link": 30, "clicks_other": 90,
        "likes": 52, "comments": 5, "shares": 6,
    }  # fmt: skip
    assert values(found, "1001", kind="lifetime_to_date", scope="paid") == {"reach": 130, "impressions": 200}
    assert found.report.rows_read == len(rows(found, "post"))


@pytest.mark.parametrize("path", CONTAINERS, ids=lambda path: path.suffix)
def test_an_empty_cell_of_a_breakdown_is_none_and_elsewhere_unknown(path: Path) -> None:
    numbers = values(extract(path), "1002", kind="lifetime_to_date")
    assert (numbers["comments"], numbers["shares"], numbers["clicks_other"]) == (0, 0, 0)


def test_posted_is_pacific_time_with_its_summer() -> None:
    moments = [post["published_at"].isoformat() for post in rows(extract(CSV), "post")]
    assert moments == ["2015-02-20T07:45:22+00:00", "2015-07-02T15:05:00+00:00", "2015-07-01T19:00:01+00:00"]
    assert extract(CSV).report.zone == "America/Los_Angeles"


def test_the_second_header_row_tells_views_from_viewers() -> None:
    found = extract(FOLDER / "video_level.csv")
    assert values(found, "2001", kind="lifetime_to_date", scope="organic")["video_views_full"] == 80
    assert values(found, "2001", kind="lifetime_to_date")["video_views_3s"] == 300
    assert "video_views_3s" not in values(found, "2002", kind="lifetime_to_date")
    assert found.report.rows_read == 2


def test_without_the_second_row_names_printed_twice_are_not_read(tmp_path: Path) -> None:
    lines = (FOLDER / "video_level.csv").read_text("utf-8").splitlines(keepends=True)
    path = tmp_path / "video_level.csv"
    path.write_text("".join([lines[0], *lines[2:]]), "utf-8")
    found = extract(path)
    assert ("post", "video_views_full", "lifetime_to_date", "organic") not in sums(found)
    assert values(found, "2001", kind="lifetime_to_date")["video_views_3s"] == 300


def test_the_page_and_the_reach_check() -> None:
    found = extract(CSV)
    assert {row["account_id"] for row in rows(found, "account")} == {"5189957"}
    assert check(found, "reach_within_impressions").passed
    assert [post["post_type"] for post in rows(found, "post")] == ["image", "link", "text"]
