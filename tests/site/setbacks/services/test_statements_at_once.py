"""Two people at the same words at the same moment. Run on PostgreSQL by tests/site/test_postgresql.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from pratfall.errors import Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Approval, Outing, Pause, Setback, Statement, Transition
from pratfall.site.setbacks.services import outings, pauses, statements
from tests.site.people.test_at_once import at_once
from tests.site.setbacks.conftest import NOW

from .test_statements import approve, made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]
AT = NOW + timedelta(minutes=5)


def fresh(statement: Statement) -> Statement:
    return Statement.objects.select_related("setback__organisation").get(pk=statement.pk)


@pytest.mark.parametrize("time", range(5))
def test_two_who_say_it_is_out_said_it_once(setback: Setback, owner: Membership, time: int) -> None:
    statement = made(setback, owner)
    approve(statement, owner)

    def out() -> None:
        given = {"place": "x", "language": "en", "address": "", "said_at": AT, "now": AT}
        outings.said(statement=fresh(statement), actor=owner.user, **given)  # type: ignore[arg-type]

    assert at_once(out, out, out) == [None, None, None]
    assert Outing.objects.count() == Transition.objects.count() == 1
    assert AuditEntry.objects.filter(act="statement_said").count() == 1


@pytest.mark.parametrize("time", range(5))
def test_a_text_edited_while_it_is_approved_is_never_approved_unseen(
    setback: Setback, owner: Membership, join: Callable[..., Membership], time: int
) -> None:
    statement, editor = made(setback, owner), join(Role.EDITOR)
    seen = statement.digest

    def edit() -> None:
        given = {"text_en": "Other", "text_fr": "Autre", "seen": 1, "now": NOW}
        statements.edit(statement=fresh(statement), actor=editor.user, **given)  # type: ignore[arg-type]

    def sign() -> None:
        statements.approve(statement=fresh(statement), actor=owner.user, digest=seen, now=NOW)

    edited, signed = at_once(edit, sign)
    assert edited is None
    assert signed is None or isinstance(signed, Refused)
    assert fresh(statement).text_en == "Other"
    assert not statements.is_approved(fresh(statement))
    assert set(Approval.objects.values_list("digest", flat=True)) <= {seen}


@pytest.mark.parametrize("time", range(5))
def test_one_form_or_one_button_pressed_three_times_makes_one(setback: Setback, owner: Membership, time: int) -> None:
    def draft() -> None:
        made(Setback.objects.get(pk=setback.pk), owner)

    def pause() -> None:
        pauses.pause(setback=Setback.objects.get(pk=setback.pk), actor=owner.user, now=NOW)

    for act in (draft, pause):
        assert at_once(act, act, act) == [None, None, None]
    assert Statement.objects.count() == Pause.objects.count() == 1
