"""The X archive: own posts with their numbers; nothing private is opened."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, everything, extract, report, rows, skipped, written

ARCHIVE = SAMPLES / "x_archive" / "twitter-archive.zip"
LOOSE = SAMPLES / "x_archive" / "tweets.js"


def test_own_retweets_and_older_versions_of_an_edit_are_no_posts() -> None:
    found = extract(ARCHIVE)
    texts = [row["text"] for row in rows(found, "post")]
    assert texts == [
        "Doors open at 9",
        "Soup is on & the lantern is lit https://t.co/aaa #SoupNight",
        "New coats https://t.co/bbb",
        "@ann Thank you!",
    ]
    assert {reason: len(lines) for reason, lines in skipped(found).items()} == {"older_edit": 1, "own_repost": 1}


def test_the_account_is_its_handle_and_its_mail_is_not_stored() -> None:
    found = extract(ARCHIVE)
    assert rows(found, "account")[0]["account_id"] == "lantern"
    assert "private@mail.example" not in everything(found)
    assert "somebody's words" not in everything(found)


def test_types_relations_links_and_tags_are_those_of_the_post() -> None:
    _, soup, coats, thanks = rows(extract(ARCHIVE), "post")
    assert (soup["post_type"], soup["links"]) == ("link", ["https://lantern.example/soup?utm_source=x"])
    assert soup["hashtags"] == ["SoupNight"]
    assert coats["post_type"] == "carousel"
    assert (thanks["relation"], thanks["parent_post_id"]) == ("reply", "1")


def test_numbers_were_true_when_the_archive_was_made() -> None:
    found = extract(ARCHIVE)
    told = rows(found, "observation")
    assert {row["as_of"] for row in told} == {datetime(2026, 9, 30, 12, tzinfo=UTC)}
    assert {row["metric"] for row in told} == {"likes", "shares"}
    assert {row["kind"] for row in told} == {"lifetime_to_date"}
    assert found.report.exported_at == datetime(2026, 9, 30, 12, tzinfo=UTC)


def test_the_archive_speaks_for_every_day_until_it_was_made() -> None:
    [days] = rows(extract(ARCHIVE), "coverage")
    assert (str(days["start"]), str(days["end"]), days["subject"]) == ("2026-09-01", "2026-09-30", "posts")


def test_private_members_are_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def watched(self: zipfile.ZipFile, name: object, *args: object, **options: object) -> object:
        opened.append(getattr(name, "filename", str(name)))
        return real(self, name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipFile, "open", watched)
    extract(ARCHIVE)
    assert set(opened) <= {"data/manifest.js", "data/account.js", "data/tweets.js", "data/tweets-part1.js"}


def test_a_part_that_is_not_posts_is_recognised_and_left_alone(tmp_path: Path) -> None:
    told = report(written(tmp_path, "direct-messages.js", "window.YTD.direct_messages.part0 = [ {} ]"))
    assert (told.outcome, told.source, told.rows_read) == (Outcome.NOTHING_TO_READ, "x_archive", 0)


def test_the_moment_in_the_id_is_the_printed_one() -> None:
    assert check(extract(LOOSE), "id_time_equals_printed_time").n == 3


def test_the_real_archive_gives_51_posts_of_smithjd(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "x-twitter-archive" / "tweets.first60.js")
    assert (found.report.rows_read, found.report.rows_kept) == (60, 51)
    assert len(skipped(found)["own_repost"]) == 9
    assert rows(found, "account")[0]["account_id"] == "smithjd"
    told = [row["value"] for row in rows(found, "observation") if row["metric"] == "likes"]
    assert (len(told), sum(told)) == (51, 67)
    assert check(found, "id_time_equals_printed_time").passed


def test_real_likes_and_followed_accounts_stay_unread(shared_data: Path) -> None:
    for name in ("like", "following"):
        told = report(shared_data / "exports" / "x-twitter-archive" / f"{name}.first60.js")
        assert (told.outcome, told.rows_read) == (Outcome.NOTHING_TO_READ, 0)


@pytest.mark.parametrize(
    "text",
    [
        "window.YTD.tweets.part0 = [",
        "window.YTD.tweets.part0 = " + "[" * 200_000,
        'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "created_at": ',
        "window.YTD.tweets.part0 =",
    ],
    ids=["cut", "deep", "cut inside", "nothing"],
)
def test_a_hostile_file_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    told = report(written(tmp_path, "tweets.js", text))
    assert told.outcome is Outcome.REFUSED
    assert told.problem is not None


def test_items_of_the_wrong_shape_are_left_out_not_fatal(tmp_path: Path) -> None:
    text = (
        'window.YTD.tweets.part0 = [1, null, {"tweet": 5}, {"tweet": {"id_str": "abc", "created_at": "never"}}, '
        '{"tweet": {"id_str": "1588139679483777024", "created_at": "Wed Jul 27 15:42:49 +0000 2022", '
        '"full_text": "A", "favorite_count": ' + "9" * 5000 + ', "entities": {"urls": 3}, '
        '"edit_info": {"initial": {"editTweetIds": [[], {}, null, 7]}}}}]'
    )
    found = extract(written(tmp_path, "tweets.js", text))
    assert [row["text"] for row in rows(found, "post")] == ["A"]
    assert [row for row in rows(found, "observation") if row["metric"] == "likes"] == []


def zip_of(folder: Path, members: dict[str, str]) -> Path:
    path = folder / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_an_archive_of_2019_without_a_data_folder_is_read(tmp_path: Path) -> None:
    tweet = '{"id_str": "1085000000000000000", "created_at": "Tue Jan 15 03:36:18 +0000 2019", "full_text": "Old"}'
    members = {
        "tweet.js": f"window.YTD.tweet.part0 = [ {tweet} ]",
        "account.js": 'window.YTD.account.part0 = [{"account": {"username": "Lantern"}}]',
    }
    found = extract(zip_of(tmp_path, members))
    assert [(row["account_id"], row["text"]) for row in rows(found, "post")] == [("lantern", "Old")]
    assert "observation" not in found.tables  # no counts printed: none invented


def test_a_long_post_gets_its_whole_text(tmp_path: Path) -> None:
    whole = "Once upon a lantern & more. " * 20
    cut = whole[:270].replace("&", "&amp;") + "\u2026"
    tweet = {"id_str": "1588139679483777024", "created_at": "Thu Nov 03 12:00:00 +0000 2022", "full_text": cut}
    members = {
        "data/account.js": 'window.YTD.account.part0 = [{"account": {"username": "lantern"}}]',
        "data/tweets.js": f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}",
        "data/note-tweet.js": f"window.YTD.note_tweet.part0 = {json.dumps([{'noteTweet': {'core': {'text': whole}}}])}",
    }
    assert rows(extract(zip_of(tmp_path, members)), "post")[0]["text"] == whole
