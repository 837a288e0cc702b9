"""What decisions turned out to be worth, above the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pratfall.learn.worth import ByAct, Worth
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render import amounts
from pratfall.reviews.render.speech import Speech
from pratfall.site import beside
from pratfall.site.lessons.services.worth import worth
from pratfall.site.people.access import OrganisationRequest
from pratfall.site.setbacks.moments import words_of


def set_up() -> None:
    beside.put("decisions", panel)


def panel(request: HttpRequest, _thing: object = None) -> SafeString:
    """Nothing while no decision about a finding was made."""
    asked = cast(OrganisationRequest, request)
    found, words = worth(asked.organisation, datetime.now(UTC)), words_of(asked)
    if found is None:
        return SafeString("")
    return render_to_string("learn_worth.html", {"lines": list(lines(found, words)), "words": words}, request)


def lines(found: Worth, words: Speech) -> Iterator[str]:
    """Sentences: what was saved and taken in all, then how often each kind of decision was right."""
    if found.saved is not None:
        yield words.say("worth.saved", hours=_hours(found.saved, words))
    if found.took is not None:
        yield words.say("worth.took", hours=_hours(found.took, words))
    if found.money:
        yield words.say("worth.money", money=words.moneys(found.money))
    if found.left_out:
        yield words.say("worth.left_out", n=found.left_out)
    if found.unknown:
        yield words.say("worth.unknown", n=found.unknown)
    for one in found.by_act:
        yield _right(one, words)


def _hours(given: Estimate, words: Speech) -> str:
    value, low, high = (round(end, 1) for end in (given.value, given.low, given.high))
    rounded = Estimate(value, low, high, given.unit, given.level)
    return amounts.amount(rounded, words)


def _right(one: ByAct, words: Speech) -> str:
    facts = {"act": words.say(f"act.{one.act.value}"), "n": one.n, "open": one.open, "ignored": one.ignored}
    if isinstance(one.right, NotEnoughData):
        return words.say("worth.right_lacking", needed=one.right.needed, got=one.right.got, **facts)
    return words.say("worth.right", share=amounts.amount(one.right, words), **facts)
