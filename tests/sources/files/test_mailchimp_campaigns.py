"""Mailchimp: a mailing is a post of its audience, with numbers of its own kind."""

from __future__ import annotations

from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written

SAMPLE = SAMPLES / "mailchimp_campaigns" / "campaigns.csv"


def test_each_audience_is_an_account_and_each_mailing_a_post() -> None:
    found = extract(SAMPLE)
    assert [row["name"] for row in rows(found, "account")] == ["Friends of the Lantern", "Amis de la Lanterne"]
    first = rows(found, "post")[0]
    assert (first["platform"], first["post_type"], first["post_id"]) == ("mailchimp", "email", "a1b2c3d4e5")
    assert first["text"] == "Three stories, one lantern \u2014 September letter"


def test_the_hour_is_kept_as_printed_because_no_zone_is() -> None:
    first, second = rows(extract(SAMPLE), "post")
    assert (first["published_at"], first["published_local"]) == (None, "2026-09-09 09:30:00")
    assert (second["published_local"], second["published_precision"]) == ("2026-09-09 14:00:00", "minute")


def test_a_draft_is_no_mailing() -> None:
    assert skipped(extract(SAMPLE)) == {"never_sent": (4,)}


def test_unique_opens_may_never_be_added() -> None:
    told = {row["metric"]: row for row in rows(extract(SAMPLE), "observation") if row["subject_id"] == "a1b2c3d4e5"}
    assert told["email_opens_unique"]["value"] == 300
    assert not told["email_opens_unique"]["additive"]
    assert told["email_delivered"]["additive"]
    assert {row["kind"] for row in told.values()} == {"lifetime_to_date"}
    assert told["email_unsubs"]["value"] == 4


def test_recipients_are_the_delivered_and_the_bounced() -> None:
    found = extract(SAMPLE)
    assert check(found, "recipients_are_delivered_and_bounces").passed
    assert check(found, "unique_within_total").passed
    assert check(found, "open_rate_is_of_delivered").n == 2


def test_numbers_that_do_not_fit_are_named_with_their_line(tmp_path: Path) -> None:
    text = SAMPLE.read_text().replace(",980,", ",970,")
    told = check(extract(written(tmp_path, "c.csv", text)), "recipients_are_delivered_and_bounces")
    assert told.passed is False
    assert "line 2" in told.got
