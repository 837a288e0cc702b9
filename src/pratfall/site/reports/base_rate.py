"""How often campaigns reached their target so far: what a prediction should begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratfall.learn.calibration import base_rate
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.lessons.services import calibration


def base_rate_said(campaign: Campaign, words: Speech) -> Iterator[str]:
    """Of all that are over, and of those as bold as this one where these are enough. No figure of others: none fits."""
    results = calibration.results(campaign.organisation)
    every = [came for _, came in results]
    rate = base_rate(every)
    if isinstance(rate, NotEnoughData):
        yield words.say("campaign.base_rate_none", needed=rate.needed, got=rate.got)
        return
    yield _said("campaign.base_rate", every, rate, words)
    as_bold = [came for bold, came in results if bold == campaign.boldness]
    of_these = base_rate(as_bold)
    if isinstance(of_these, Estimate) and len(as_bold) < len(every):
        yield _said("campaign.base_rate_bold", as_bold, of_these, words)
    yield words.say("campaign.base_rate_method", level=rate.level)


def _said(key: str, came: Sequence[bool], rate: Estimate, words: Speech) -> str:
    return words.say(key, n=len(came), reached=sum(came), share=rate.value, low=rate.low, high=rate.high)
