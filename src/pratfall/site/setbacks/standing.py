"""Which of a setback's comments are still on their network, as far as imported exports can tell."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.respond.missing import Standing, standings
from pratfall.site import place

from .heard import Key
from .models import Setback
from .services.keeping import short_ref

Array = Any
SAYS = {Standing.THERE: True, Standing.GONE: False, Standing.UNSURE: None}


def standing_of(setback: Setback, wanted: Collection[Key], now: datetime) -> dict[Key, tuple[bool | None, str]]:
    """There (True), gone (False) or missing from an export cut short (None), and the file that says so.

    What no export can tell of is absent.
    """
    rows = place.lake(setback.organisation).comment_sightings(now)
    if not wanted or not len(rows):
        return {}
    posts = rows.filter(pc.is_in(rows["comment_id"], value_set=pa.array(sorted({ref for _, ref in wanted}))))
    rows = rows.filter(pc.is_in(rows["post_id"], value_set=pc.unique(posts["post_id"])))
    files, file = np.unique(_text(rows["file_id"]), return_inverse=True)
    names, comment = _numbered(rows, "comment_id")
    made, order = _times(rows, file, len(files))
    created = _seconds(rows["created_at"])
    state, by = standings(comment, file, _numbered(rows, "post_id")[1], created, order=order, made=made)
    found = {}
    for i, (platform, ref) in enumerate(names):
        key = (platform[:40], short_ref(ref))
        if key in wanted and state[i] in SAYS:
            found[key] = SAYS[Standing(int(state[i]))], str(files[by[i]])
    return found


def _numbered(rows: pa.Table, column: str) -> tuple[list[tuple[str, str]], Array]:
    """Distinct (platform, value), and of each row which."""
    joined = pc.binary_join_element_wise(rows["platform"], rows[column], "\x1f").combine_chunks().dictionary_encode()
    pairs = [tuple(text.split("\x1f", 1)) for text in joined.dictionary.to_pylist()]
    return [(p, v) for p, v in pairs], joined.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _times(rows: pa.Table, file: Array, n: int) -> tuple[Array, Array]:
    """When each file was made, NaT where it does not say; and their order: by that, else by when it was imported, and
    of one import by the newest comment each holds. An old export imported late counts as new: who imports says so."""
    none = np.iinfo(np.int64).min
    made, newest, imported = (np.full(n, none) for _ in range(3))
    for into, column in ((made, "exported_at"), (newest, "created_at"), (imported, "imported_at")):
        np.maximum.at(into, file, rows[column].to_numpy().astype("datetime64[us]").astype(np.int64))
    about = np.where(made > none, made, imported)
    order = np.empty(n, dtype=np.int64)
    order[np.lexsort((newest, about))] = np.arange(n)
    return made.astype("datetime64[us]").astype("datetime64[s]"), order


def _seconds(column: pa.ChunkedArray) -> Array:
    return column.to_numpy().astype("datetime64[s]")


def _text(column: pa.ChunkedArray) -> Array:
    return np.array(column.to_pylist(), dtype=object).astype(str)
