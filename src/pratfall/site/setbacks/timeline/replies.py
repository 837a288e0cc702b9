"""Replies to comments, as they were sent by a person."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "replies"


def items(setback: Setback) -> Iterator[Item]:
    for row in setback.replies.exclude(sent_at=None).select_related("sent_by"):
        assert row.sent_at is not None
        yield Item(
            at=row.sent_at,
            kind="reply_sent",
            facts={"network": row.platform},
            text=row.text,
            quoted=True,  # a reply may name whom it answers
            who=row.sent_by,
            origin=row.address or "team",
            href=f"{setback.path}replies/",
            least=Role.ANALYST,
            key=f"reply:{row.pk}",
        )
