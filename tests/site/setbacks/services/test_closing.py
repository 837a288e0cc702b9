"""What stands in the way of closing, one after the other, until nothing does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import (
    Ally,
    Debrief,
    Outing,
    Prevention,
    PublicPage,
    Removal,
    Setback,
    Statement,
    Update,
)
from pratfall.site.setbacks.services.closing import open_matters

from ..conftest import NOW


def codes(setback: Setback) -> list[str]:
    return [matter.code for matter in open_matters(setback, NOW)]


@pytest.fixture
def finished(make_setback: Callable[..., Setback], owner: Membership) -> Setback:
    """One with nothing left open."""
    setback = make_setback(state="recovering", first_word_at=NOW)
    Debrief.objects.create(setback=setback, opened_at=NOW, opened_by=owner.user, closed_at=NOW)
    prevention(setback, owner)
    return setback


def prevention(setback: Setback, by: Membership, **more: Any) -> Prevention:
    given = {"kind": "check", "check_words": "Two people look", "owner": by.user, "due": NOW.date()}
    return Prevention.objects.create(setback=setback, words="Look", by=by.user, at=NOW, **{**given, **more})


def out(setback: Setback, owner: Membership, kind: str, minutes: int) -> None:
    who = {"drafted_by": owner.user, "drafted_at": NOW, "changed_at": NOW}
    statement = Statement.objects.create(setback=setback, kind=kind, text_en="Said.", text_fr="Dit.", **who)
    said_at = NOW + timedelta(minutes=minutes)
    Outing.objects.create(
        statement=statement, place="x", language="en", digest=kind, said_at=said_at, by=owner.user, at=said_at
    )


def test_a_new_one_lacks_its_word_its_debrief_and_its_prevention(setback: Setback) -> None:
    assert codes(setback) == ["first_word", "debrief_none", "prevention"]
    assert all(matter.href.startswith(setback.path) for matter in open_matters(setback, NOW))


def test_nothing_is_open_where_all_was_done(finished: Setback) -> None:
    assert codes(finished) == []


def test_a_promise_stays_open_until_a_closing_word(finished: Setback, owner: Membership) -> None:
    Setback.objects.filter(pk=finished.pk).update(next_update_due_at=NOW)
    finished.refresh_from_db()
    out(finished, owner, "update", 1)
    assert codes(finished) == ["promise"]
    out(finished, owner, "closing", 2)
    assert codes(finished) == []
    out(finished, owner, "correction", 3)
    assert codes(finished) == ["promise"]


def test_an_open_page_tells_that_it_is_over_first(finished: Setback, owner: Membership) -> None:
    page = PublicPage.objects.create(
        setback=finished, slug="kitchen", title_en="A", title_fr="B", opened_at=NOW, opened_by=owner.user
    )
    assert codes(finished) == []
    Update.objects.create(setback=finished, state="fixing", digest="1", by=owner.user, at=NOW)
    assert codes(finished) == ["public_last_word"]
    Update.objects.create(setback=finished, state="closed", digest="2", by=owner.user, at=NOW + timedelta(minutes=1))
    assert codes(finished) == []
    Update.objects.create(setback=finished, state="fixing", digest="3", by=owner.user, at=NOW + timedelta(minutes=2))
    page.withdrawn_at = NOW
    page.save()
    assert codes(finished) == []


def test_an_ally_is_thanked_or_left_out_once_asked(finished: Setback, owner: Membership) -> None:
    ally = Ally.objects.create(setback=finished, name="Anna", added_by=owner.user, added_at=NOW)
    assert codes(finished) == []
    for field in ("thanked_at", "left_out_at"):
        Ally.objects.filter(pk=ally.pk).update(asked_at=NOW, thanked_at=None, left_out_at=None)
        assert codes(finished) == ["thanks"]
        Ally.objects.filter(pk=ally.pk).update(**{field: NOW})
        assert codes(finished) == []


def test_an_unanswered_request_to_hide_and_an_unfinished_debrief_are_open(finished: Setback, owner: Membership) -> None:
    given = {"reason": "spam", "why": "Spam", "asked_by": owner.user, "asked_at": NOW}
    removal = Removal.objects.create(setback=finished, platform="x", ref="1", **given)
    Debrief.objects.filter(setback=finished).update(closed_at=None)
    assert codes(finished) == ["removals", "debrief_open"]
    Removal.objects.filter(pk=removal.pk).update(approved=False)
    assert codes(finished) == ["debrief_open"]


@pytest.mark.parametrize(
    "lacking",
    [
        {"owner": None},
        {"due": None},
        {"check_words": ""},
        {"kind": "number", "number": None},
        {"given_up_at": NOW},
    ],
)
def test_a_prevention_counts_with_owner_day_and_proof(
    finished: Setback, owner: Membership, lacking: dict[str, Any]
) -> None:
    Prevention.objects.filter(setback=finished).delete()
    prevention(finished, owner, **lacking)
    assert codes(finished) == ["prevention"]
    prevention(finished, owner, kind="shown", check_words="")
    assert codes(finished) == []
