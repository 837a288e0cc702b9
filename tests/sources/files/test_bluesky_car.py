"""Bluesky: what the newest commit holds, and not what people deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, everything, extract, report, rows, written

SAMPLE = SAMPLES / "bluesky_car" / "repo.car"


def test_a_deleted_record_is_not_revived() -> None:
    assert b"A post that was deleted" in SAMPLE.read_bytes()
    assert "A post that was deleted" not in everything(extract(SAMPLE))


def test_posts_have_their_kind_relation_links_and_tags() -> None:
    soup, thanks, coats, read = rows(extract(SAMPLE), "post")
    assert (soup["post_type"], soup["links"], soup["hashtags"]) == (
        "link",
        ["https://lantern.example/soup"],
        ["SoupNight"],
    )
    assert (thanks["relation"], thanks["parent_post_id"]) == ("reply", "3aaaaaaaaaaaa")
    assert coats["post_type"] == "carousel"
    assert read["relation"] == "quote"


def test_the_account_is_its_did_and_the_address_of_a_post_leads_to_it() -> None:
    found = extract(SAMPLE)
    account, post = rows(found, "account")[0], rows(found, "post")[0]
    assert account["account_id"] == "did:plc:lanternlanternlanternlan"
    assert account["name"] == "Lantern"
    assert post["url"] == f"https://bsky.app/profile/{account['account_id']}/post/{post['post_id']}"


def test_times_are_claimed_and_checked_against_the_key() -> None:
    found = extract(SAMPLE)
    assert rows(found, "post")[0]["published_at"] == datetime(2026, 9, 2, 8, 15, tzinfo=UTC)
    assert check(found, "claimed_time_near_id_time").passed


def test_the_commit_tells_when_the_export_was_true() -> None:
    found = extract(SAMPLE)
    assert found.report.exported_at == datetime(2026, 9, 30, 12, tzinfo=UTC)
    assert str(rows(found, "coverage")[0]["end"]) == "2026-09-30"


def test_the_real_repository_holds_two_follows_and_no_post(shared_data: Path) -> None:
    told = report(shared_data / "exports" / "bluesky" / "greenground.repo.car")
    assert (told.outcome, told.source) == (Outcome.NOTHING_TO_READ, "bluesky_car")
    assert "other_records:2" in told.notes


def test_a_cut_file_is_refused_whole(tmp_path: Path) -> None:
    told = report(written(tmp_path, "cut.car", SAMPLE.read_bytes()[:-40]))
    assert told.outcome is Outcome.REFUSED
    assert told.problem is not None
    assert told.problem.code == "file_truncated"
