"""What each network brought for its hours, in sentences, and which one could be tried next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from pratfall.records.channels import Channels, Return
from pratfall.records.numbers import Estimate, Money
from pratfall.records.review import Review
from pratfall.records.scene import Settings
from pratfall.reviews.render.channel_rows import ChannelsTold, heading
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.ranges_svg import ranges_svg
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.plan import EMAIL, NETWORKS

WEEKS_OF_A_TRY, POSTS_A_WEEK = 8, 2
KIND_OF_A_TRY = "image"  # whose hours a try is reckoned by


@dataclass(frozen=True)
class Try:
    """A network nobody uses yet, and the query of a form for an idea that tries it."""

    name: str
    query: str


def money(channels: Channels, words: Speech) -> Iterator[str]:
    """Sentences, the best known first; both ways to be wrong at the end."""
    known = [one for one in channels.returns if isinstance(one.per_hour, Estimate) and one.money is not None]
    if known:
        best, others = known[0], known[1:]
        yield words.say("channels.best", channel=heading(best.channel, words), **_sums(best, words))
        unclear = [one for one in others if one.per_hour.high >= best.per_hour.low]  # type: ignore[union-attr]
        if others:
            named = [heading(one.channel, words) for one in unclear]
            yield words.say("channels.best_unsure", others=named) if named else words.say("channels.best_sure")
    unknown = [heading(one.channel, words) for one in channels.returns if one not in known]
    if unknown:
        yield words.say("channels.unknown", channels=unknown)
    if len(known) > 1:
        last = known[-1]
        facts = {"channel": heading(last.channel, words), "hours": last.cost.hours}
        yield words.say("channels.doubt_early", **facts)
        yield words.say("channels.doubt_late", **facts)


def figure(channels: Channels, told: ChannelsTold, words: Speech) -> Figure | None:
    rows = [
        (heading(one.channel, words), one.per_hour, _sums(one, words)["value"])
        for one in channels.returns
        if isinstance(one.per_hour, Estimate) and one.money is not None
    ]
    if len(rows) < 2:
        return None
    return Figure(
        title=words.say("channels.figure"),
        alt=words.say("channels.figure_alt", rows=[f"{label}: {said}" for label, _, said in rows]),
        svg=ranges_svg(rows),
        head=told.head,
        rows=told.rows,
        note=told.basis,
    )


def tries(review: Review, used: Settings, words: Speech) -> tuple[Try, ...]:
    """Networks none of the accounts is on."""
    taken = {state.account.platform for state in review.accounts}
    posts = WEEKS_OF_A_TRY * POSTS_A_WEEK
    hours = used.hours_for([KIND_OF_A_TRY] * posts)
    return tuple(_try(name, posts, hours, words) for name in NETWORKS if name not in {*taken, EMAIL})


def _try(network: str, posts: int, hours: Decimal | None, words: Speech) -> Try:
    name = words.name("network", network)
    facts = {"network": name, "weeks": WEEKS_OF_A_TRY, "posts": posts}
    given = {
        part: words.say(f"growth.try.{part}", **facts) for part in ("name", "question", "exit_rule", "changes_mind")
    }
    numbers = {"kind": "against_bar", "days": 7 * WEEKS_OF_A_TRY, "posts_per_variant": posts}
    numbers |= {"posts_per_week": POSTS_A_WEEK, "budget_hours": "" if hours is None else f"{hours:f}"}
    return Try(name, urlencode({**given, **numbers, "variants": name, "labels": network}))


def _sums(one: Return, words: Speech) -> dict[str, str]:
    """Money an hour and its range; empty where it is unknown."""
    if not isinstance(one.per_hour, Estimate) or one.money is None:
        return {}
    ends = {"value": one.per_hour.value, "low": one.per_hour.low, "high": one.per_hour.high}
    cents, currency = Decimal("0.01"), one.money.currency
    return {name: words.money(Money(Decimal(str(end)).quantize(cents), currency)) for name, end in ends.items()}
