from __future__ import annotations

from datetime import timedelta

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import outings
from pratfall.site.setbacks.timeline.statements import items
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_statements import approve, made


def test_drafts_approvals_and_what_was_said_stand_on_the_timeline(setback: Setback, owner: Membership) -> None:
    statement = made(setback, owner)
    approve(statement, owner, alone_because="Nobody answers.", warnings=["length"])
    said_at = NOW + timedelta(minutes=5)
    outings.said(
        statement=statement,
        actor=owner.user,
        place="x",
        language="fr",
        address="https://x.com/1",
        said_at=said_at,
        now=said_at + timedelta(hours=3),
    )
    drafted, approved, said = items(setback)
    assert (drafted.kind, drafted.who, drafted.least) == ("statement_drafted", owner.user, Role.ANALYST)
    assert (approved.kind, approved.text) == ("statement_approved_alone", "Nobody answers.")
    assert (said.at, said.origin, said.least) == (said_at, "https://x.com/1", Role.GUEST)
    assert said.late(None)


def test_without_statements_there_is_nothing(setback: Setback) -> None:
    assert list(items(setback)) == []
