"""Which slice explains a change between two periods, and is it more than chance?

    search(table, dimensions=["network", "format"], actual="now", before="eight_weeks", periods=8, rng=rng)
    search({"hour": hours, "network": names}, dimensions=["hour", "network"], actual=now, before=then,
           circular=["hour"], rng=rng)
    search(table, dimensions=[...], actual=("clicks", "views"), before=("clicks_before", "views_before"), rng=rng)

One row per cell (rows of the same cell are added). Counts: `slice_scan`; ratios as (hits, tries): `ratio_scan`.
`before` may be the sum of several comparable `periods`. Dimensions named `ordered` or `circular` (hours) also offer
windows of neighbouring values.

Effects and their intervals: `slice_effects`.

Limits: too few events are `NotEnoughData`; cells that are not known are left out by the caller, never given as zero.
Ratios are told one slice at a time. What each scan cannot see stands in its own file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pratfall.records.numbers import NotEnoughData
from pratfall.records.slices import Located, Value

from .conjunctions import Conjunctions, choices, conjunctions, windows
from .ratio_scan import Shares, scan_shares
from .slice_effects import Counts, Ratios
from .slice_scan import PENALTY, Prices, dispersion_of, scan

Floats = NDArray[np.float64]
Column = str | Any  # a name in the table, or the values themselves
MIN_SHARE = 0.02  # a slice with less of the events explains little of their change, and only adds to the chances to err
FEWEST = 20.0  # events in a slice, now and before together
AGAINST = 6.0  # log likelihood that a slice costs at most that moved against the total
WINDOW = 1.0  # log likelihood that a window costs against a single value
Direction = Literal["both", "up", "down"]
Names = list[list[Value]]


def search(
    table: Any,
    *,
    dimensions: Sequence[str],
    actual: Column | tuple[Column, Column],
    before: Column | tuple[Column, Column],
    rng: np.random.Generator,
    periods: float = 1.0,
    ordered: Sequence[str] = (),
    circular: Sequence[str] = (),
    direction: Direction = "both",
    depth: int = 3,
    most: int = 3,
    level: float = 0.95,
    min_share: float = MIN_SHARE,
) -> Located | NotEnoughData:
    """Slices of `table` (mapping of columns, or a dataframe) whose numbers changed unlike the rest.

    `direction`: look only at slices that rose ("up") or fell ("down") against the rest; "both": counts that moved
    against the total must be the more striking, the surer the total moved.
    `depth`: at most so many values in a slice (1 to 3); `most`: at most so many slices; slices with less than
    `min_share` of the events are not looked at. 1 - `level` is the chance to name a slice where nothing happened.
    """
    if not 0.0 < level < 1.0 or not 1 <= depth <= len(PENALTY) or periods <= 0.0 or not dimensions:
        raise ValueError("level is between 0 and 1, depth 1 to 3, periods above 0, and there is a dimension")
    given = [
        _column(table, part) for pair in (actual, before) for part in (pair if isinstance(pair, tuple) else (pair,))
    ]
    if len(given) not in (2, 4) or isinstance(actual, tuple) != isinstance(before, tuple):
        raise ValueError("actual and before are both counts, or both pairs (hits, tries)")
    numbers = np.array(given, dtype=float)
    if not np.isfinite(numbers).all() or bool((numbers < 0).any()):
        raise ValueError("counts are numbers of 0 or more; leave out cells that are not known")
    sign = {"both": 0, "up": 1, "down": -1}[direction]
    codes, labels = _codes(table, dimensions, numbers.shape[1])
    cells, where = np.unique(codes, axis=0, return_inverse=True)
    numbers = np.array([np.bincount(where.ravel(), row, minlength=len(cells)) for row in numbers])
    weight = numbers.sum(axis=0) if len(numbers) == 2 else numbers[1] + numbers[3]
    now, then = (numbers[0], numbers[1]) if len(numbers) == 2 else (numbers[1], numbers[3])
    if min(now.sum(), then.sum()) < FEWEST:
        return NotEnoughData(int(FEWEST), int(min(now.sum(), then.sum())), "events")
    chosen, names = _offered(cells, labels, dimensions, ordered, circular)
    fewest = max(FEWEST, min_share * float(weight.sum()))
    singles = [sum(not isinstance(value, tuple) for value in values) for values in names]
    slices = conjunctions(chosen, weight, fewest=fewest, depth=depth, singles=singles)
    if not len(slices):
        return NotEnoughData(2, 0, "slices")
    if len(numbers) == 2:
        cost = np.asarray(PENALTY)[slices.depth - 1] + WINDOW * _windowed(slices, names)
        prices = Prices(cost, sign) if sign else Prices(cost, *_leaning(numbers[1], numbers[0], periods))
        found = scan(slices, numbers[1], numbers[0], prices, rng=rng, alpha=1.0 - level, most=most)
        called = _named(slices, found.picks, dimensions, names)
        return Counts(numbers[0], numbers[1], periods, level).located(slices, found, called)
    shares = Shares(*numbers)
    if bool((shares.hits > shares.tries).any()) or bool((shares.hits_before > shares.tries_before).any()):
        raise ValueError("a pair is (hits, tries), and no cell has more hits than tries")
    found = scan_shares(slices, shares, rng=rng, alpha=1.0 - level, most=most, sign=sign)
    return Ratios(shares, level).located(slices, found, _named(slices, found.picks, dimensions, names))


def _column(table: Any, column: Column) -> NDArray[Any]:
    return np.asarray(table[column] if isinstance(column, str) else column)


def _codes(table: Any, dimensions: Sequence[str], rows: int) -> tuple[NDArray[np.intp], list[list[Any]]]:
    codes, labels = [], []
    for name in dimensions:
        values = np.asarray(table[name])
        if len(values) != rows:
            raise ValueError(f"dimension {name!r} has {len(values)} rows, the counts have {rows}")
        kinds, code = np.unique(values.astype(str) if values.dtype == object else values, return_inverse=True)
        codes.append(code.ravel())
        labels.append(kinds.tolist())
    return np.column_stack(codes), labels


def _offered(
    cells: NDArray[np.intp],
    labels: list[list[Any]],
    dimensions: Sequence[str],
    ordered: Sequence[str],
    circular: Sequence[str],
) -> tuple[list[NDArray[np.intp]], Names]:
    """What each dimension offers: per cell the choices, and what each choice is called."""
    if unknown := {*ordered, *circular} - set(dimensions):
        raise ValueError(f"ordered dimensions {sorted(unknown)} are not among the dimensions")
    chosen, names = [], []
    for index, name in enumerate(dimensions):
        sets: list[tuple[int, ...]] = [(code,) for code in range(len(labels[index]))]
        if name in ordered or name in circular:
            sets = windows(len(sets), name in circular)
        chosen.append(choices(cells[:, index], sets))
        called = [tuple(labels[index][code] for code in codes) for codes in sets]
        names.append([values[0] if len(values) == 1 else values for values in called])
    return chosen, names


def _leaning(before: Floats, now: Floats, periods: float) -> tuple[int, float]:
    """Which way the total moved, and how much less likely that makes the other way: a fall is made of falls."""
    n, usual = before + now, float(before.sum()) / periods
    phi = max(1.0, float(dispersion_of(now, n, np.full(len(n), now.sum() / n.sum()))))
    moved = float(now.sum()) - usual
    sure = moved**2 / (2.0 * phi * (float(now.sum()) + usual / periods))
    return int(np.sign(moved)), min(sure, AGAINST)


def _windowed(slices: Conjunctions, names: Names) -> Floats:
    wide = [np.array([isinstance(value, tuple) for value in values], dtype=float) for values in names]
    return np.array([sum(wide[d][choice] for d, choice in where) for where in slices.where])


def _named(
    slices: Conjunctions, picks: Sequence[int], dimensions: Sequence[str], names: Names
) -> list[dict[str, Value]]:
    return [{dimensions[d]: names[d][choice] for d, choice in slices.where[pick]} for pick in picks]
