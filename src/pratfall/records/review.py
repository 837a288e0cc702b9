"""The Review: everything the main job has to say about one organisation on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .channels import Channels
from .charts import CalendarChart, LevelChart
from .drivers import Drivers
from .findings import Finding, Freshness
from .imports import FileReport
from .numbers import Cost, Estimate, Money, NotEnoughData, Window
from .subjects import Account, Subject
from .topics import Topics

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class ContentMix:
    """What an account's own posts of some days were for: the share of each purpose, corrected for reading errors."""

    window: Window
    n: int  # posts read
    unread: int  # in a language without rules
    shares: tuple[tuple[str, Estimate], ...]  # by purpose, in a fixed order


@dataclass(frozen=True)
class AccountState:
    """One account at a glance: how much is known, its level now, what it cost and brought."""

    account: Account
    posts: int
    first_post: date | None
    last_post: date | None
    metric: str | None  # the response its posts are judged by
    level: Estimate | NotEnoughData  # typical post in the last 28 days
    calendar: CalendarChart
    chart: LevelChart | None
    cost: Cost
    freshness: Freshness
    mix: tuple[ContentMix, ...] = ()  # the last half year, then its calendar months, newest first


@dataclass(frozen=True)
class Checked:
    """One question asked of how many subjects, and what came out, so that silence is explained."""

    question: str  # finding code
    subjects: int
    judged: int
    found: int


@dataclass(frozen=True)
class Income:
    """Donations or sales, each counted once, by the label that brought them ("" = no label)."""

    label: str
    n: int
    money: Money


@dataclass(frozen=True)
class Review:
    organisation: str
    as_of: datetime
    files: tuple[FileReport, ...]
    accounts: tuple[AccountState, ...]
    findings: tuple[Finding, ...]  # trust first, then failures by cost, habits, good news
    checked: tuple[Checked, ...]
    income: tuple[Income, ...]
    subjects: Mapping[str, Subject]
    schema_version: int = SCHEMA_VERSION
    topics: tuple[Topics, ...] = ()  # of storms, then of accounts
    drivers: tuple[Drivers, ...] = ()  # of accounts
    channels: Channels | None = None
