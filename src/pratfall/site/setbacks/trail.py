"""What the trail says of a setback: its own rows are named, and every row that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from pratfall.site.setbacks.models import Evidence, KeptText, LedgerEntry, Setback

NEVER_NAMED = (Evidence, KeptText, LedgerEntry)  # many, and no act is ever about one of them


def subjects_of(setback: Setback) -> frozenset[str]:
    """ "setback:7", "statement:12", "campaign:3" ... as the trail names its subjects. One query."""
    first, *others = [_named(model, {path: setback.pk}) for model, path in _paths()]
    own = {f"setback:{setback.pk}"} | ({f"campaign:{setback.campaign_id}"} if setback.campaign_id else set())
    return frozenset(own | {name for (name,) in first.union(*others, all=True)})


def _named(model: type[models.Model], where: dict[str, int]) -> QuerySet[models.Model, tuple[str]]:
    kind = Value(f"{model._meta.model_name}:")
    named = Concat(kind, Cast("pk", CharField()), output_field=CharField())
    rows = model._default_manager.filter(**where).order_by()
    return rows.annotate(named=named).values_list("named")


@cache
def _paths() -> tuple[tuple[type[models.Model], str], ...]:
    """Each kind of row that hangs on a setback, and the way to it: "setback", "statement__setback" ..."""
    every = [model for model in apps.get_app_config("setbacks").get_models() if model not in (Setback, *NEVER_NAMED)]
    found: dict[type[models.Model], str] = {}
    while new := {model: path for model in every if model not in found for path in _ways(model, found)}:
        found.update(new)
    return tuple(found.items())


def _ways(model: type[models.Model], found: dict[type[models.Model], str]) -> Iterator[str]:
    """By one step to the setback itself, or to a row whose way is known."""
    for field in model._meta.concrete_fields:
        to = field.related_model
        if to is Setback:
            yield field.name
        elif to in found:
            yield f"{field.name}__{found[to]}"
