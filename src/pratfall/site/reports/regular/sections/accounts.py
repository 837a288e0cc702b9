"""How did each account do beside the days before? A typical post of the period over one of the period before.

Every account is looked at, so that the intervals together hold with 95 % (Bonferroni); neighbours that resemble each
other are not paid for. Only posts whose numbers had ripened when they were read are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pratfall.notice.response import response_of
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.scene import Scene
from pratfall.reviews.render import amounts, codec
from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular.gathered import Facts, Gathered
from pratfall.site.reports.regular.periods import Period
from pratfall.stats.shift import shift

from . import Dot, Line, Told

CODE = "accounts"
METHOD = "hodges_lehmann"
FEWEST = 8  # posts a side
SHOWN = 12
LEVEL = 0.95

Array = Any


def gather(look: Gathered) -> Facts:
    scene = look.scene
    now, then = _within(scene, look.period), _within(scene, look.period.before)
    counts = {a: int((now & (scene.posts.account == a)).sum()) for a in range(len(scene.accounts))}
    looked_at = [a for a, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n][:SHOWN]
    level = 1.0 - (1.0 - LEVEL) / max(len(looked_at), 1)
    items = [_item(scene, a, now, then, level) for a in looked_at]
    return {"method": METHOD, "accounts": sum(n > 0 for n in counts.values()), "items": items}


def _within(scene: Scene, period: Period) -> Array:
    day = scene.posts.published.astype("datetime64[D]")
    return (day >= np.datetime64(period.start, "D")) & (day <= np.datetime64(period.end, "D"))


def _item(scene: Scene, a: int, now: Array, then: Array, level: float) -> dict[str, Any]:
    own, account = scene.posts.account == a, scene.accounts[a]
    y = np.log1p(response_of(scene).value)
    after, before = (y[own & rows] for rows in (now, then))
    return {
        "platform": account.platform,
        "label": account.label,
        "metric": response_of(scene).metric[a],
        "posts": int((own & now).sum()),
        "posts_before": int((own & then).sum()),
        "ratio": codec.encode(_ratio(before[~np.isnan(before)], after[~np.isnan(after)], level)),
    }


def _ratio(before: Array, after: Array, level: float) -> Estimate | NotEnoughData:
    few = min(len(before), len(after))
    found = shift(before, after, level=level) if few >= FEWEST else None
    if found is None:
        return NotEnoughData(FEWEST, few, "posts")
    value, low, high = (float(np.exp(v)) for v in (found.value, found.low, found.high))
    return Estimate(value, low, high, Unit.RATIO, level)


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    read = [(item, codec.decode(Estimate | NotEnoughData, item["ratio"])) for item in facts["items"]]
    if not read:
        return Told((words.say("regular.accounts.none"),), quiet=True)
    ratios = [ratio for _, ratio in read if isinstance(ratio, Estimate)]
    counts = {
        "more": sum(r.low > 1.0 for r in ratios),
        "less": sum(r.high < 1.0 for r in ratios),
        "open": sum(r.low <= 1.0 <= r.high for r in ratios) + len(read) - len(ratios),
    }
    dots = tuple(Dot(_name(item, words), r.value, r.low, r.high) for item, r in read if isinstance(r, Estimate))
    key = "regular.accounts.said" if counts["more"] or counts["less"] else "regular.accounts.open_all"
    said = words.plural(key, len(read), **counts)
    sentences = (said, words.say("regular.accounts.method")) if ratios else (said,)
    return Told(sentences, tuple(_lines(read, words)), dots=dots)


def _lines(read: list[tuple[Any, Estimate | NotEnoughData]], words: Speech) -> Iterator[Line]:
    for item, ratio in read:
        posts = words.say("regular.accounts.posts", now=item["posts"], before=item["posts_before"])
        if isinstance(ratio, NotEnoughData):
            said = words.say("regular.accounts.too_few", got=ratio.got, needed=ratio.needed)
        else:
            clear = "more" if ratio.low > 1.0 else "less" if ratio.high < 1.0 else "open"
            facts = {"ratio": words.number(ratio.value), "range": amounts.between(ratio, words)}
            said = words.say(f"regular.accounts.{clear}", **facts)
        yield Line(_name(item, words), said, (posts,))


def _name(item: Facts, words: Speech) -> str:
    network = words.name("network", item["platform"])
    label = item["label"].removeprefix("local:")
    return network if label in ("", "…", network) else words.say("regular.account", name=label, network=network)
