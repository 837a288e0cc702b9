"""Two people edit the same thing: the second is told, and nothing either wrote is lost."""

from __future__ import annotations

from django.db import models

from pratfall.errors import Conflict


class Versioned(models.Model):
    """A row people edit. `version` grows with every change; a form carries the one it was filled from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def change(row: Versioned, *, version: int, **values: object) -> None:
    """Writes `values` if the row still is what its editor saw, and updates `row`.

    Raises Conflict with what stands there now (`theirs`) and what was to be written (`yours`).
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(version=version).update(version=version + 1, **values):
        theirs = rows.values(*values, "version").first() or {}
        raise Conflict("changed_meanwhile", theirs=theirs, yours=values)
    for name, value in {**values, "version": version + 1}.items():
        setattr(row, name, value)
