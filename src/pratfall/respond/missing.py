"""Which comments does a newer export no longer hold?

An export of a post's comments can speak of comment c if it holds c, or if c's time lies between the oldest and the
newest comment it holds (or the moment it was made, where it says so): exports end somewhere, and what lies beyond says
nothing. Of all exports that can speak of c the newest decides: c is *there* or *gone*; where none can, *unknown*.

An export that lacks more than `CUT_LEAST` and more than `CUT_SHARE` of what was known in its own span was probably
cut short (free plans stop at a hundred, "top comments" leave out most), and cannot speak of what it lacks. What only
such an export lacks is *unsure*: counted and shown, never called gone. So somebody who deletes most of a post's
comments at once shows as unsure, not as gone.
Gone says that it is no longer in the export, and neither who took it away nor why.
Example: exports of 50 comments, of which the newer lacks 1 in mid-span: gone. Of 50 the newer holds 20: 30 unsure.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

Array = Any
CUT_SHARE = 0.2
CUT_LEAST = 3


class Standing(IntEnum):
    UNKNOWN = 0
    THERE = 1
    GONE = 2
    UNSURE = 3


def standings(
    comment: Array, file: Array, post: Array, created: Array, *, order: Array, made: Array
) -> tuple[Array, Array]:
    """(n,) int Standing of each comment, and (n,) int the file that decided, -1 for none.

    One row per file and comment (k,): `comment` 0..n-1, `file` 0..m-1, `post` (any integer), `created`
    datetime64[s], NaT unknown. Of files (m,): `order`, the greater the newer, no two alike; `made`
    datetime64[s], NaT where a file does not say when it was made.
    """
    n = int(comment.max(initial=-1)) + 1
    state, by = np.full(n, Standing.UNKNOWN, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    for rows in _grouped(post):
        known, at = np.unique(comment[rows], return_inverse=True)
        time = np.full(len(known), np.datetime64("NaT"), dtype="datetime64[s]")
        time[at] = created[rows]
        for each in sorted(_grouped(file[rows]), key=lambda part: order[file[rows[part[0]]]]):
            number = int(file[rows[each[0]]])
            held = np.zeros(len(known), dtype=bool)
            held[at[each]] = True
            _look(state, by, known, number, held, _spoken(time, held, made[number]))
    return state, by


def _look(state: Array, by: Array, known: Array, number: int, held: Array, inside: Array) -> None:
    """What one file, newer than all before, says of the comments of a post. None is named in two posts."""
    lacking = inside & ~held & (by[known] >= 0)  # known from an older export
    cut = lacking.sum() > CUT_LEAST and lacking.sum() > CUT_SHARE * (lacking.sum() + (inside & held).sum())
    unsure = lacking & (state[known] == Standing.THERE)
    state[known[held]] = Standing.THERE
    state[known[unsure if cut else lacking]] = Standing.UNSURE if cut else Standing.GONE
    by[known[held | (unsure if cut else lacking)]] = number


def _spoken(time: Array, held: Array, made: Any) -> Array:
    """(n,) bool: within the span this file speaks of. What has no time lies in none."""
    mine = time[held & ~np.isnat(time)]
    if not len(mine):
        return np.zeros(len(time), dtype=bool)
    last = mine.max() if np.isnat(made) else max(mine.max(), made)
    return (time >= mine.min()) & (time <= last)


def _grouped(values: Array) -> list[Array]:
    """Rows of each value, in their order."""
    order = np.argsort(values, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(values[order])) + 1) if len(values) else []
