"""Two channels together, what each network brings for its hours, and whether one given up was the better one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .numbers import Cost, Estimate, Money, NotEnoughData, Window
from .subjects import Subject


@dataclass(frozen=True)
class PlannedWeek:
    """A week from Monday on, and which of two channels it has."""

    monday: date
    first: bool
    second: bool


@dataclass(frozen=True)
class ChannelTest:
    """Weeks drawn by lot, which a team began to follow on a Monday: see stats/synergy.py."""

    first: str
    second: str
    start: date
    blocks: int


@dataclass(frozen=True, kw_only=True)
class Together:
    """Do two channels help each other? `both`: what weeks with both bring, over the two effects multiplied.

    `first`, `second`: "email", "social" or a network. `outcome`: what is counted by week. `by_lot`: the weeks were
    drawn, and `followed` of them kept to the draw; otherwise nothing is ever `claimed`. `rule`: "any" (a week has a
    channel if anything was sent) or "more" (more than in the middle week). `calendar`: weeks that would settle it, with
    the chance (`power`) to see a synergy of `worth` after so many weeks.
    """

    first: str
    second: str
    outcome: str
    window: Window | None
    weeks: int
    cells: tuple[int, int, int, int]
    rule: tuple[str, str]
    both: Estimate | NotEnoughData
    first_alone: Estimate | None
    second_alone: Estimate | None
    by_lot: bool
    followed: float | None
    claimed: bool
    calendar: tuple[PlannedWeek, ...]
    worth: float
    power: tuple[tuple[int, float], ...]


@dataclass(frozen=True, kw_only=True)
class Return:
    """What a network brought for its hours. Unknown is None: a channel whose links carry no label is not worth nothing.

    `per_hour`: in `money.currency`. `cost`: hours behind its posts, and money spent on it.
    """

    channel: str
    cost: Cost
    gifts: int | None
    money: Money | None
    per_hour: Estimate | NotEnoughData


@dataclass(frozen=True)
class GivenUp:
    """A channel nobody uses any more: what it brought per hour over what the others did, in the year before its end."""

    subject: Subject
    window: Window
    ratio: Estimate | NotEnoughData


@dataclass(frozen=True)
class Channels:
    together: Together | None
    window: Window | None  # of the returns
    returns: tuple[Return, ...]
    given_up: tuple[GivenUp, ...]
