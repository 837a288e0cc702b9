"""Fields that the operations of setbacks share, and what none of them may hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.db.models import Model
from django.http import Http404
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime

from pratfall.site.setbacks.door import found_for
from pratfall.site.setbacks.models import Setback

from ..access import ApiRequest

YEARS = range(2000, 2101)  # what lies outside was never meant, and cannot be reckoned with


def _in_utc(at: datetime) -> datetime:
    _meant(at)
    return at.astimezone(UTC)


def _meant(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(f"a year from {YEARS.start} to {YEARS.stop - 1}")
    return day


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Day = Annotated[date, AfterValidator(_meant)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
Code = Annotated[str, Field(max_length=120)]


class SeenIn(Schema):
    """`seen`: the version that was read; another one there now is a conflict."""

    seen: Number


def setback_of(request: ApiRequest, number: int) -> Setback:
    """Raises Http404 where the token's organisation has none of that number."""
    return found_for(request.auth, number)


def one(rows: Any, number: int) -> Any:
    """The row of that number among these. Raises Http404."""
    row = rows.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def told(row: Model, *names: str, **more: Any) -> dict[str, Any]:
    """These of its values, its number as `id`, and what is given besides."""
    return {"id": row.pk, **{name: getattr(row, name) for name in names}, **more}
