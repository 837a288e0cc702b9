"""Shares of effort as bars, each on the band it was to lie in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pratfall.learn.portfolio import OfGroup
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech

WIDTH, ROW, BAR, LABEL_LIMIT = 440, 44, 14, 48
SAID = "learn.portfolio."


def shares_against_band(groups: Sequence[OfGroup], words: Speech) -> Figure:
    """What began, by how bold it was."""
    return Figure(
        title=words.say(f"{SAID}figure"),
        alt=" ".join(group_said(group, words) for group in groups),
        svg=_svg(groups, words),
        head=tuple(words.say(f"{SAID}head.{column}") for column in ("group", "share", "band")),
        rows=tuple((group_name(g.levels, words), words.share(g.share), _range(g, words)) for g in groups),
        legend=(("pf-key-covered", words.say(f"{SAID}key_share")), ("pf-key-gap", words.say(f"{SAID}key_band"))),
    )


def group_name(levels: Sequence[str], words: Speech) -> str:
    """The name of levels taken together; one of its own where somebody joined them otherwise."""
    key = f"{SAID}group.{'+'.join(levels)}"
    return words.say(key) if words.knows(key) else words.listed([words.say(f"plan.boldness.{one}") for one in levels])


def group_said(group: OfGroup, words: Speech) -> str:
    """Its share against its band, in a sentence."""
    low, high = group.band
    name = group_name(group.levels, words)
    return words.say(f"{SAID}stands.{group.stands.value}", group=name, share=group.share, low=low, high=high)


def _range(group: OfGroup, words: Speech) -> str:
    return words.say(f"{SAID}range", low=group.band[0], high=group.band[1])


def _svg(groups: Sequence[OfGroup], words: Speech) -> str:
    rows = "".join(_row(i, group, words) for i, group in enumerate(groups))
    box = f'viewBox="0 0 {WIDTH} {ROW * len(groups) + 4}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{rows}</svg>'


def _row(number: int, group: OfGroup, words: Speech) -> str:
    """The band behind, as wide as it is; the bar on it."""
    y, (low, high) = number * ROW, group.band
    name = escape(plain(group_name(group.levels, words), limit=LABEL_LIMIT))
    band = f'x="{low * WIDTH:.1f}" y="{y + 18}" width="{(high - low) * WIDTH:.1f}" height="{BAR + 8}"'
    share = escape(words.share(group.share))
    bar = f'x="0" y="{y + 22}" width="{max(group.share * WIDTH, 1):.1f}" height="{BAR}"'
    return (
        f'<text class="pf-svg-text" x="0" y="{y + 13}">{name}</text>'
        f'<text class="pf-svg-text" x="{WIDTH}" y="{y + 13}" text-anchor="end">{share}</text>'
        f'<rect fill="var(--pf-gap)" stroke="var(--pf-gap-edge)" {band}/>'
        f'<rect class="pf-bar" {bar}/>'
    )
