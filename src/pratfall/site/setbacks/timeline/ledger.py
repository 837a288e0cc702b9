"""What became of comments: gone, back, removed after two people decided, erased. Many at once are one line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "ledger"
COUNTED = ("gone", "back", "erased")


def items(setback: Setback) -> Iterator[Item]:
    yield from _counted(setback)
    yield from _removals(setback)


def _counted(setback: Setback) -> Iterator[Item]:
    entries = setback.ledger.filter(kind__in=COUNTED).order_by("kind", "at", "place").values_list("kind", "at")
    for (kind, at), same in groupby(entries):
        n = sum(1 for _ in same)
        href = f"{setback.path}ledger/"
        yield Item(at=at, kind=f"ledger_{kind}", facts={"n": n}, origin="team", href=href, least=Role.ANALYST)


def _removals(setback: Setback) -> Iterator[Item]:
    for row in setback.removals.select_related("asked_by", "answered_by"):
        href = f"{setback.path}ledger/#removals"
        answer = "approved" if row.approved else "refused"
        for kind, at, who, why in (
            ("asked", row.asked_at, row.asked_by, row.why),
            (answer, row.answered_at, row.answered_by, row.answer_why),
            ("done", row.done_at, None, ""),
        ):
            if at is not None:
                yield Item(
                    at=at,
                    kind=f"removal_{kind}",
                    facts={"reason": row.reason},
                    text=why,
                    quoted=True,  # it may repeat the comment's words
                    who=who,
                    origin="team",
                    href=href,
                    least=Role.ANALYST,
                    key=f"removal:{row.pk}:{kind}",
                )
