from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import worth
from tests.reviews.render.example import example
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def basis() -> decisions.Basis:
    finding = next(f for f in example().findings if f.code == "level_fell")
    numbers = {"review": {"as_of": example().as_of.isoformat()}, "findings": [codec.encode(finding)]}
    return decisions.Basis(about="finding", refs=("level-1a",), codes=("level_fell",), title="Tips", numbers=numbers)


def test_an_earlier_decision_is_judged_by_the_posts_since_or_left_open(
    look: Callable[..., Gathered], decided: Callable[..., Decision]
) -> None:
    decided(basis=basis(), act="keep", now=JUNE.begins - timedelta(days=20))
    facts = json.loads(json.dumps(worth.gather(look())))
    assert facts["verdicts"] == {"open": 1}
    told = worth.tell(facts, EN, None)
    assert "nobody can tell yet" in told.sentences[0] and not told.lines
    assert facts["total"]["by_act"][0]["open"] == 1 and len(told.sentences) == 3, "of its kind nobody can tell either"


def test_what_the_team_said_in_the_month_stands_beside_it(
    look: Callable[..., Gathered], decided: Callable[..., Decision], owner: Membership
) -> None:
    decision = decided(now=JUNE.begins - timedelta(days=40))
    decisions.revisit(
        decision=decision,
        actor=owner.user,
        judgement="wrong",
        why="Olive was too quick",
        numbers={},
        look_again=None,
        now=JUNE.begins + timedelta(days=5),
    )
    told = worth.tell(worth.gather(look()), EN, None)
    [line] = told.lines
    assert line.notes == ("The team says: it was not right.",) and "Olive" not in repr(told)


def test_a_verdict_shows_its_interval_and_what_was_saved() -> None:
    ratio = {"is": "estimate", "value": 0.7, "low": 0.5, "high": 0.8, "unit": "ratio", "level": 0.95}
    item = {"number": 3, "title": "Tips", "act": "pull", "verdict": "wrong", "judged": "", "ratio": ratio}
    item["saved"] = {"hours": "12", "money": None}
    facts = {"verdicts": {"wrong": 1}, "judged": {}, "total": None, "items": [item]}
    told = worth.tell(facts, EN, None)
    assert told.sentences[0] == "1 earlier decision was looked at: right 0, not right 1, cannot tell 0."
    assert "between 0.5 and 0.8 times" in told.lines[0].notes[0] and "12" in told.lines[0].notes[1]


def test_decisions_of_the_month_itself_are_too_young(
    look: Callable[..., Gathered], decided: Callable[..., Decision]
) -> None:
    decided(basis=basis(), now=JUNE.begins + timedelta(days=2))
    assert worth.tell(worth.gather(look()), EN, None).quiet


def test_a_decision_that_was_replaced_by_then_is_not_counted_in_the_total(
    look: Callable[..., Gathered], decided: Callable[..., Decision]
) -> None:
    old = decided(basis=basis(), act="keep", now=JUNE.begins - timedelta(days=20))
    decided(basis=basis(), act="wait", now=JUNE.begins + timedelta(days=3), supersedes=old)
    assert worth.gather(look())["total"] is None
