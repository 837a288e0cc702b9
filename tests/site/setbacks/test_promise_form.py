"""What stands in the form of an action, and what somebody sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import ProofKind, Setback
from pratfall.site.setbacks.promise_form import filled_from, read_action
from pratfall.site.setbacks.services.preventions import Action

from .conftest import NOW
from .promised import HOURS, LESS_PITCH, Desk, answer_hours, finding, promise, review

DESK: Any = Desk(review(NOW.date(), finding()), (answer_hours(60, 40, 90, on=NOW.date()),))


def sent(**given: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({"words": "x", "kind": "shown", **given})
    return query


def test_a_form_brings_back_what_it_was_filled_from(setback: Setback, owner: Membership) -> None:
    shares = replace(HOURS, measure="unanswered_share", bar=0.2, start={"value": 0.5, "low": 0.4, "high": 0.6})
    for number, bar, weeks in ((HOURS, "24", "4"), (shares, "20", "4"), (LESS_PITCH, "", "4")):
        row = promise(setback, owner.user, Action(words="x", kind=ProofKind.NUMBER, number=number))
        filled = filled_from(row, {})
        assert (filled.number, filled.bar, filled.weeks) == (number.key, bar, weeks)
        again = read_action(sent(kind="number", number=number.key, bar=bar, weeks=weeks), owner.organisation, None, row)
        assert again.number == replace(number, side=again.number.side if again.number else number.side)


@pytest.mark.parametrize("text", ["24", "24,0", "24.0", " 24 "])
def test_numbers_are_read_as_people_write_them(owner: Membership, text: str) -> None:
    read = read_action(sent(kind="number", number=HOURS.key, bar=text), owner.organisation, DESK, None)
    assert read.number is not None and read.number.bar == 24 and read.number.start["value"] == 60


@pytest.mark.parametrize("text", ["", "-1", "1e9", "nan", "9" * 30])
def test_what_is_no_number_is_refused(owner: Membership, text: str) -> None:
    with pytest.raises(Refused, match="prevention_bar_wrong"):
        read_action(sent(kind="number", number=HOURS.key, bar=text), owner.organisation, DESK, None)


def test_only_what_was_offered_can_be_chosen(owner: Membership) -> None:
    with pytest.raises(Refused, match="prevention_needs_number"):
        read_action(sent(kind="number", number="level|x|9|", bar="1"), owner.organisation, DESK, None)
    with pytest.raises(Refused, match="not_allowed_here"):
        read_action(sent(kind="magic"), owner.organisation, DESK, None)


def test_lists_are_tidied_and_have_an_end(owner: Membership) -> None:
    given = sent(match_words="oven,  oven , ,soup\0," + ",".join(str(n) for n in range(50)))
    given.setlist("networks", ["facebook", "myspace"])
    read = read_action(given, owner.organisation, None, None)
    assert read.matches["networks"] == ["facebook"]
    assert read.matches["words"][:2] == ["oven", "soup"] and len(read.matches["words"]) == 20


def test_an_owner_is_a_member(owner: Membership, charlie: Membership) -> None:
    assert read_action(sent(owner=str(owner.user.pk)), owner.organisation, None, None).owner == owner.user
    assert read_action(sent(owner=""), owner.organisation, None, None).owner is None
    with pytest.raises(Refused, match="assigned_to_stranger"):
        read_action(sent(owner=str(charlie.user.pk)), owner.organisation, None, None)
