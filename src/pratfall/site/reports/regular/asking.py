"""A report somebody asks for by hand, made by the worker; and how far it is.

What was asked for lies as a small file beside the data: a page says "being made" until the report is there, or why it
is not. A file whose worker died says nothing after a while, and one can ask again.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pratfall.errors import Refused
from pratfall.reviews import settings
from pratfall.site import worker
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind
from pratfall.site.setbacks.rights import require

from . import making
from .periods import Period, holding, offered

PATIENCE = timedelta(minutes=30)
WEEKS = 8


def choices(today: date) -> list[Period]:
    """What may be made by hand: the last twelve months, and the last weeks."""
    return [*offered(Kind.MONTHLY, today), *offered(Kind.WEEKLY, today, WEEKS)]


def chosen(text: str, today: date) -> Period | None:
    """Of a form's "monthly:2026-10-01"; None for anything that was not offered."""
    return next((period for period in choices(today) if text == name_of(period)), None)


def name_of(period: Period) -> str:
    return f"{period.kind}:{period.start}"


def ask(*, organisation: Organisation, actor: User, period: Period, now: datetime, again: bool = False) -> None:
    """Made by the worker, or here and now where none runs. `again`: a further edition. Raises Refused."""
    require(actor, organisation, Role.EDITOR)
    if not worker.is_beside():
        do(organisation, actor, period, now, again=again)
        return
    from pratfall.site.reports.jobs import make_report

    _write(organisation, period, {"at": now.isoformat()})
    make_report(organisation.pk, str(period.kind), period.start.isoformat(), actor.pk, again)


def do(organisation: Organisation, actor: User | None, period: Period, now: datetime, *, again: bool) -> None:
    there = making.newest(organisation, period)
    if again and there is not None and actor is not None:
        making.correct(report=there, period=period, actor=actor, now=now)
    else:
        making.make(organisation=organisation, period=period, actor=actor, now=now)


def done(organisation: Organisation, period: Period) -> None:
    _file(organisation, period).unlink(missing_ok=True)


def failed(organisation: Organisation, period: Period, error: Refused, now: datetime) -> None:
    day = error.facts.get("day")
    facts = {"day": day.isoformat()} if isinstance(day, date) else {}
    _write(organisation, period, {"at": now.isoformat(), "code": error.code, "facts": facts})


def standing(organisation: Organisation, now: datetime) -> list[tuple[Period, Refused | None]]:
    """What was asked for of late and is not there: None while it is being made, otherwise why it is not."""
    found = []
    for path in sorted(_folder().glob(f"{organisation.pk}-*.json")):
        told = _read(path)
        if told is None or now - datetime.fromisoformat(told["at"]) > PATIENCE:
            continue
        _, kind, start = path.stem.split("-", 2)
        error = Refused(told["code"], **told["facts"]) if "code" in told else None
        found.append((holding(Kind(kind), date.fromisoformat(start)), error))
    return found


def _folder() -> Path:
    return settings.home() / "reports"


def _file(organisation: Organisation, period: Period) -> Path:
    return _folder() / f"{organisation.pk}-{period.kind}-{period.start}.json"


def _write(organisation: Organisation, period: Period, told: dict[str, Any]) -> None:
    path = _file(organisation, period)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(told), encoding="utf-8")
    partial.replace(path)


def _read(path: Path) -> dict[str, Any] | None:
    """None where it has just gone."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return told
