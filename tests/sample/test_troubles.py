"""The sample organisation through the whole house: whatever was planted is found, by its code and its subject."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.lake import Lake
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.numbers import Estimate
from pratfall.records.review import Review
from pratfall.reviews import settings
from pratfall.reviews.engine import review
from pratfall.reviews.intake import import_paths
from pratfall.sample import TROUBLES, Trouble, settings_toml
from pratfall.sample.storm import SENT_ROUND


@pytest.fixture(scope="module")
def reviewed(made: tuple[Path, ...], until: date, tmp_path_factory: pytest.TempPathFactory) -> Review:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    home = tmp_path_factory.mktemp("home")
    (home / settings.FILE).write_text(settings_toml(until), encoding="utf-8")
    lake = Lake(home, "The Long Table")
    import_paths(lake, made, now=now)
    return review(lake, now=now, settings=settings.load(home))


def matching(reviewed: Review, trouble: Trouble) -> list[Finding]:
    return [
        finding
        for finding in reviewed.findings
        if finding.code == trouble.code
        and trouble.platform in ("", finding.subject.platform)
        and trouble.subject.lstrip("#") in finding.subject.label.lower()
        and finding.status is not Status.CANNOT_TELL
    ]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda t: f"{t.code} {t.platform} {t.subject}")
def test_what_was_planted_is_found(trouble: Trouble, reviewed: Review) -> None:
    assert matching(reviewed, trouble), trouble.what


@pytest.mark.parametrize("trouble", [t for t in TROUBLES if t.weeks_ago], ids=lambda t: f"{t.code} {t.platform}")
def test_what_is_said_of_its_beginning_is_about_right(trouble: Trouble, reviewed: Review, until: date) -> None:
    began = trouble.since(until)
    said = [finding.since for finding in matching(reviewed, trouble) if finding.since]
    assert began
    assert all(abs(day - began) <= timedelta(days=60) for day in said), (began, said)


def test_no_account_is_called_failing_that_nothing_was_planted_in(reviewed: Review) -> None:
    planted = {(trouble.code, trouble.platform) for trouble in TROUBLES}
    failing = [f for f in reviewed.findings if f.kind is Kind.FAILURE and f.status is Status.SURE]
    assert failing
    assert {(f.code, f.subject.platform) for f in failing} <= planted


def test_the_storm_is_about_its_volunteers_and_one_text_was_sent_round(reviewed: Review) -> None:
    (storm,) = [topics for topics in reviewed.topics if topics.finding == "backlash"]
    named = [topic.code for topic in storm.topics]
    assert storm.trade == "charity"
    assert named[0] == "volunteers"
    assert named[-1] == "other"
    (sent,) = storm.sent_round
    assert sent.authors >= 8
    assert sent.example.label == SENT_ROUND


def test_every_account_of_the_charity_is_in_the_review(reviewed: Review) -> None:
    platforms = {state.account.platform for state in reviewed.accounts}
    assert {"facebook", "instagram", "x", "linkedin", "youtube", "mailchimp"} <= platforms


def test_gifts_are_counted_under_their_campaigns_and_the_appeal_has_none(reviewed: Review) -> None:
    labels = {income.label for income in reviewed.income}
    assert "Winter larder" in labels
    assert not {label for label in labels if "garden" in label.lower()}


def test_the_page_that_only_asks_is_told_that_asking_is_what_does_not_work(reviewed: Review) -> None:
    (page,) = (drivers for drivers in reviewed.drivers if drivers.subject.platform == "linkedin")
    pitches = next(driver for driver in page.drivers if driver.where == {"purpose": "pitch"})
    assert pitches.ratio.high < 1.0


def test_channels_are_told_together_without_a_claim_and_with_the_weeks_that_would_settle_it(reviewed: Review) -> None:
    channels = reviewed.channels
    assert channels is not None
    assert channels.together is not None
    assert (channels.together.first, channels.together.second) == ("email", "social")
    assert isinstance(channels.together.both, Estimate)
    assert not channels.together.claimed
    assert len(channels.together.calendar) == 52
    assert channels.returns[0].channel == "email"
    assert {one.channel for one in channels.returns if one.money is None} >= {"x"}
