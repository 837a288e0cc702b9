"""What the page of habits says, word for word, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratfall.habits import habits
from pratfall.learn.habit_trend import Move, compare, trends
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.habit_words import change, lacking, moved, name, told
from pratfall.site.lessons.models import Audit
from pratfall.site.lessons.services.audits import HabitAudit, since
from tests.site.lessons.habit_months import KEY, LAST, appeals, few, months, silent

EN, FR = speech("en"), speech("fr")


def audited(before: Audit | None = None, mended: date = date(2026, 8, 1)) -> HabitAudit:
    history = months(mended=mended)
    return HabitAudit(LAST, history, trends(history), before, since(before, history[-1].readings))


def test_every_habit_that_is_told_has_a_name_of_its_own() -> None:
    codes = [habit.__name__.rsplit(".", 1)[-1] for habit in habits()]
    for words in (EN, FR):
        names = [name(code, words) for code in codes if code != "evergreen"]
        assert len(set(names)) == len(names) and not any("learn." in said for said in names)


def test_faults_and_what_is_fine_and_what_cannot_be_counted_are_told_apart() -> None:
    page = told(audited(), EN)
    assert [one.reading.key for one in page.faults] == [KEY, silent(LAST).key]
    assert page.fine == () and [one.reading.code for one in page.uncounted] == ["one_way"]
    assert [one.figure is not None for one in page.faults] == [True, False]
    assert page.faults[0].slug == "pitch_heavy|x|1" and page.faults[0].fault


def test_sentences_count_what_moved_and_what_changed() -> None:
    kept = [{"code": c, "platform": p, "account_id": a, "status": None} for c, p, a in (KEY, silent(LAST).key)]
    page = told(audited(Audit(on=date(2026, 7, 31), readings=kept)), EN)
    assert page.sentences[0] == "2 habits hold you back."
    assert page.sentences[1].startswith(
        "Of 3 numbers, 1 are better than a quarter or a year before, 1 worse and 0 the same."
    )
    assert page.sentences[2] == "Since the audit of 31 July 2026: 2 new, 0 gone."
    assert page.faults[0].since == "New since the audit of 31 July 2026."
    assert len(told(audited(), FR).sentences) == 2


def test_a_difference_has_its_signs_and_its_unit() -> None:
    assert change(Estimate(-0.5, -0.62, -0.381, Unit.SHARE), EN) == "difference: −62 to −38 percentage points"
    assert change(Estimate(0.1, -0.04, 0.2, Unit.PER_WEEK), EN) == "difference: 0 to +0.2 posts a week"
    assert "inconnu" in change(None, FR)


def test_a_move_has_both_numbers() -> None:
    found = compare(appeals(date(2026, 4, 30), 91), appeals(LAST, 91))
    said = moved(found, EN)
    assert said.startswith("Better: 90% in the period until 30 April 2026, 9.9% in the one until 21 November 2026 (")


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("words", [EN, FR])
def test_every_move_of_a_number_and_of_a_fact_has_words(move: Move, words: object) -> None:
    before, after = appeals(date(2026, 4, 30), 91), appeals(LAST, 91)
    found = compare(before, after)
    assert not isinstance(found, NotEnoughData)
    for trend in (found, replace(found, before=silent(date(2026, 4, 30)), after=silent(LAST), change=None)):
        assert "learn.habits" not in moved(replace(trend, move=move), words)  # type: ignore[arg-type]


def test_what_is_missing_is_said_in_numbers() -> None:
    assert lacking(NotEnoughData(20, 3, "posts"), EN) == "Too few to count: 3 posts, 20 needed."
    assert "Whether it has moved cannot be told." in moved(NotEnoughData(20, 3, "posts"), EN)


def test_a_habit_nothing_is_estimated_of_says_whether_it_is_there() -> None:
    fact = replace(few(LAST), code="no_conversions", estimate=None, status=Status.SURE)
    history = tuple(replace(then, readings=(fact,)) for then in months())
    page = told(HabitAudit(LAST, history, trends(history), None, {}), EN)
    assert page.faults[0].number == "None connected."
