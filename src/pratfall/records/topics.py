"""What comments are about: topics with their shares, what is new, and texts that were sent round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .evidence import Evidence
from .numbers import Estimate, NotEnoughData, Window
from .subjects import Subject


class TopicKind(StrEnum):
    CAUSE = "cause"  # of a shipped taxonomy: `code` is worded in the locales
    OWN = "own"  # of the team: `code` is the name it gave
    FOUND = "found"  # a group nobody named: `code` is a phrase its writers share
    OTHER = "other"  # everything else, always told


class Change(StrEnum):
    NEW = "new"  # nobody spoke of it before, and it is more than chance
    MORE = "more"  # a larger share than before, and more than chance
    NO_MORE = "no_more"  # not known to have grown
    CANNOT_TELL = "cannot_tell"  # too few comments before


@dataclass(frozen=True)
class Topic:
    """`n` comments in `different` wordings. `before`: its share among earlier complaints.

    `counts`: per `Topics.bin_days` from the first day of the window on. `examples`: quoted without names.
    """

    kind: TopicKind
    code: str
    phrases: tuple[str, ...]
    n: int
    different: int
    share: Estimate
    before: Estimate | NotEnoughData
    change: Change
    counts: tuple[int, ...]
    examples: tuple[Evidence, ...]
    pinned: bool = False


@dataclass(frozen=True)
class SentRound:
    """One text, or nearly, from several people in a short time: `n` comments of `authors` people."""

    n: int
    authors: int
    first: datetime
    last: datetime
    example: Evidence


@dataclass(frozen=True)
class Topics:
    """Topics of the `n` complaints among `read` comments of a window; `unread` more could not be read.

    Complaints before it: `n_before`, the days of `before`. `trade`: whose causes were used besides the general
    ones, "" none. `model`: what told the complaints. `finding`: code of the finding about `subject` whose comments
    these are, "" for the last months of an account.
    """

    subject: Subject
    finding: str
    window: Window
    before: Window | None
    n: int
    n_before: int
    read: int
    unread: int
    bin_days: int
    topics: tuple[Topic, ...]
    sent_round: tuple[SentRound, ...]
    trade: str
    model: str


@dataclass(frozen=True)
class OwnTopic:
    """A topic a team named itself: comments with any of `words` (a word may end in *) belong to it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class TopicSettings:
    """What a team wrote in topics.toml. `trades`: whose causes to use; none: the one that fits its comments best.

    `merged`: cause -> cause or own topic it is counted with. `pinned`: told first, and told when nobody speaks of it.
    `names`: cause -> how the team calls it.
    """

    trades: tuple[str, ...] = ()
    own: tuple[OwnTopic, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()
