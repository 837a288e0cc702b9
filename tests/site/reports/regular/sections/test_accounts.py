from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import accounts
from tests.site.reports.regular.conftest import pond

EN = speech("en")


@pytest.mark.parametrize(("now", "then", "clear"), [(40, 10, "more"), (10, 40, "less"), (20, 20, "open")])
def test_a_month_beside_the_one_before_is_more_less_or_open(
    look: Callable[..., Gathered], now: int, then: int, clear: str
) -> None:
    facts = accounts.gather(look(scene=pond(now=now, then=then)))
    [item] = facts["items"]
    assert item["posts"] == item["posts_before"] == 12 and item["ratio"]["level"] == pytest.approx(0.95)
    assert item["ratio"]["low"] <= item["ratio"]["value"] <= item["ratio"]["high"]
    told = accounts.tell(facts, EN, None)
    assert told.lines[0].text.startswith({"more": "More", "less": "Less", "open": "Cannot tell"}[clear])
    assert len(told.dots) == 1 and "between" in told.lines[0].text


def test_too_few_posts_say_how_many_are_missing(look: Callable[..., Gathered]) -> None:
    facts = accounts.gather(look(scene=pond(posts=5)))
    assert facts["items"][0]["ratio"]["got"] == 5
    told = accounts.tell(facts, EN, None)
    assert "5 where 8 are needed" in told.lines[0].text and not told.dots and len(told.sentences) == 1


def test_without_a_post_there_is_nothing_to_compare(look: Callable[..., Gathered]) -> None:
    told = accounts.tell(accounts.gather(look(scene=pond(posts=0))), EN, None)
    assert told.quiet and told.sentences == ("No post of these days is known.",)
