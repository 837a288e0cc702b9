"""What became of comments stands on the timeline, many at once as one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import erasing, ledger, removals
from pratfall.site.setbacks.timeline import ledger as source
from pratfall.site.setbacks.timeline import sources, timeline
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said

ROWS = [said(f"c{i}", f"Shame on you {i}", i) for i in range(5)]


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", ROWS)
    ledger.collect(setback=about_it(setback), now=NOW)
    export(setback.organisation, "two", [ROWS[0], ROWS[3], ROWS[4]])
    ledger.collect(setback=setback, now=NOW)
    return setback


def test_several_gone_at_once_are_one_line(running: Setback) -> None:
    (item,) = source.items(running)
    assert (item.kind, item.facts, item.at) == ("ledger_gone", {"n": 2}, NOW)
    assert sources()["ledger"] is source


def test_removals_and_erasures_stand_there_and_no_guest_sees_them(running: Setback, owner: Membership) -> None:
    given = {"platform": "x", "ref": "c0", "reason": "hate", "why": "Because", "hide_only": True}
    removal = removals.ask(setback=running, actor=owner.user, now=NOW, **given)  # type: ignore[arg-type]
    removals.answer(removal=removal, actor=owner.user, approve=False, why="No", seen=1, now=NOW)
    erasing.erase_comment(setback=running, actor=owner.user, platform="x", ref="c1", now=NOW)
    kinds = {item.kind for item in timeline(running, of=["ledger"])}
    assert kinds == {"ledger_gone", "ledger_erased", "removal_asked", "removal_refused"}
    assert not timeline(running, role=Role.GUEST, of=["ledger"])
