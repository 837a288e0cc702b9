"""Put aside: until a day, to a colleague, or because it is no problem."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from pratfall.errors import Refused
from pratfall.records.advice import Act
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.site.campaigns.services import attention, decisions
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role

THING = Thing("finding:level-1a", "level", "Tuesday tip")


def test_what_is_snoozed_sleeps_until_its_day(owner: Membership, now: datetime) -> None:
    attention.snooze(
        organisation=owner.organisation,
        actor=owner.user,
        things=[THING],
        until=date(2026, 12, 1),
        why="after the fair",
        now=now,
    )
    assert attention.shelf(owner.organisation, date(2026, 11, 30)).hides(THING.key)
    assert not attention.shelf(owner.organisation, date(2026, 12, 1)).hides(THING.key)
    assert AuditEntry.objects.filter(act="aside_snoozed").count() == 1


@pytest.mark.parametrize(("until", "why", "code"), [
    (date(2026, 11, 21), "later", "snooze_day_wrong"),
    (date(2028, 1, 1), "much later", "snooze_day_wrong"),
    (date(2026, 12, 1), " ", "aside_needs_reason"),
], ids=["today", "too-late", "no-reason"])  # fmt: skip
def test_a_snooze_needs_a_day_ahead_and_a_reason(
    owner: Membership, now: datetime, until: date, why: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        attention.snooze(
            organisation=owner.organisation, actor=owner.user, things=[THING], until=until, why=why, now=now
        )


def test_what_was_put_aside_can_be_taken_back(owner: Membership, now: datetime) -> None:
    where = {"organisation": owner.organisation, "actor": owner.user, "now": now}
    attention.dismiss(things=[THING], why="it was a holiday", **where)
    assert attention.shelf(owner.organisation, now.date()).hides(THING.key)
    assert attention.undo(keys=[THING.key], **where) == 1
    assert not attention.shelf(owner.organisation, now.date()).hides(THING.key)


def test_only_a_member_can_be_asked_to_look(
    owner: Membership, charlie: Membership, join: Callable[..., Membership], now: datetime
) -> None:
    where = {"organisation": owner.organisation, "actor": owner.user, "now": now, "things": [THING]}
    with pytest.raises(Refused, match="assigned_to_stranger"):
        attention.assign(to=charlie.user, **where)
    ana = join(Role.ANALYST, "ana")
    attention.assign(to=ana.user, **where)
    shelf = attention.shelf(owner.organisation, now.date())
    assert shelf.assigned[THING.key].to == ana.user
    assert not shelf.hides(THING.key)


def test_the_hit_rate_counts_what_was_acted_on_against_what_was_no_problem(owner: Membership, now: datetime) -> None:
    where = {"organisation": owner.organisation, "actor": owner.user, "now": now}
    for number in range(6):
        about = Basis(about="finding", refs=(f"level-{number}",), codes=("level",), title="", numbers={})
        decisions.decide(basis=about, act=Act.PULL, why="enough", **where)
    waits = Basis(about="finding", refs=("level-9",), codes=("level",), title="", numbers={})
    decisions.decide(basis=waits, act=Act.WAIT, why="wait", **where)
    attention.dismiss(things=[Thing(f"finding:l-{n}", "level", "") for n in range(2)], why="holiday", **where)
    attention.dismiss(things=[Thing("finding:s-1", "series_stopped", "")], why="meant to", **where)
    level, stopped = attention.hit_rates(owner.organisation)
    assert (level.code, level.hits, level.judged) == ("level", 6, 8)
    assert isinstance(level.share, Estimate) and level.share.low == pytest.approx(0.409, abs=1e-3)
    assert stopped.share == NotEnoughData(5, 1, "judged_findings")
