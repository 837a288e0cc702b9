"""Everything imported, as columns: what symptoms and habits look at.

The arrays are numpy arrays (typed loosely because this room is standard library only). Shapes are
given as (n,) for n rows; rows are parallel within one class. Instants are datetime64[s] in UTC with
NaT for unknown; days are datetime64[D]; a missing number is NaN, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from .channels import ChannelTest
from .goals import CampaignGoal
from .links import LinkCheck
from .numbers import Window
from .subjects import Account, Subject, SubjectKind
from .topics import TopicSettings

Array = Any
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Posts:
    """One row per post, own posts only (reposts of others are left out), in order of publication.

    `metrics[name]` (n,) float: the latest lifetime value known at `now` (or the only window total).
    `observed` (n,): when that value was true. `ripe` (n,) bool: observed no sooner after publication
    than the network's ripening time. `young_value`/... live in `curves`.
    """

    account: Array  # (n,) int32, index into Scene.accounts
    id: Array  # (n,) object: str
    published: Array  # (n,) datetime64[s]
    has_time: Array  # (n,) bool: False when only the day is known
    format: Array  # (n,) object: PostType value
    relation: Array  # (n,) object: Relation value
    text: Array  # (n,) object: str
    lang: Array  # (n,) object: str, "" unknown
    url: Array  # (n,) object: str
    links: Array  # (n,) object: tuple[str, ...], expanded where known
    hashtags: Array  # (n,) object: tuple[str, ...], lower case
    campaign: Array  # (n,) object: str, "" none
    observed: Array  # (n,) datetime64[s]
    ripe: Array  # (n,) bool
    metrics: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.account)


@dataclass(frozen=True)
class Curves:
    """Every lifetime reading of posts read more than once, sorted by post then age."""

    post: Array  # (m,) int32, row in Posts
    metric: Array  # (m,) object: str
    age_hours: Array  # (m,) float
    value: Array  # (m,) float


@dataclass(frozen=True)
class Days:
    """Per-day additive numbers of accounts, newest restatement only, sorted by account, metric, day."""

    account: Array  # (n,) int32
    metric: Array  # (n,) object: str
    day: Array  # (n,) datetime64[D]
    value: Array  # (n,) float
    partial: Array  # (n,) bool


@dataclass(frozen=True)
class Stocks:
    """Followers and other stocks of accounts, sorted by account, metric, day."""

    account: Array
    metric: Array
    day: Array
    value: Array


@dataclass(frozen=True)
class Comments:
    account: Array  # (n,) int32, -1 unknown
    post: Array  # (n,) int32 row in Posts, -1 unknown
    id: Array
    parent: Array  # (n,) object: str, "" none
    author: Array  # (n,) object: pseudonym
    by_owner: Array  # (n,) bool
    received: Array  # (n,) bool: False for comments the account wrote elsewhere
    created: Array  # (n,) datetime64[s]
    text: Array

    @property
    def from_others(self) -> Array:
        """(n,) bool: written to the account by somebody else."""
        return self.received & ~self.by_owner


@dataclass(frozen=True)
class Gifts:
    """Donations and sales that arrived, one row per `same_as` group: each counted once."""

    occurred: Array  # (n,) datetime64[s]
    net: Array  # (n,) object: Decimal
    currency: Array  # (n,) object: str
    campaign: Array  # (n,) object: str, "" none
    source: Array  # (n,) object: utm_source or "", lower case
    type: Array  # (n,) object


@dataclass(frozen=True)
class Spends:
    platform: Array
    start: Array  # (n,) datetime64[D]
    end: Array
    campaign: Array
    amount: Array  # (n,) object: Decimal
    currency: Array


@dataclass(frozen=True)
class Covered:
    """An export speaks for these days of an account (index) and subject ("posts" or "days")."""

    account: int
    subject: str
    start: Any  # datetime.date
    end: Any


@dataclass(frozen=True)
class Group:
    """A set of posts judged together: an account, a series, a campaign or a network."""

    subject: Subject
    rows: Array  # (k,) int, rows in Posts, in order of publication
    why: str = ""  # for a series: what its posts share ("hashtag", "prefix", "format", "label")


@dataclass(frozen=True, kw_only=True)
class Redefinition:
    """A network gave a number another meaning or another name between two days (both inclusive).

    `platform` empty: every network. `formats` empty: every kind of post. `replaced_by` equal to
    `metric`: same name, other meaning. Comparisons of `metric` across these days mean nothing.
    """

    platform: str
    metric: str
    replaced_by: str
    start: date
    end: date
    source: str
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """Something the team announced, both days inclusive: more talk than usual is expected then.

    `accounts`: handles, names or networks it is about; empty: all.
    """

    name: str
    start: date
    end: date
    accounts: tuple[str, ...] = ()

    def concerns(self, account: Account) -> bool:
        own = (account.platform, account.account_id, account.handle, account.name)
        return not self.accounts or any(name.lower() in self.accounts for name in own if name)


@dataclass(frozen=True)
class Outage:
    """Days, both inclusive, on which networks did not work or other news took all attention; entered by hand.

    `networks`: empty means all. `note`: what happened. `source`: where that is known from.
    """

    start: date
    end: date
    note: str
    networks: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Settings:
    """Defaults a team may edit; each number's source stands beside it in the defaults file."""

    hours_per_post: Mapping[str, Decimal]  # by PostType value
    ripening_days: Mapping[str, float]  # by platform
    benchmarks: Mapping[str, float]  # habit thresholds, by name
    hourly_rate: Decimal | None = None  # money per hour; None: hours are not turned into money
    currency: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)  # citation or "assumption", by name of a benchmark
    redefinitions: tuple[Redefinition, ...] = ()
    campaigns: tuple[CampaignGoal, ...] = ()
    channel_tests: tuple[ChannelTest, ...] = ()
    planned: tuple[Planned, ...] = ()
    topics: TopicSettings = field(default_factory=TopicSettings)
    organisation_type: str = ""  # "charity", "company", "public"; "" unknown
    country: str = ""  # two letters; "" unknown: whose public holidays count
    outages: tuple[Outage, ...] = ()
    reader: Callable[[Sequence[str]], Any] | None = None  # texts -> TextScores, as taught; None: the shipped reader

    def hours_for(self, formats: Iterable[str]) -> Decimal | None:
        """Working hours behind posts of these formats; None when one of them has no default."""
        counts = Counter(formats)
        if any(name not in self.hours_per_post for name in counts):
            return None
        return sum((self.hours_per_post[name] * n for name, n in counts.items()), Decimal(0))


