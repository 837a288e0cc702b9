"""Public holidays, of the right country, and who said which that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pratfall.diagnose.case import Case, Explanation, Missing
from pratfall.diagnose.holiday import explain, public_holidays
from pratfall.records.causes import Basis
from tests.diagnose.accounts import case, days_apart
from tests.small_scenes import defaults


def asked(country: str, lang: str = "", n: int = 200, days: float = 2.0) -> tuple[Case, list[Explanation | Missing]]:
    given = replace(defaults(), country=country)
    made = case(days_apart(n, days), 3 * n // 4, each=lambda _: {"lang": lang}, given=given)
    return made, list(explain(made))


def test_posts_on_holidays_and_the_days_beside_them_are_marked() -> None:
    made, (told,) = asked("FR")
    assert isinstance(told, Explanation) and told.columns is not None
    near = {str(day) for day, hit in zip(made.day, told.columns[:, 0], strict=True) if hit}
    assert {"2025-07-13", "2025-07-15"} <= near and "2025-07-17" not in near
    assert told.basis is Basis.INFERRED
    assert "Fête du Travail" in str(told.facts["days"])


def test_a_country_guessed_from_the_language_is_an_assumption() -> None:
    _, (told,) = asked("", "fr")
    assert isinstance(told, Explanation) and told.basis is Basis.ASSUMED and told.facts["country"] == "FR"


@pytest.mark.parametrize("lang", ["en", "es", ""], ids=["english", "spanish", "unknown"])
def test_a_language_of_many_countries_points_to_none(lang: str) -> None:
    _, (found,) = asked("", lang)
    assert isinstance(found, Missing) and found.collect == "country"


def test_without_a_post_near_a_holiday_nothing_is_asked() -> None:
    assert asked("FR", n=12, days=0.5)[1] == []  # the first days of June 2025


def test_holidays_are_those_of_every_year_asked_about() -> None:
    days = public_holidays("FR", np.array(["2025-03-01", "2026-03-01"], dtype="datetime64[D]"))
    assert {date(2025, 5, 1), date(2026, 5, 1)} <= days.keys()


def test_holidays_that_were_as_frequent_before_cannot_have_done_it() -> None:
    made = case(days_apart(365, 2.0), 183, given=replace(defaults(), country="FR"))  # a year on each side
    assert list(explain(made)) == []
