"""How bad is a backlash, and can it be made good? A level of 1 to 4 with every reason spelled out, and a judgement.

Seven things may speak for more, each worth one point: the level is 1 with fewer than two, 2 from two, 3 from four,
4 from six.

    volume    at least five times the usual, at the low end of the interval           Hansen et al. 2018
    record    more than in as many days in a row of the four weeks before             Hansen et al. 2018
    long      three days or more                                                      Hansen et al. 2018
    vivid     it hangs on a video, short or live                                      Hansen et al. 2018
    spread    on two networks or more                                                 assumption
    negative  at least half of those who write are negative, at the low end           Herhausen et al. 2019
    fast      half of it within six hours                                             assumption

A charity is judged one level more severely, because the same wrong costs it more (Hornsey et al. 2021), and so is what
cannot be read: doubt is decided towards care. What set it off, a fault of the product or of conduct, is the fourth of
Hansen's aggravators and no export says it; the reasons say that somebody has to look.

Redeemable is a judgement on the same evidence. 58 % of 78 firestorms cost a brand in the short term and 40 % in the
long one, more with a vivid trigger, high volume and long duration (Hansen et al. 2018); mention networks return to
their form (Lamba et al. 2015). None of the three: yes. Two or more: no, not by itself. One, or unread: unclear.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HIGH_VOLUME = 5.0  # times the usual
LONG_DAYS = 3.0
FAST_HOURS = 6.0
MOSTLY = 0.5
VIVID = frozenset({"video", "short", "live"})
LEVEL_FROM = (0, 2, 4, 6)  # points
HIGHEST = 4
HANSEN, HERHAUSEN = "Hansen, Kupfer & Hennig-Thurau 2018", "Herhausen et al. 2019"
HORNSEY, LAMBA = "Hornsey et al. 2021", "Lamba, Malik & Pfeffer 2015"
ASSUMPTION = "assumption"


class Redeemable(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Storm:
    """What is known of an episode. None is unknown: it earns no point; an unknown mood counts as doubt."""

    times_low: float  # how many times the usual, low end
    count: int
    record: int | None  # the most of as many days in the weeks before; None where these are no longer than that
    days: float
    half_hours: float | None  # until half of it was said; None where only days are known
    networks: int
    negative_low: float | None  # low end of the share of negative writers
    trigger_format: str | None  # kind of the post most of it hangs on
    organisation_type: str = ""


@dataclass(frozen=True)
class Reason:
    """`code` is worded by the locales with the finding's own numbers; `source` says why it counts."""

    code: str
    source: str


@dataclass(frozen=True)
class Severity:
    level: int
    reasons: tuple[Reason, ...]
    redeemable: Redeemable
    why_redeemable: tuple[Reason, ...]


def severity(storm: Storm) -> Severity:
    """The level of `storm`, why, and whether it can be made good."""
    points = tuple(_points(storm))
    level = sum(len(points) >= least for least in LEVEL_FROM)
    stricter = tuple(_stricter(storm))
    redeemable, why = _redeemable(storm, {p.code for p in points})
    reasons = (*points, *stricter, Reason("look_at_cause", HANSEN))
    return Severity(min(level + len(stricter), HIGHEST), reasons, redeemable, why)


def _points(storm: Storm) -> list[Reason]:
    asked = (
        ("volume", storm.times_low >= HIGH_VOLUME, HANSEN),
        ("record", storm.record is not None and storm.count > storm.record, HANSEN),
        ("long", storm.days >= LONG_DAYS, HANSEN),
        ("vivid", storm.trigger_format in VIVID, HANSEN),
        ("spread", storm.networks >= 2, ASSUMPTION),
        ("negative", storm.negative_low is not None and storm.negative_low >= MOSTLY, HERHAUSEN),
        ("fast", storm.half_hours is not None and storm.half_hours <= FAST_HOURS, ASSUMPTION),
    )
    return [Reason(code, source) for code, holds, source in asked if holds]


def _stricter(storm: Storm) -> list[Reason]:
    asked = (
        ("charity", storm.organisation_type == "charity", HORNSEY),
        ("doubtful", storm.negative_low is None, ASSUMPTION),
    )
    return [Reason(code, source) for code, holds, source in asked if holds]


def _redeemable(storm: Storm, points: set[str]) -> tuple[Redeemable, tuple[Reason, ...]]:
    against = [code for code in ("volume", "long", "vivid") if code in points]
    why = tuple(Reason(f"lasting_{code}", HANSEN) for code in against)
    if len(against) >= 2:
        return Redeemable.NO, why
    if against or storm.negative_low is None:
        unread = () if storm.negative_low is not None else (Reason("lasting_unread", ASSUMPTION),)
        return Redeemable.UNCLEAR, (*why, *unread)
    return Redeemable.YES, (Reason("returns", LAMBA),)
