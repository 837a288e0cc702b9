from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.records.numbers import Estimate
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.models import Repair
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import habits
from tests.reviews.render.example import empty
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def test_the_first_report_says_how_many_habits_cost_something(look: Callable[..., Gathered]) -> None:
    facts = json.loads(json.dumps(habits.gather(look())))
    assert facts["n"] and set(facts["moved"]) == {"higher", "lower", "open", "unseen"}
    assert facts["moved"]["unseen"] == facts["n"], "there is no report before"
    assert habits.tell(facts, EN, None).sentences[0] == f"{facts['n']} habits cost something."


@pytest.mark.parametrize(("shift", "moved"), [(-10.0, "higher"), (10.0, "lower"), (0.0, "open")])
def test_a_habit_moved_only_where_the_two_intervals_share_nothing(
    look: Callable[..., Gathered], shift: float, moved: str
) -> None:
    first = json.loads(json.dumps(habits.gather(look())))
    code = next(f for f in look().review.findings if isinstance(f.estimate, Estimate) and f.kind == "habit").code
    key = next(key for key in first["levels"] if key.startswith(f"{code} "))
    level = first["levels"][key]
    for end in ("value", "low", "high"):
        level[end] = level[end] + shift
    again = json.loads(json.dumps(habits.gather(look(previous={"habits": first}))))
    assert next(i for i in again["items"] if i["key"] == key)["moved"] == moved
    said = habits.tell(again, EN, first).sentences[0]
    assert "Since the report before: " in said and (" moved beyond chance" in said) == (moved != "open")
    assert " 0 " not in said


def test_a_habit_is_gone_only_where_somebody_could_have_seen_it(look: Callable[..., Gathered]) -> None:
    first = json.loads(json.dumps(habits.gather(look())))
    assert habits.gather(look(review=empty(), previous={"habits": first}))["gone"] == 0


def test_repairs_of_the_month_are_counted(look: Callable[..., Gathered], owner: Membership) -> None:
    at = JUNE.begins + timedelta(days=2)
    row = {
        "organisation": owner.organisation,
        "code": "pitch_heavy",
        "label": "x",
        "words": "Ask less",
        "by": owner.user,
    }
    Repair.objects.create(**row, before={}, at=at, done_at=at + timedelta(days=3))
    Repair.objects.create(**row, before={}, at=at - timedelta(days=30))
    facts = habits.gather(look())
    assert (facts["accepted"], facts["done"]) == (1, 1)
