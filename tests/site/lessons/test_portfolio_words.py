"""Effort and failures in sentences."""

from __future__ import annotations

import json

import pytest

from pratfall.learn.portfolio import By, Effort, Failure, OfLevel, Stands
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.portfolio_words import effort_said, failures_said, level_row

EN, FR = speech("en"), speech("fr")


def failure(stands: Stands) -> Failure:
    rate = Estimate(2 / 3, 0.354, 0.879, Unit.SHARE)
    return Failure(rate, failed=6, worked=3, undecided=1, running=0, band=(0.6, 0.9), stands=stands)


def test_a_rate_is_told_with_its_interval_and_what_had_no_answer() -> None:
    assert list(failures_said(failure(Stands.OPEN), EN)) == [
        "Of 9 genuine tests that were decided, 6 failed: 67% (35% to 88%).",
        "The band is 60% to 90%. Too few tests yet to say on which side you are.",
        "Ended without an answer, and no failures: 1.",
    ]


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("stands", Stands)
def test_every_stand_has_its_sentence_in_both_languages(words: object, stands: Stands) -> None:
    told = list(failures_said(failure(stands), words))  # type: ignore[arg-type]
    assert not [line for line in told if "learn." in line]


def test_too_few_tests_say_how_many_are_missing_and_give_no_rate() -> None:
    few = Failure(NotEnoughData(5, 2, "tests"), 1, 1, 0, 1, (0.6, 0.9), None)
    told = list(failures_said(few, EN))
    assert (
        told[0] == "Too few to give a rate: it takes 5 genuine tests that were decided; so far 2, of which failed: 1."
    )
    assert not [line for line in told if "%" in line]


def test_what_a_report_froze_is_told_as_it_was() -> None:
    kept = json.loads(json.dumps(codec.encode(failure(Stands.INSIDE))))
    again = codec.decode(Failure, kept)
    assert list(failures_said(again, FR)) == list(failures_said(failure(Stands.INSIDE), FR))


def test_unknown_hours_are_never_told_as_none() -> None:
    by_number = Effort(By.NUMBER, (), (), begun=7, hours_unknown=2, unnamed=1)
    assert list(effort_said(by_number, EN)) == [
        "Counted by number, because 2 of 6 campaigns and tests say nothing of their hours.",
        "Left out, because nobody said how bold they are: 1 campaign or test.",
    ]
    assert "hours unknown" in level_row(OfLevel("radical", 2, None, 0.5), By.NUMBER, EN).value
    assert "4\u00a0hours known" in level_row(OfLevel("radical", 2, 4.0, 0.5), By.NUMBER, EN).value
