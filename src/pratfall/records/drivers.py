"""What separates an account's posts that work from those that do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .numbers import Estimate, NotEnoughData, Window
from .subjects import Subject


class Verdict(StrEnum):
    TOLD = "told"
    NOTHING = "nothing"  # no kind of post differs by more than chance
    NO_HELP = "no_help"  # what was learnt from older posts did not foretell newer ones
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Driver:
    """Posts of a kind beside the usual, all else equal. `where`: feature -> kind, such as weekday -> 1 (Tuesday)."""

    where: Mapping[str, str]
    n: int
    ratio: Estimate


@dataclass(frozen=True)
class Drivers:
    """`gain`: part of the error of the account's recent median that is saved on later posts; `ranked_right`: how often
    the better of two later posts was foretold (0.5 is chance); `tested`: on how many later posts."""

    subject: Subject
    metric: str
    n: int
    window: Window | None
    verdict: Verdict
    drivers: tuple[Driver, ...]
    gain: Estimate | NotEnoughData
    ranked_right: float | None
    tested: int
    method: str = "pooled_effects"
