from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.matching import (
    BIAS,
    CAUSE,
    LEAST,
    LIKENESS,
    NETWORK,
    Holds,
    Known,
    Library,
    Situation,
    Why,
    fits,
)
from pratfall.text.meaning import Shelf, likeness

PICTURE = Known(text="We posted a picture without permission. Ask who took it.", networks=("instagram",), language="en")
LINK = Known(text="Le lien était cassé. Cliquer avant d’envoyer.", causes=("execution",), language="fr")
LESSONS = [LINK, PICTURE]
PLAN = Situation(kind="plan", text="Un concours de photos, sans autorisation des auteurs", networks=("instagram",))


def test_a_lesson_in_the_other_language_fits_and_says_why() -> None:
    (fit,) = fits(PLAN, LESSONS)
    assert fit.index == 1 and LEAST <= fit.score <= 1
    assert fit.why[0].code == "meaning" and "photos = picture" in fit.why[0].facts
    assert Why("network", ("instagram",)) in fit.why


def test_the_score_is_the_equation_of_the_docstring() -> None:
    (alike,) = likeness(PLAN.text, [PICTURE.text])
    score = Library([PICTURE]).scores(PLAN)[0]
    assert score == pytest.approx(1 / (1 + exp(-(BIAS + LIKENESS * alike + NETWORK))))
    same = replace(PLAN, causes=("execution",))
    (raised,) = Library([replace(PICTURE, causes=("execution",))]).scores(same)
    assert raised == pytest.approx(1 / (1 + exp(-(BIAS + LIKENESS * alike + NETWORK + CAUSE))))


@pytest.mark.parametrize("change", [{"retired": True}, {"holds": Holds.NO}])
def test_what_was_retired_or_is_no_longer_true_never_fits(change: dict[str, object]) -> None:
    assert fits(PLAN, [replace(PICTURE, **change)]) == ()  # type: ignore[arg-type]
    assert Library([replace(PICTURE, **change)]).scores(PLAN).tolist() == [0.0]  # type: ignore[arg-type]


def test_what_holds_only_partly_says_so() -> None:
    (fit,) = fits(PLAN, [replace(PICTURE, holds=Holds.PARTLY)])
    assert fit.why[-1] == Why("partly")


@pytest.mark.parametrize("text", ["", "Cooking evening on Thursday", "12 34", "<script>alert(1)</script>"])
def test_where_nothing_fits_nothing_is_shown(text: str) -> None:
    given = Situation(kind="plan", text=text, networks=("instagram",), causes=("execution",))
    assert fits(given, LESSONS) == ()


def test_at_most_three_are_shown_and_of_equals_the_one_given_first() -> None:
    assert [fit.index for fit in fits(PLAN, [PICTURE] * 9)] == [0, 1, 2]
    assert len(fits(PLAN, [PICTURE] * 9, most=1)) == 1
    assert fits(PLAN, []) == ()


@given(st.text(max_size=120), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_typed_gives_scores_between_nothing_and_one(text: str, others: list[str]) -> None:
    library = Library([*LESSONS, *(Known(text=other) for other in others)])
    for fit in library.fits(Situation(kind="setback", text=text)):
        assert LEAST <= fit.score <= 1


def test_the_worked_example_of_the_documentation_comes_out() -> None:
    lesson = Known(text="We posted a picture without permission.", networks=("instagram",))
    plan = Situation(kind="plan", text="Photos reprises sans autorisation", networks=("instagram",))
    words, meant, pieces = Shelf([lesson.text]).cosines(plan.text)[:, 0]
    assert (words, round(meant, 3), round(pieces, 3)) == (0.0, 0.627, 0.04)
    assert likeness(plan.text, [lesson.text])[0] == pytest.approx(0.509, abs=5e-4)
    (fit,) = fits(plan, [lesson])
    assert fit.score == pytest.approx(0.92, abs=5e-3)
    assert fit.why == (
        Why("meaning", ("autorisation = permission", "photos = picture")),
        Why("network", ("instagram",)),
    )
