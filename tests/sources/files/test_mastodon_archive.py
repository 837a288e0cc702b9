"""The Mastodon archive: public and unlisted posts as text, and nothing else."""

from __future__ import annotations

from pathlib import Path

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, everything, extract, report, rows, skipped

ARCHIVE = SAMPLES / "mastodon_archive" / "archive.zip"


def test_what_was_for_followers_or_one_person_is_left_out() -> None:
    found = extract(ARCHIVE)
    assert skipped(found) == {"not_public": (5, 6), "own_repost": (7,)}
    assert "Entre nous" not in everything(found)
    assert "Message direct" not in everything(found)
    assert [row["visibility"] for row in rows(found, "post")] == ["public", "public", "public", "unlisted", "public"]


def test_html_becomes_what_people_read() -> None:
    first = rows(extract(ARCHIVE), "post")[0]
    assert first["text"] == "Soupe ce soir\u00a0!\n\nhttps://lantern #soupe"
    assert (first["links"], first["hashtags"], first["lang"]) == (["https://lantern.example/soupe"], ["Soupe"], "fr")


def test_the_account_is_the_address_people_write() -> None:
    account = rows(extract(ARCHIVE), "account")[0]
    assert (account["account_id"], account["name"]) == ("lantern@social.example", "La Lanterne")


def test_replies_pictures_and_polls_are_told_apart() -> None:
    told = [(row["post_type"], row["relation"]) for row in rows(extract(ARCHIVE), "post")]
    assert told[1:4] == [("text", "reply"), ("image", "original"), ("text", "original")]
    assert told[4] == ("poll", "original")


def test_there_are_no_numbers_and_none_are_invented() -> None:
    assert "observation" not in extract(ARCHIVE).tables


def test_the_real_outbox_gives_48_posts(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "mastodon" / "outbox.first60.json")
    posts = rows(found, "post")
    assert (found.report.rows_read, len(posts)) == (58, 48)
    assert len(skipped(found)["own_repost"]) == 10
    assert sum(row["relation"] == "reply" for row in posts) == 18
    assert sum(row["visibility"] == "unlisted" for row in posts) == 1
    assert check(found, "id_time_equals_printed_time").passed
    assert check(found, "printed_number_of_items").passed is None


def test_real_likes_stay_unread(shared_data: Path) -> None:
    told = report(shared_data / "exports" / "mastodon" / "likes.first40.json")
    assert (told.outcome, told.rows_read) == (Outcome.NOTHING_TO_READ, 0)
