from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.records.channels import ChannelTest
from pratfall.site.campaigns import goals
from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.lessons.services.channel_trials import begin, end, last_day, running
from pratfall.site.people.models import AuditEntry, Membership, Organisation
from pratfall.site.people.roles import Role
from tests.site.lessons.conftest import NOW

MONDAY = date(2026, 11, 23)


def begun(owner: Membership, **given: Any) -> ChannelTrial:
    values: dict[str, Any] = {"first": "email", "second": "social", "start": MONDAY, "blocks": 13, "now": NOW} | given
    return begin(organisation=owner.organisation, actor=owner.user, **values)


def test_what_is_begun_is_what_a_review_reads(owner: Membership) -> None:
    trial = begun(owner)
    assert goals.channel_tests(owner.organisation) == (ChannelTest("email", "social", MONDAY, 13),)
    assert last_day(trial) == MONDAY + timedelta(days=13 * 28 - 1)
    assert running(owner.organisation) == trial
    entry = AuditEntry.objects.get(act="channel_trial_begun")
    assert entry.after == {"first": "email", "second": "social", "start": "2026-11-23", "blocks": 13}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"start": MONDAY + timedelta(days=1)}, "channel_trial_no_monday"),
        ({"start": MONDAY - timedelta(days=7)}, "channel_trial_no_monday"),
        ({"blocks": 5}, "channel_trial_blocks"),
        ({"blocks": 40}, "channel_trial_blocks"),
        ({"second": "email"}, "channel_trial_one_channel"),
        ({"first": ""}, "channel_trial_one_channel"),
    ],
)
def test_what_could_not_be_read_later_is_refused(owner: Membership, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        begun(owner, **given)
    assert not ChannelTrial.objects.exists()


def test_one_runs_at_a_time_and_one_whose_days_are_over_gives_way(owner: Membership) -> None:
    first = begun(owner, blocks=6)
    with pytest.raises(Refused, match="channel_trial_running"):
        begun(owner)
    after = datetime.combine(last_day(first) + timedelta(days=1), NOW.timetz())
    monday = after.date() + timedelta(days=7 - after.date().weekday())
    begun(owner, start=monday, now=after)
    assert [test.blocks for test in goals.channel_tests(owner.organisation)] == [6, 13]


def test_ended_early_the_blocks_that_were_followed_are_still_read(owner: Membership) -> None:
    trial = begun(owner)
    end(trial=trial, actor=owner.user, seen=1, why=" Too\0 much. ", now=NOW + timedelta(days=2 + 60))
    assert goals.channel_tests(owner.organisation) == (ChannelTest("email", "social", MONDAY, 2),)
    assert trial.ended_why == "Too\ufffd much."
    assert "why" not in AuditEntry.objects.get(act="channel_trial_ended").before
    with pytest.raises(Refused, match="channel_trial_over"):
        end(trial=trial, actor=owner.user, seen=2, why="", now=NOW)


def test_ended_before_a_block_was_over_it_is_as_if_it_had_not_been(owner: Membership) -> None:
    end(trial=begun(owner), actor=owner.user, seen=1, why="", now=NOW + timedelta(days=9))
    assert goals.channel_tests(owner.organisation) == ()
    assert running(owner.organisation) is None


def test_two_people_end_it_at_once_and_the_second_is_told(owner: Membership) -> None:
    trial = begun(owner)
    other = ChannelTrial.objects.get(pk=trial.pk)
    end(trial=trial, actor=owner.user, seen=1, why="", now=NOW)
    with pytest.raises(Conflict):
        end(trial=other, actor=owner.user, seen=1, why="", now=NOW)


def test_whoever_only_looks_begins_and_ends_nothing(
    owner: Membership, join: Callable[..., Membership], organisation: Organisation
) -> None:
    analyst = join(Role.ANALYST)
    with pytest.raises(Refused, match="not_allowed_here"):
        begun(analyst)
    with pytest.raises(Refused, match="not_allowed_here"):
        end(trial=begun(owner), actor=analyst.user, seen=1, why="", now=NOW)


def test_another_organisation_has_its_own(owner: Membership, charlie: Membership) -> None:
    begun(owner)
    assert goals.channel_tests(charlie.organisation) == ()
    begun(charlie)
    assert ChannelTrial.objects.count() == 2
