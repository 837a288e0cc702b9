"""The rules of severity, as a table; and what holds for every set of answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.severity import HIGHEST, LASTING, QUESTIONS, Answer, Redeemable, judge, measured

NO = dict.fromkeys(QUESTIONS, Answer.NO)


def said(*yes: str, unknown: tuple[str, ...] = ()) -> dict[str, Answer]:
    return NO | dict.fromkeys(yes, Answer.YES) | dict.fromkeys(unknown, Answer.UNKNOWN)


def codes(answers: Mapping[str, Answer], **more: object) -> list[str]:
    return [reason.code for reason in judge(answers, charity=False, **more).why]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (NO, 1),
        (said("ours"), 1),
        (said("ours", "reach"), 2),
        (said("ours", "reach", "spread"), 2),
        (said("ours", "reach", "spread", "fast"), 3),
        (said("ours", "reach", "spread", "fast", "volume"), 3),
        (said("ours", "reach", "spread", "fast", "volume", "long"), 4),
        (said("sensitive"), 3),
        (said("hurt"), 4),
        (dict.fromkeys(QUESTIONS, Answer.YES), 4),
        # Unknown where it matters: one level higher. Where it does not: the same level.
        (said(unknown=("ours",)), 1),
        (said("ours", unknown=("reach",)), 2),
        (said(unknown=("hurt",)), 2),
        (said("hurt", unknown=("ours", "reach")), 4),
        ({}, 2),
    ],
)
def test_answers_make_a_level(answers: Mapping[str, Answer], level: int) -> None:
    assert judge(answers, charity=False).level == level


def test_a_charity_stands_one_level_higher_and_never_above_the_highest() -> None:
    for answers in (NO, said("ours", "reach"), said("hurt")):
        firm, charity = judge(answers, charity=False), judge(answers, charity=True)
        assert charity.level == min(firm.level + 1, HIGHEST)
        assert "charity" in [reason.code for reason in charity.why]


def test_the_numbers_of_a_finding_are_never_gone_below() -> None:
    assert judge(NO, charity=False, finding_level=3).level == 3
    assert "numbers" in codes(NO, finding_level=3)
    assert judge(said("hurt"), charity=False, finding_level=1).level == 4
    assert "numbers" not in codes(said("hurt"), finding_level=1)


def test_doubt_is_named_as_a_reason_only_where_it_counted() -> None:
    assert "doubtful" in codes(said("ours", unknown=("reach",)))
    assert "doubtful" not in codes(said("hurt", unknown=("reach",)))


@pytest.mark.parametrize(
    ("answers", "redeemable"),
    [
        (NO, Redeemable.YES),
        (said("ours"), Redeemable.YES),
        (said("vivid"), Redeemable.PARTLY),
        (said("hurt"), Redeemable.PARTLY),
        (said("vivid", "long"), Redeemable.NO),
        (said("vivid", "long", unknown=("volume",)), Redeemable.NO),
        (said(unknown=("vivid",)), Redeemable.UNCLEAR),
        ({}, Redeemable.UNCLEAR),
    ],
)
def test_whether_it_can_be_made_good_follows_from_what_makes_damage_last(
    answers: Mapping[str, Answer], redeemable: Redeemable
) -> None:
    assert judge(answers, charity=False).redeemable is redeemable


answered = st.dictionaries(st.sampled_from(sorted(QUESTIONS)), st.sampled_from(list(Answer)))


@given(answered, st.booleans(), st.sampled_from(sorted(QUESTIONS)))
def test_one_more_yes_never_makes_it_milder(given: dict[str, Answer], charity: bool, code: str) -> None:
    no, yes = judge({**given, code: Answer.NO}, charity=charity), judge({**given, code: Answer.YES}, charity=charity)
    assert no.level <= yes.level


@given(answered, st.booleans())
def test_every_reason_has_a_source_and_the_level_is_one_of_four(given: dict[str, Answer], charity: bool) -> None:
    judged = judge(given, charity=charity)
    assert 1 <= judged.level <= HIGHEST
    assert judged.why_redeemable and all(reason.source for reason in (*judged.why, *judged.why_redeemable))


def test_what_a_finding_measured_is_filled_in_and_nothing_else() -> None:
    assert measured(["volume", "charity", "negative", "fast"]) == {"volume": Answer.YES, "fast": Answer.YES}
    assert measured(None) == {} and measured("volume") == {}
    assert set(LASTING) <= set(QUESTIONS)
