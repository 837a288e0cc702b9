from __future__ import annotations

from collections.abc import Callable

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.look import look
from pratfall.site.reports.needs.statements_waiting import needs
from pratfall.site.setbacks.models import Setback
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_statements import approve, made


def severe(owner: Membership) -> Setback:
    return Setback.objects.create(
        organisation=owner.organisation, title="Fire", severity=4, began_at=NOW, opened_at=NOW, first_word_due_at=NOW
    )


def test_a_statement_with_one_of_two_approvals_cannot_wait(
    home: object, owner: Membership, join: Callable[..., Membership]
) -> None:
    statement = made(severe(owner), owner)
    here = look(owner.organisation, speech("en"), NOW)
    assert list(needs(here)) == []
    approve(statement, owner)
    (need,) = needs(here)
    assert need.urgent
    assert need.href == f"/setbacks/{statement.setback_id}/statements/{statement.pk}/"
    assert "Olive Owner has approved it" in need.sentence
    approve(statement, join(Role.MANAGER))
    assert list(needs(here)) == []
