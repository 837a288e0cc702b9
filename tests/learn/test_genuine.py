"""Each rule on the thing it is about, and on the honest thing beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pratfall.learn.genuine import RULES, Tried, flags


def tried(**given: Any) -> Tried:
    values: dict[str, Any] = {
        "origin": "idea",
        "number": 1,
        "name": "Longer captions",
        "boldness": "incremental",
        "begun": date(2026, 3, 1),
        "ended": date(2026, 4, 1),
        "worked": False,
        **given,
    }
    return Tried(**values)


def codes(**given: Any) -> list[str]:
    return [flag.code for flag in flags(tried(**given))]


CASES = [
    ("no_end", {"ends_by_rule": False}, {"ends_by_rule": True}),
    ("bar_known", {"bar": 4.0, "known_low": 6.0}, {"bar": 6.0, "known_low": 6.0}),
    (
        "target_known",
        {"target": 900.0, "comparable": (1000.0, 1500.0, 2000.0, 1200.0)},
        {"target": 1000.0, "comparable": (1000.0, 1500.0, 2000.0, 1200.0)},
    ),
    ("cannot_see", {"sees": 2.5, "worth": 1.2}, {"sees": 1.2, "worth": 1.2}),
    ("trivial_effort", {"hours": 1.0}, {"hours": 2.0}),
    ("trivial_worth", {"worth": 1.02}, {"worth": 1.05}),
    ("all_sure_yes", {"predictions": (0.95, 1.0)}, {"predictions": (0.9, 1.0)}),
    ("all_sure_no", {"predictions": (0.05, 0.0)}, {"predictions": (0.1, 0.0)}),
    ("mostly_in", {"in_before": 0.5}, {"in_before": 0.4}),
    ("asked_before", {"same_question": "Shorter captions"}, {"same_question": ""}),
    (
        "bold_in_name_campaign",
        {"origin": "campaign", "boldness": "radical", "known_ground": ("networks", "audience")},
        {"origin": "campaign", "boldness": "adjacent", "known_ground": ("networks", "audience")},
    ),
    ("bold_in_name_idea", {"boldness": "radical", "known_ground": ("account",)}, {"boldness": "radical"}),
]


@pytest.mark.parametrize(("code", "gamed", "honest"), CASES, ids=[case[0] for case in CASES])
def test_a_rule_speaks_of_what_it_is_about_and_not_of_the_honest_thing_beside_it(
    code: str, gamed: dict[str, Any], honest: dict[str, Any]
) -> None:
    assert codes(**gamed) == [code]
    assert codes(**honest) == []


def test_every_rule_has_a_case_here() -> None:
    spoken = {flag.code for _, gamed, _ in CASES for rule in RULES if (flag := rule(tried(**gamed)))}
    assert spoken == {code for code, _, _ in CASES}
    assert all(any(rule(tried(**gamed)) for _, gamed, _ in CASES) for rule in RULES)


def test_what_nobody_wrote_down_raises_no_flag() -> None:
    assert codes() == []


def test_three_comparable_campaigns_are_too_few_to_call_a_target_safe() -> None:
    assert codes(target=1.0, comparable=(10.0, 20.0, 30.0)) == []


def test_one_person_who_is_sure_may_be_wrong() -> None:
    assert codes(predictions=(1.0,)) == []


def test_an_hour_is_not_trivial_where_money_was_planned_or_only_posts_were_counted() -> None:
    assert codes(hours=1.0, money=True) == []
    assert codes(hours=1.0, hours_planned=False) == []


def test_a_routine_campaign_is_no_test_and_nothing_is_asked_of_it() -> None:
    one = tried(origin="campaign", boldness="routine", ends_by_rule=False, predictions=(1.0, 1.0))
    assert not one.is_test
    assert flags(one) == ()


def test_boldness_in_name_is_a_question_and_all_else_excludes() -> None:
    excludes = {flag.code: flag.excludes for _, gamed, _ in CASES for flag in flags(tried(**gamed))}
    assert {code for code, out in excludes.items() if not out} == {"bold_in_name_campaign", "bold_in_name_idea"}


def test_several_rules_speak_together() -> None:
    assert codes(ends_by_rule=False, worth=1.01, hours=0.5) == ["no_end", "trivial_effort", "trivial_worth"]
