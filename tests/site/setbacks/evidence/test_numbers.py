"""Numbers as a freeze takes them down."""

from __future__ import annotations

import json

from pratfall.site.setbacks.evidence import Look, numbers
from tests.site.setbacks import measured


def test_days_around_the_beginning_are_taken_and_no_others(look: Look) -> None:
    (thing,) = numbers.things(look)
    assert thing.ref == f"day/x/a1/{measured.BEGAN.date()}"
    assert thing.happened_at is None
    assert thing.body["numbers"] == {"impressions": 120.5}


def test_of_a_finding_its_numbers_are_taken_and_no_excerpt(look: Look) -> None:
    look.setback.finding = "backlash-1a"
    basis = {"findings": [{"code": "backlash", "n": 40, "evidence": [{"label": "Shame on Ann"}]}], "review": None}
    look.setback.basis = json.dumps(basis)
    thing = next(thing for thing in numbers.things(look) if thing.origin == "review")
    assert thing.ref == "finding/backlash-1a"
    assert thing.body["numbers"] == {"code": "backlash", "n": 40}
    assert "Ann" not in str(thing)


def test_a_basis_nobody_can_read_is_still_pinned_by_its_hash(look: Look) -> None:
    look.setback.basis = "{ not json"
    thing = next(thing for thing in numbers.things(look) if thing.origin == "review")
    assert thing.body["numbers"] == {}
    assert len(thing.body["sha256"]) == 64


def test_of_an_incident_its_numbers_are_taken_and_not_what_was_said(look: Look) -> None:
    look.setback.basis = json.dumps({"incident": {"opened": 7, "said": "Ann is furious", "angry": 0.5}})
    thing = next(thing for thing in numbers.things(look) if thing.origin == "review")
    assert thing.body["numbers"] == {"opened": 7, "angry": 0.5}
