"""Where a change sits: a slice (a few values of a few dimensions), and what a search over all of them found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bool | tuple[str | int | float | bool, ...]  # a tuple: a window of an ordered dimension


@dataclass(frozen=True)
class Slice:
    """The part of the numbers `where` holds; empty for all of them, outside every slice told.

    `expected`: what it would have shown had it changed only as the rest did (for `where` empty: as before). `effect` is
    relative to that, -0.4 for 40 % less, with its interval at `level`. `share`: its part of the whole change, None
    where nothing changed. `raw_change` compares with before, whatever the reason; `at_fixed_mix` with everything else
    held: counts without the other slices' effects, ratios with each cell weighted as before. `p`: how often chance
    alone makes the most striking of all slices so striking. `n`: events seen now and before (ratios: of which shares
    are taken). `posts`: ids of the posts behind it, the newest first, where that is known.
    """

    where: Mapping[str, Value]
    actual: float
    expected: float
    effect: float
    low: float
    high: float
    level: float
    share: float | None
    raw_change: float
    at_fixed_mix: float
    p: float
    n: float
    method: str
    posts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.low <= self.effect <= self.high:
            raise ValueError(f"effect {self.effect} outside its interval [{self.low}, {self.high}]")


@dataclass(frozen=True)
class Located:
    """`slices`: what chance does not explain, most striking first. `common`: what all the rest did.

    `suspects`: where to look first, without a claim: they include the slices told, and may be chance. `tested`: how
    many slices were compared. `dispersion`: how many times more the cells scatter than independent events would.
    """

    slices: tuple[Slice, ...]
    common: Slice
    suspects: tuple[Slice, ...]
    tested: int
    dispersion: float
