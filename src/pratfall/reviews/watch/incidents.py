"""Incidents: one launch, one incident, however many accounts and hours it takes.

An alarm belongs to an incident that is open when it comes from one of its streams within a day of its last alarm, or
from another stream and

- both have words of their own and share at least two of them, within a day, or
- at least one has no two words to compare, or is the sum of all accounts, within six hours.

What nobody can judge yet takes in a judged alarm only within six hours, and within a day of its beginning: a storm is
no part of yesterday's chance.
Another stream joins only if chance would bring such an alarm to at most one incident in ten: rate * streams * one day
<= 0.1. What happens to an incident afterwards (grew, spread, surer, over) is an event of it and no new alert.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pratfall.records.findings import Status

READ_AGAIN_MINUTES = 60
GROWTH = 1.75  # times the furthest period of an account so far that is news
SAME_STREAM_MINUTES = 24 * 60
WORDS_MINUTES = 24 * 60
TIMING_MINUTES = 6 * 60
SHARED_WORDS = 2
BY_CHANCE = 0.10  # incidents that an unrelated stream may join
CALM_MINUTES = 24 * 60
CALM_TIMES_USUAL = 1.5
SILENT_MINUTES = 7 * 1440  # an account nobody exports any more keeps no incident open

RANK = {Status.CANNOT_TELL: 0, Status.LIKELY: 1, Status.SURE: 2}


class Step(StrEnum):
    """What happened to an incident."""

    OPENED = "opened"
    GREW = "grew"
    GOES_ON = "goes_on"  # nothing new: never told
    SPREAD = "spread"
    SURER = "surer"
    OVER = "over"


@dataclass(frozen=True)
class Alarm:
    """One alarm of one stream. `minute`: end of its bin. `count` in the `span_minutes` before, where `usual` was
    expected and `high` is the upper end of what 95 of 100 such spans hold. `rate`: so much a year by chance,
    what people say included where it was read."""

    key: str
    bin: int
    minute: int
    score: float
    rate: float
    count: float = 0.0
    usual: float = 0.0
    high: float = 0.0
    span_minutes: int = 0
    words: tuple[str, ...] = ()
    feeling: str = ""
    times_low: float = 0.0  # how many times the usual, low end
    negative_low: float | None = None  # share of what is negative, low end
    planned: str = ""  # what the team announced for this time
    label: str = ""
    whole: bool = False  # of all accounts together, which hear what each of them hears

    @property
    def period(self) -> float:
        """Mean log10 return period behind the score."""
        return 5.0 * self.score / (1.0 - self.score)


@dataclass
class Member:
    """A stream of an incident."""

    key: str
    since: int
    last: int
    rate: float
    count: float
    usual: float
    span_minutes: int
    peak: float = 0.0  # the furthest period
    label: str = ""  # the account as people call it
    heat: float = 1.0  # newest counts against what is usual: 1 is usual
    seen: int = 0  # minute of the newest counts


@dataclass
class Incident:
    """`told` is the minute from which it is at least likely; None before. `steps` counts what was said of it."""

    id: int
    opened: int
    last: int
    status: Status
    rate: float
    members: dict[str, Member] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    feeling: str = ""  # the newest that could be told
    read: int = 0  # minute at which what people say was last read
    told: int | None = None
    over: int | None = None
    steps: int = 0
    times_low: float = 0.0  # of its loudest alarm
    negative_low: float | None = None  # the newest that could be read
    planned: str = ""
    severity: dict[str, Any] = field(default_factory=dict)  # as last told: see `severe`

    def takes(self, alarm: Alarm, status: Status | None, streams: int) -> bool:
        """Whether this open incident explains the alarm, worth `status` by itself."""
        apart = alarm.minute - self.last
        if alarm.minute < self.opened - TIMING_MINUTES:
            return False
        stale = apart > TIMING_MINUTES or alarm.minute - self.opened > SAME_STREAM_MINUTES
        if stale and status and RANK[status] and not RANK[self.status]:
            return False
        if alarm.key in self.members:
            return apart <= SAME_STREAM_MINUTES
        if alarm.rate * streams / 365 > BY_CHANCE:
            return False
        if min(len(self.words), len(alarm.words)) >= SHARED_WORDS and not alarm.whole:
            return apart <= WORDS_MINUTES and len(set(self.words) & set(alarm.words)) >= SHARED_WORDS
        return apart <= TIMING_MINUTES

    def learns_from(self, alarm: Alarm, status: Status | None) -> bool:
        """Whether to look closer: another account, much further than before, surer, or a mood nobody could tell yet."""
        member = self.members.get(alarm.key)
        surer = status is not None and RANK[status] > RANK[self.status]
        unread = not self.feeling and alarm.minute - self.read >= READ_AGAIN_MINUTES
        return member is None or surer or unread or alarm.period >= GROWTH * member.peak

    def add(self, alarm: Alarm, status: Status | None) -> Step:
        """The alarm as part of the incident; what it adds."""
        member = self.members.get(alarm.key)
        step = Step.GOES_ON if member else Step.SPREAD
        if member is None:
            member = self.members[alarm.key] = Member(
                alarm.key, alarm.minute, alarm.minute, alarm.rate, alarm.count, alarm.usual, alarm.span_minutes
            )
            member.label, member.seen = alarm.label, alarm.minute
        elif alarm.period >= GROWTH * member.peak:
            step = Step.GREW
        if step is not Step.GOES_ON:
            member.peak = alarm.period
        if alarm.count - alarm.usual >= member.count - member.usual:
            member.count, member.usual, member.span_minutes = alarm.count, alarm.usual, alarm.span_minutes
        member.last, member.rate = alarm.minute, min(member.rate, alarm.rate)
        self.last, self.rate = max(self.last, alarm.minute), min(self.rate, alarm.rate)
        self.feeling = alarm.feeling or self.feeling
        self.read = alarm.minute if alarm.span_minutes else self.read
        self.times_low = max(self.times_low, alarm.times_low)
        self.negative_low = self.negative_low if alarm.negative_low is None else alarm.negative_low
        self.planned = self.planned or alarm.planned
        self.words = tuple(dict.fromkeys((*self.words, *alarm.words)))[:10]
        if status and RANK[status] > RANK[self.status]:
            self.status, step = status, Step.SURER
        if self.told is None and RANK[self.status]:
            self.told = alarm.minute
        return step

    def calm(self, minute: int) -> bool:
        """No alarm for a day, and every account back to what is usual that has told anything this week."""
        heard = [m for m in self.members.values() if minute - m.seen <= SILENT_MINUTES]
        return minute - self.last >= CALM_MINUTES and all(m.heat < CALM_TIMES_USUAL for m in heard)

    def body(self) -> dict[str, Any]:
        """Plain values: json.dumps takes it; `of_body` takes it back."""
        return asdict(self)

    @classmethod
    def of_body(cls, body: dict[str, Any]) -> Incident:
        members = {key: Member(**m) for key, m in body["members"].items()}
        return cls(**{**body, "members": members, "status": Status(body["status"]), "words": tuple(body["words"])})


def begin(number: int, alarm: Alarm, status: Status) -> Incident:
    incident = Incident(number, alarm.minute, alarm.minute, status, alarm.rate)
    incident.add(alarm, None)
    return incident


def home_of(alarm: Alarm, status: Status | None, incidents: Iterable[Incident], streams: int) -> Incident | None:
    """The open incident the alarm belongs to: its own stream's first, then the newest."""
    fitting: Sequence[Incident] = [i for i in incidents if i.over is None and i.takes(alarm, status, streams)]
    return max(fitting, key=lambda i: (alarm.key in i.members, i.last, i.id), default=None)
