from __future__ import annotations

from datetime import date

import pytest

from pratfall.learn.fatigue import Advice, Rest, Verdict
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.reuse_outcomes import Outcome, Outcomes
from pratfall.site.lessons.reuse_view import advice_words, maker, makers, rest_words, typical_words
from pratfall.site.people.models import Membership
from tests.site.lessons.test_guard import post

FEW = NotEnoughData(6, 2, "repeats")
OWN = Rest(56, Estimate(1.0, 0.9, 1.2, Unit.RATIO), 9)
DAY = date(2026, 11, 2)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_answer_of_the_guard_has_words(lang: str) -> None:
    words = speech(lang)
    share = Estimate(0.3, 0.2, 0.4, Unit.SHARE)
    said = [advice_words(Advice(verdict, OWN, DAY, DAY, share), words) for verdict in Verdict]
    said += [advice_words(Advice(Verdict.FINE, OWN, None, None, FEW), words)]
    said += [rest_words(rest, words) for rest in (OWN, Rest(90, FEW, 2), Rest(90, NotEnoughData(6, 30, "repeats"), 30))]
    said += [typical_words(Outcomes({}, FEW), words)]
    said += [typical_words(Outcomes({1: Outcome(post(3), "likes", 1.0)}, Estimate(1, 0.5, 2, Unit.RATIO)), words)]
    assert len(set(said)) == len(said) and "reuse." not in repr(said) and "{" not in repr(said)


def test_a_piece_is_given_only_to_who_may_make_one(owner: Membership, charlie: Membership) -> None:
    assert makers(owner.organisation) == [(owner.user.pk, "Olive Owner")]
    assert maker(owner.organisation, owner.user.pk) == owner.user
    assert maker(owner.organisation, charlie.user.pk) is None and maker(owner.organisation, None) is None