@dataclass(frozen=True)
class Scene:
    organisation: str
    now: datetime
    accounts: tuple[Account, ...]
    posts: Posts
    curves: Curves
    days: Days
    stocks: Stocks
    comments: Comments
    gifts: Gifts
    spends: Spends
    coverage: tuple[Covered, ...]
    groups: tuple[Group, ...]
    settings: Settings
    links: Mapping[str, LinkCheck] = field(default_factory=dict)  # by address: those somebody asked to have tried
    _answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, question: Callable[[Scene], Answer]) -> Answer:
        """`question(scene)`, computed once however many rooms ask for it; a changed copy of the scene asks anew."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    @property
    def subject(self) -> Subject:
        """The organisation as something to be judged."""
        return Subject(SubjectKind.ORGANISATION, self.organisation, self.organisation)

    def known_days(self, subject: str) -> dict[int, tuple[Window, ...]]:
        """Per account the days some export speaks for, as ascending windows with a gap between any two.

        `subject`: "posts" or "days". Accounts nothing speaks for are absent. Days after `now` are cut off.
        """
        today = self.now.date()
        spans: dict[int, list[Window]] = {}
        for c in sorted(self.coverage, key=lambda c: (c.account, c.start)):
            if c.subject != subject or c.start > today or c.end < c.start:
                continue
            found = spans.setdefault(c.account, [])
            end = min(c.end, today)
            if found and (c.start - found[-1].end).days <= 1:
                found[-1] = Window(found[-1].start, max(found[-1].end, end))
            else:
                found.append(Window(c.start, end))
        return {account: tuple(found) for account, found in spans.items()}
