from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.campaigns.services import decisions
from pratfall.site.lessons.known import NOTHING, known_of
from pratfall.site.people.models import Membership
from pratfall.site.reports.freezing import outcome_of
from pratfall.site.setbacks.models import Debrief, Setback
from pratfall.site.setbacks.services import hypotheses
from tests.site.lessons.conftest import NOW
from tests.site.reports.conftest import NUMBERS

EN = speech("en")
pytestmark = pytest.mark.usefixtures("home")


def test_of_nothing_nothing_is_known() -> None:
    assert known_of(None, EN, NOW) is NOTHING


def test_a_setback_brings_what_happened_its_networks_and_what_the_debrief_came_to(
    make_setback: Callable[..., Setback], running: Campaign, owner: Membership
) -> None:
    about = [{"kind": "account", "platform": "Facebook", "account_id": "1", "id": "1", "name": "Us"}]
    Campaign.objects.filter(pk=running.pk).update(labels=["oven"])
    running.refresh_from_db()
    row = make_setback(about=about, campaign=running, what="Olive Owner posted it. Then people complained.")
    hypotheses.propose(setback=row, actor=owner.user, text="Nobody had looked.", cause="execution", now=NOW)
    debrief = Debrief.objects.create(
        setback=row, phase="closed", opened_at=NOW, opened_by=owner.user, summary="Nobody checks pictures."
    )
    debrief.themes.create(title="Time", said="We had an hour.", at=NOW)
    found = known_of(row, EN, NOW)
    assert found.networks == ("facebook",) and found.labels == ("oven",) and found.causes == ("execution",)
    assert found.hints["happened"] == (row.title, "Nobody checks pictures.")
    assert found.hints["believed"] == ("Time", "We had an hour.")
    assert "Olive" not in found.happened and "people complained" in found.happened
    assert found.believed == found.now_do == ""


def test_a_setback_nobody_described_fills_no_line(setback: Setback) -> None:
    setback.what = ""
    found = known_of(setback, EN, NOW)
    assert (found.believed, found.happened, found.now_do) == ("", "", "")
    assert found.hints["happened"] == (setback.title,)


def test_a_decision_was_believed_for_its_reason(owner: Membership, decided: Callable[..., Decision]) -> None:
    decision = decided()
    decisions.revisit(decision=decision, actor=owner.user, judgement="wrong", numbers={}, why="It fell on.", now=NOW)
    found = known_of(decision, EN, NOW)
    assert found.believed == "tried twice"
    assert found.happened == ""
    assert found.hints["happened"] == ("was wrong: It fell on.",)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_campaign_is_told_by_its_hypothesis_and_its_result_against_its_target(running: Campaign, lang: str) -> None:
    before = known_of(running, speech(lang), NOW)
    assert before.happened == ""  # it has no result yet
    running.state, running.ended_at, running.outcome = "ended", NOW + timedelta(days=1), outcome_of(NUMBERS)
    found = known_of(running, speech(lang), NOW)
    assert found.believed == "People give for a thing they can picture."
    assert "544" in found.happened and "500" in found.happened
    assert found.networks == ("facebook",)


@pytest.mark.parametrize(
    ("result", "told"), [(None, ""), ({"state": "open"}, ""), ({"state": "better"}, "It did better")]
)
def test_a_test_tells_its_result_only_where_it_has_one(owner: Membership, result: Any, told: str) -> None:
    values: dict[str, Any] = {"name": "Photo", "question": "Which brings more?", "kind": "randomised", "days": 14}
    values |= {"metric": "clicks", "smallest_worth": 1.2, "created_at": NOW, "platform": "x", "labels": ["A", "B"]}
    idea = Idea.objects.create(organisation=owner.organisation, result=result, **values)
    found = known_of(idea, EN, NOW)
    assert found.happened.startswith(told) and bool(found.happened) == bool(told)
    assert found.hints["believed"] == ("Which brings more?",)
    assert (found.networks, found.labels) == (("x",), ("a", "b"))


def test_the_home_of_these_tests_is_empty(home: Path) -> None:
    assert not (home / "lake").exists()
