"""Numbers a team can promise to move: one account's, as a review reads them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .findings import Freshness
from .numbers import Estimate, NotEnoughData, Window


class Measured(StrEnum):
    """LEVEL             responses to a typical post of the last 28 days
    PITCH_SHARE       share of the last half year's posts that ask for something
    UNANSWERED_SHARE  share of the last 28 days' comments that nobody answered
    ANSWER_HOURS      median hours until a comment of the last 28 days was answered
    """

    LEVEL = "level"
    PITCH_SHARE = "pitch_share"
    UNANSWERED_SHARE = "unanswered_share"
    ANSWER_HOURS = "answer_hours"


@dataclass(frozen=True)
class Measure:
    """`window`: the days it speaks of, None where there was nothing to read. `n`: posts or comments
    counted, None where the review does not keep it."""

    measured: Measured
    platform: str
    account_id: str
    label: str
    estimate: Estimate | NotEnoughData
    window: Window | None
    n: int | None
    freshness: Freshness
