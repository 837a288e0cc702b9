from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from pratfall.learn.worth import worth
from pratfall.records.advice import Act
from pratfall.records.numbers import Cost, Money
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons import worth_panel
from tests.learn.test_worth import decided, series


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_sentence_has_its_words_and_its_doubt(lang: str) -> None:
    many = [decided(k, saved=Cost(Decimal(9), (Money(Decimal(5), "EUR"),))) for k in range(6)]
    others = [
        decided(20, subject=series("tips", "1")),
        decided(21, saved=Cost(), subject=series("x", "77")),
        decided(22, act=Act.KEEP, verdict="wrong", since=9),
    ]
    told = list(worth_panel.lines(worth([*many, *others]), speech(lang)))
    assert len(told) == 7
    for line in told:
        assert "worth." not in line
        assert "{" not in line


def test_a_kind_with_too_few_says_how_many_are_missing() -> None:
    (line,) = worth_panel.lines(worth([replace(decided(1, verdict="open"), act=Act.LEARN)]), speech("en"))
    assert "cannot be told" in line
    assert "5" in line


def test_without_a_decision_the_list_has_no_panel(empty_client: Client) -> None:
    page = empty_client.get("/o/default/decisions/")
    assert page.status_code == 200
    assert "h-worth" not in page.content.decode()
