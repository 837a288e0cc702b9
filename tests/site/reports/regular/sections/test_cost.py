from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import cost
from tests.site.reports.regular.conftest import pond
from tests.small_scenes import scene

EN = speech("en")


def test_hours_and_what_came_in_stand_beside_the_month_before(look: Callable[..., Gathered]) -> None:
    facts = json.loads(json.dumps(cost.gather(look())))
    [income] = facts["income"]
    assert Decimal(income["sum"]) == 20 * income["gifts"] and income["gifts"] == 10
    assert income["ratio"]["low"] < 1 < income["ratio"]["high"], "ten gifts beside eleven are chance"
    told = cost.tell(facts, EN, None)
    [said] = told.sentences
    assert said.endswith(" €200.00 came in.") and "hours" in said, "both stand on the page for the boss"
    assert any("May be chance" in note for line in told.lines for note in line.notes)


def test_money_is_what_was_paid_and_hours_stay_hours(look: Callable[..., Gathered]) -> None:
    rated = replace(pond(), settings=replace(pond().settings, hourly_rate=Decimal(30), currency="EUR"))
    assert cost.gather(look(scene=rated))["spent"]["money"] is None


def test_gifts_known_for_a_part_only_are_not_compared(look: Callable[..., Gathered]) -> None:
    told = cost.tell(cost.gather(look(gifts_until=date(2026, 6, 14))), EN, None)
    assert "on file until 14 June 2026" in told.sentences[0]
    assert any("No comparison" in note for line in told.lines for note in line.notes)


def test_what_no_file_speaks_of_is_unknown_and_never_nothing(look: Callable[..., Gathered]) -> None:
    told = cost.tell(cost.gather(look(scene=scene(), gifts_until=None)), EN, None)
    assert told.sentences[0].startswith("What it cost is not known")
    assert not any("0" in line.text for line in told.lines)
    unsold = replace(pond(), gifts=scene().gifts)
    assert (
        "no file speaks of gifts" in cost.tell(cost.gather(look(scene=unsold, gifts_until=None)), EN, None).sentences[0]
    )


def test_a_month_after_nothing_has_nothing_to_be_compared_with(look: Callable[..., Gathered]) -> None:
    gifts = pond().gifts
    june = gifts.occurred >= gifts.occurred[-1].astype("datetime64[M]").astype("datetime64[s]")
    only = replace(gifts, **{name: column[june] for name, column in vars(gifts).items()})
    facts = cost.gather(look(scene=replace(pond(), gifts=only)))
    assert facts["income"][0]["ratio"] is None
    told = cost.tell(facts, EN, None)
    assert any("nothing came in before" in note for line in told.lines for note in line.notes)
