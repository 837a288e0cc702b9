"""Plans in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.campaigns.plan import PARTS, Plan
from pratfall.site.campaigns.saying import part_words, stop_words, whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_is_said_in_words(plan: Plan, lang: str) -> None:
    words = speech(lang)
    for part in PARTS:
        said = part_words(part, plan.as_json(), words, {7: "Olive"})
        assert said and "plan." not in said, part


def test_a_plan_says_its_money_networks_and_people(plan: Plan) -> None:
    words, as_json = speech("en"), {**plan.as_json(), "owner": 7}
    assert part_words("target", as_json, words, {}) == "€4,500"
    assert part_words("networks", as_json, words, {}) == "Facebook and E-mail"
    assert part_words("owner", as_json, words, {7: "Olive"}) == "Olive"
    assert "under €500" in part_words("failures", as_json, words, {})
    assert part_words("unit", as_json, speech("fr"), {}) == "argent"


def test_each_kind_of_stop_says_what_would_happen(plan: Plan) -> None:
    said = [stop_words(plan, stop, speech("en")) for stop in plan.stops]
    assert "€1,800" in said[0] and "15 November 2026" in said[0]
    assert "€300" in said[1]
    assert "10%" in said[2]
    assert "the oven is given to us" in said[3]
    assert len(set(said)) == 4


def test_whole_numbers_stay_whole() -> None:
    assert (whole(Decimal("20.00")), whole(Decimal("2.5"))) == (20, 2.5)
