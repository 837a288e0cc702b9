"""A setback long over, planted: in spring a post carried another charity's picture, people stayed away, and came back.

The numbers of the account's posts fall at once, stay low for some weeks and climb back; what was said under the post
lies in an export of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from .posts import SamplePost, organisation
from .reactions import Reacted
from .storm import Said

ACCOUNT = "facebook"
WEEKS_AGO = 28.0
LOW_WEEKS, BACK_WEEKS = 5.0, 9.0  # after the post: as low as LOW until then, as before from then on
LOW = 0.45
TEXT = (
    "Sunday in our kitchen: sixty portions, eleven helpers, and not a single leftover. Look at these faces! "
    "Thank you to everybody who peeled, stirred and washed up."
)
SAID = (
    "That is not your kitchen. That is ours, in Porthaven, at Easter. I am in the picture.",
    "You took a photo of another charity and put your name on it? Shame on you.",
    "I gave 50 euros last week because of pictures like this. Are any of them yours?",
    "Is that really your kitchen? The tiles look different.",
    "Did anybody ask the people in the photo?",
    "Honest mistakes happen, they do good work every week. Let them explain.",
    "Please say something. Silence makes it worse.",
    "Je ne comprends pas : cette photo vient d'une autre association. Vous vous moquez de nous ?",
    "C'est honteux de se servir du travail des autres.",
    "Une erreur, ça arrive. Mais dites-le.",
    "Take it down and tell us how this happened.",
    "I know these volunteers, they would never do this on purpose.",
    "So who checks what you post?",
    "Not the first time a charity shows somebody else's work to get money out of us. Disgusting.",
    "Was this picture bought, borrowed or stolen?",
    "My daughter is in this photo. Nobody asked me. I am furious.",
    "I still trust you, but please explain.",
    "Vous avez répondu à la dame de Porthaven, au moins ?",
    "If they lie about a picture, what about the money?",
    "Thank you for all you do. Put it right and go on.",
)
EVERY_MINUTES = 47.0


def published(until: date) -> datetime:
    """When the post went out."""
    day = until - timedelta(days=round(7 * WEEKS_AGO))
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=UTC)


def with_setback(account: str, posts: Sequence[Reacted], until: date) -> list[Reacted]:
    """The posts of an account as they did after it; on the account it happened to, with the post itself."""
    if account != ACCOUNT:
        return list(posts)
    after = [_dampened(r, published(until)) for r in posts]
    return sorted([*after, _itself(until)], key=lambda r: r.post.at)


def is_it(r: Reacted) -> bool:
    return r.post.text == TEXT


def said_under_it(until: date, rng: np.random.Generator) -> list[Said]:
    """Comments of the day and the night after, oldest first."""
    at, said = published(until), []
    for who, text in enumerate(SAID):
        at += timedelta(minutes=float(rng.exponential(EVERY_MINUTES)) + 1)
        said.append(Said(at, 9000 + who, f"Guest {who + 1}", text, int(rng.poisson(6))))
    return said


def share_left(weeks: float) -> float:
    """Of the usual numbers, so many weeks after the post."""
    if weeks < 0 or weeks >= BACK_WEEKS:
        return 1.0
    if weeks <= LOW_WEEKS:
        return LOW
    return LOW + (1 - LOW) * (weeks - LOW_WEEKS) / (BACK_WEEKS - LOW_WEEKS)


def _dampened(r: Reacted, since: datetime) -> Reacted:
    """Comments stay as they were: those that were written are in exports of their own."""
    left = share_left((r.post.at - since) / timedelta(weeks=1))
    if left == 1.0:
        return r
    names = ("views", "reach", "likes", "shares", "saves", "clicks", "follows", "paid_views")
    return replace(r, **{name: round(getattr(r, name) * left) for name in names})


def _itself(until: date) -> Reacted:
    post = SamplePost(ACCOUNT, published(until), "kitchen", "en", TEXT)
    views = organisation()["accounts"][ACCOUNT]["views"]
    return Reacted(
        post=post, views=views, reach=round(0.8 * views), likes=21, comments=len(SAID), shares=6, saves=1, clicks=9,
        follows=0, paid_views=0, duration_s=0,
    )  # fmt: skip
