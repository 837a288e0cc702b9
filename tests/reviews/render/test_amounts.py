from __future__ import annotations

import math
from decimal import Decimal

import pytest

from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit
from pratfall.reviews.render import amounts
from pratfall.reviews.render.speech import speech

EN, FR = speech("en"), speech("fr")


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.0, "almost none of"),
        (0.25, "about a quarter of"),
        (0.5, "about half"),
        (0.66, "about two thirds of"),
        (1.0, "about as much as"),
        (1.5, "about one and a half times"),
        (2.0, "about twice"),
        (12.4, "about 12 times"),
    ],
)
def test_ratios_are_said_as_people_say_them(ratio: float, said: str) -> None:
    assert amounts.about(ratio, EN) == said


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("words", [EN, FR])
def test_every_unit_has_a_form(unit: Unit, words) -> None:  # type: ignore[no-untyped-def]
    said = amounts.amount(Estimate(2, 1, 3, unit), words)
    assert "_" not in said and "(" in said


def test_a_plain_count_shows_no_interval() -> None:
    assert amounts.amount(Estimate(3, 3, 3, Unit.COUNT, 1.0), EN) == "3"


def test_an_open_interval_says_at_least() -> None:
    assert amounts.between(Estimate(2, 1.4, math.inf, Unit.RATIO), EN) == "at least 1.4 times"


def test_too_little_data_says_how_much_is_missing() -> None:
    assert "9 of the 33 posts needed" in amounts.amount(NotEnoughData(33, 9, "posts"), EN)


def test_an_unknown_cost_is_unknown_and_never_zero() -> None:
    assert amounts.cost(Cost(), EN) == "unknown"
    assert amounts.cost(Cost(Decimal("0.5")), FR) == "environ 0,5\u00a0heure de travail"
