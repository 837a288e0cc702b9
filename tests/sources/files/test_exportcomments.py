"""ExportComments: people as pseudonyms, keys that do not change, days first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Extract, ZoneEvidence
from pratfall.sources.files.exportcomments import post_id
from tests.sources.one_file import SAMPLES, everything, extract, results, rows, written

YOUTUBE = SAMPLES / "exportcomments" / "youtube.csv"
FACEBOOK = SAMPLES / "exportcomments" / "facebook.xlsx"


def test_people_are_pseudonyms_and_only_with_a_salt() -> None:
    found = extract(FACEBOOK)
    assert "Ann A" not in everything(found)
    assert len({row["author_key"] for row in rows(found, "comment")}) == 3
    assert {row["author_key"] for row in rows(extract(FACEBOOK, salt=b""), "comment")} == {None}


def test_the_day_comes_first_and_the_zone_is_said_to_be_assumed() -> None:
    found = extract(YOUTUBE)
    assert [row["created_at"] for row in rows(found, "comment")][2] == datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    assert (found.report.zone, found.report.zone_evidence) == ("UTC", ZoneEvidence.DEFAULT)


def test_a_reply_hangs_under_its_comment() -> None:
    for path in (YOUTUBE, FACEBOOK):
        first, reply, other = rows(extract(path), "comment")
        assert reply["parent_comment_id"] == first["comment_id"]
        assert other["parent_comment_id"] is None


def test_the_key_is_the_words_not_the_running_number(tmp_path: Path) -> None:
    text = YOUTUBE.read_text().replace("\n2,,", "\n7,,")
    keys = {row["comment_id"] for row in rows(extract(written(tmp_path, "later.csv", text)), "comment")}
    assert keys == {row["comment_id"] for row in rows(extract(YOUTUBE), "comment")}


def test_the_network_is_that_of_the_address_or_of_the_columns() -> None:
    assert {row["platform"] for row in rows(extract(YOUTUBE), "comment")} == {"youtube"}
    assert {row["platform"] for row in rows(extract(FACEBOOK), "comment")} == {"facebook"}


def test_whose_comment_it_is_is_said_only_where_it_shows() -> None:
    assert [row["author_is_owner"] for row in rows(extract(FACEBOOK), "comment")] == [None, None, None]
    named = rows(extract(YOUTUBE, account="@lantern"), "comment")
    assert [row["author_is_owner"] for row in named] == [False, True, False]


def test_a_formula_stays_the_words_it_is() -> None:
    assert rows(extract(YOUTUBE), "comment")[2]["text"] == '=HYPERLINK("http://evil.example")'


def test_the_real_file_has_a_hundred_comments_of_one_day(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "comments-exports" / "exportcomments_youtube_anonymised.csv")
    comments = rows(found, "comment")
    assert (len(comments), len({row["comment_id"] for row in comments})) == (100, 100)
    assert {str(row["created_at"].date()) for row in comments} == {"2025-12-03"}
    assert sum(row["likes"] for row in comments) == 191


def test_the_page_answers_under_the_name_other_files_give_it(tmp_path: Path) -> None:
    page = written(
        tmp_path,
        "a_page.csv",
        "Post ID,Page ID,Page name,Title,Publish time,Permalink,Post type,Date,Views,Reactions,Comments,Shares\n"
        "122,100,La Lanterne,Soup,09/14/2026 15:30,https://www.facebook.com/1,Photos,Lifetime,10,1,1,1\n",
    )
    found = {item.report.source: item for item in results(page, FACEBOOK) if isinstance(item, Extract)}
    told = rows(found["exportcomments"], "comment")
    assert [row["author_is_owner"] for row in told] == [None, True, None]


def test_without_an_address_the_file_name_tells_the_network(tmp_path: Path) -> None:
    text = "No.,Name,Profile ID,Date,Likes,Comment,(view source)\n1,ann,123,2026-02-01 10:11:12,3,Nice,view\n"
    for name, platform in (("ig-comments_1.csv", "instagram"), ("yt-comments_k_2.csv", "youtube")):
        found = extract(written(tmp_path, name, text))
        assert {row["platform"] for row in rows(found, "comment")} == {platform}


@pytest.mark.parametrize(
    ("address", "post"),
    [
        ("https://www.instagram.com/p/DAbc-1_x2/", "DAbc-1_x2"),
        ("https://www.instagram.com/reel/DAbc/?igsh=1", "DAbc"),
        ("https://www.facebook.com/pond/posts/pfbid02Ab9", "pfbid02Ab9"),
        ("https://www.facebook.com/pond/posts/1234567890123", "1234567890123"),
        ("https://www.facebook.com/pond", None),
    ],
)
def test_a_post_is_known_by_what_its_address_ends_with(address: str, post: str | None) -> None:
    platform = "instagram" if "instagram" in address else "facebook"
    assert post_id(address, platform) == post
