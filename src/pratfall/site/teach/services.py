"""The comments a person may label, and what was taught so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from pratfall.errors import Refused
from pratfall.lake import Lake
from pratfall.reviews import settings
from pratfall.reviews.readers.reading import Reading, chosen
from pratfall.reviews.teaching import learn as learning
from pratfall.reviews.teaching.store import Label, Teaching
from pratfall.site import place
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.text.heads import FEWEST
from pratfall.text.taught import TASKS, prior

MOST = 20_000  # comments a person may be shown some of: the newest


@dataclass(frozen=True)
class Comment:
    """`key` names it among labels."""

    key: str
    text: str
    platform: str
    account: str
    author: str


@dataclass(frozen=True)
class Guess:
    """`answer`: the index of the likeliest answer to the task."""

    answer: int
    chance: float


def store(organisation: Organisation) -> Teaching:
    return Teaching(settings.home(), organisation.lake_key)


def pile(organisation: Organisation, account: str = "", post: str = "") -> Sequence[Comment]:
    """What others wrote, to one account ("platform:id") or under one post where asked, in an order that is nobody's.

    The order depends on the comments alone: whoever labels from its top labels a random sample, so that the accuracy
    measured on it holds for the others.
    """
    lake = place.lake(organisation)
    found = _comments(lake, (lake.root / "HEAD.json").read_bytes() if lake.known_files() else b"")
    return [
        comment
        for comment, under in found
        if account in ("", f"{comment.platform}:{comment.account}") and post in ("", under)
    ]


@lru_cache(maxsize=2)
def _comments(lake: Lake, _state: bytes) -> tuple[tuple[Comment, str], ...]:
    """Read once per state of the lake."""
    if not _state:
        return ()
    rows = lake.comments(datetime.now(UTC))
    theirs = pc.invert(pc.fill_null(rows["author_is_owner"], False))
    said = pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(pc.fill_null(rows["text"], ""))), 0)
    received = pc.equal(rows["direction"], "received")
    rows = rows.filter(pc.and_(pc.and_(theirs, said), received))
    order = pc.sort_indices(rows, [("created_at", "descending", "at_end")])
    kept: pa.Table = rows.take(order[:MOST])
    found = [
        (
            Comment(
                key=f"comment:{row['platform']}:{row['comment_id']}",
                text=row["text"],
                platform=row["platform"],
                account=row["account_id"] or "",
                author=row["author_key"] or "",
            ),
            row["post_id"] or "",
        )
        for row in kept.to_pylist()
    ]
    return tuple(sorted(found, key=lambda item: sha256(item[0].key.encode("utf-8", "surrogatepass")).digest()))


def reading() -> Reading:
    """The chosen reader before anything was taught: what heads are taught on."""
    return chosen(settings.home())


def guesses(organisation: Organisation, comments: Sequence[Comment], task: str) -> list[Guess | None]:
    """How each is read now, by what was taught if it is in use."""
    heads = store(organisation).heads()
    mine = chosen(settings.home(), {task: heads[task]} if task in heads else {})
    chances = prior(mine.read([comment.text for comment in comments]), task)
    return [None if np.isnan(row).any() else Guess(int(row.argmax()), float(row.max())) for row in chances]


def label(*, organisation: Organisation, task: str, key: str, answer: str, now: datetime) -> None:
    """What a person says of one comment; its text is looked up, never taken from outside. Raises Refused."""
    comment = next((comment for comment in pile(organisation) if comment.key == key), None)
    if comment is None or answer not in TASKS.get(task, ()):
        raise Refused("label_unknown")
    known = Label(task, comment.text, answer, key, comment.platform, comment.account, comment.author)
    store(organisation).add([known], now=now)


def take_back(*, organisation: Organisation, task: str) -> None:
    """The newest label."""
    store(organisation).take_back(task)


def learn(*, organisation: Organisation, actor: User, task: str, now: datetime) -> None:
    """From all labels, in use from now on: every comment may be read otherwise. Raises Refused while they are few."""
    with transaction.atomic():
        head = learning.learn(store(organisation), task, reading(), now=now)
        if head is None:
            raise Refused("labels_too_few", needed=FEWEST)
        _noted(organisation, actor, "teaching_learnt", task, {"n": head.n})


def stop(*, organisation: Organisation, actor: User, task: str) -> None:
    """Read as before anything was taught."""
    with transaction.atomic():
        _noted(organisation, actor, "teaching_stopped", task, {})
        store(organisation).use(task, None)


def step_back(*, organisation: Organisation, actor: User, task: str) -> None:
    """What was learnt before this comes back into use."""
    with transaction.atomic():
        version = store(organisation).step_back(task)
        _noted(organisation, actor, "teaching_stepped_back", task, {"n": version.head.n} if version else {})


def _noted(organisation: Organisation, actor: User, act: str, task: str, after: Mapping[str, object]) -> None:
    record(actor=actor, organisation=organisation, act=act, subject=f"teaching:{task}", after=after)
