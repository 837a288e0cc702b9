"""Shapes that every part of the interface shares: troubles, pages of a list, values as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Field, Schema

MOST = 200
Row = TypeVar("Row", bound=Model)


class Trouble(Schema):
    """`code` never changes; `message` is in the language asked for. A conflict carries both texts."""

    code: str
    message: str
    errors: list[Any] | None = None
    yours: dict[str, Any] | None = None
    theirs: dict[str, Any] | None = None


class Slice(Schema):
    """Which rows of a list, newest first."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)

    def of(self, rows: QuerySet[Row] | Sequence[Row]) -> list[Row]:
        return list(rows[self.offset : self.offset + self.limit])


TROUBLES: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429, 503), Trouble)


def answers(shape: Any, code: int = 200) -> dict[Any, Any]:
    """An operation's answers: its own, and every trouble it may run into."""
    return {code: shape, **TROUBLES}
