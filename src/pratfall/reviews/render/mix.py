"""What an account's posts are for, in words and as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pratfall.records.charts import BarsChart
from pratfall.records.numbers import Estimate
from pratfall.records.review import ContentMix

from . import amounts
from .details import Row
from .speech import Speech

MONTHS = 6


def mix_rows(mixes: Sequence[ContentMix], words: Speech) -> Iterator[Row]:
    """The mix of half a year, and the share of pitches of each month, with their intervals."""
    if not mixes:
        return
    whole, months = mixes[0], mixes[1 : MONTHS + 1]
    shares = sorted(whole.shares, key=lambda item: -item[1].value)
    said = [_said(words.name("bar", purpose), share, words) for purpose, share in shares]
    basis = words.say("mix.basis", span=amounts.window(whole.window, words), posts=words.count("posts", whole.n))
    yield Row(words.say("label.mix"), words.listed(said))
    if months:
        told = [_said(words.month(mix.window.start), dict(mix.shares)["pitch"], words) for mix in months]
        yield Row(words.say("label.mix_months"), words.listed(told))
    yield Row(words.say("label.mix_basis"), basis)


def mix_chart(mixes: Sequence[ContentMix]) -> BarsChart | None:
    """The likeliest share of each purpose."""
    return BarsChart(tuple((purpose, share.value) for purpose, share in mixes[0].shares)) if mixes else None


def _said(name: str, share: Estimate, words: Speech) -> str:
    return f"{name} {amounts.amount(share, words)}"
