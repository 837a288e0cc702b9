"""What was drafted, approved, taken back and said."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Statement

from . import Item

CODE = "statements"


def items(setback: Setback) -> Iterator[Item]:
    rows = setback.statements.select_related("drafted_by", "setback")
    for statement in rows.prefetch_related("approvals__by", "outings__by"):
        yield from _of(statement, f"{setback.path}statements/{statement.pk}/")


def _of(statement: Statement, href: str) -> Iterator[Item]:
    facts = {"number": statement.pk}
    yield Item(
        at=statement.drafted_at,
        kind="statement_drafted",
        facts=facts,
        who=statement.drafted_by,
        href=href,
        withdrawn_at=statement.withdrawn_at,
        least=Role.ANALYST,
        key=f"statement:{statement.pk}",
    )
    for approval in statement.approvals.all():
        alone = bool(approval.alone_because)
        yield Item(
            at=approval.at,
            kind="statement_approved_alone" if alone else "statement_approved",
            facts={**facts, "n": len(approval.warnings)},
            text=approval.alone_because,
            who=approval.by,
            href=href,
            least=Role.ANALYST,
            key=f"approval:{approval.pk}",
        )
    for outing in statement.outings.all():
        yield Item(
            at=outing.said_at,
            kind="drill_statement_said" if statement.setback.drill else "statement_said",
            facts={**facts, "place": outing.place, "language": outing.language},
            text=outing.address,
            who=outing.by,
            noted_at=outing.at,
            origin=outing.address or "team",
            href=href,
            key=f"outing:{outing.pk}",
        )
