"""Where will a post (or a campaign) end, and will it miss its goal? From its first readings and finished ones.

    forecast_post([1, 2, 4], [30, 55, 80], reference=finished)              # finished: pairs (ages, values)
    forecast_post([4], [80], reference={"own": few, "network": many}, goal=200)
    forecast_post([4], [80], reference=[120, 340, ...])                      # only how finished ones ended

With curves: `early_forecast` at the ages of the post's own readings (method `early_curve`). With final counts
alone nothing is known of how posts ripen, so that the newest reading only rules out what lies below it: the finals that
are at least as high, their (1 - a) quantile as upper end (method `finals_above`). That is wide, and holds at least its
level for posts that are typical of the reference.

Ages in any one unit (hours); values are cumulative counts; NaN for a reading that is missing.
Limits: a finished curve counts as final at its own last reading, or from `horizon` on where that is given. Interval and
probability hold on average over posts like this one, when it and the reference were made alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pratfall.records.forecasts import Forecast
from pratfall.records.numbers import NotEnoughData

from .early_forecast import EarlyForecast, fewest
from .same_age import CurveTable

Floats = NDArray[np.float64]
EARLIER = (2.0, 4.0, 8.0)  # a half, a quarter, an eighth of the newest age: where earlier readings are looked for
ABOUT = 2.0**0.5
OWN, NETWORK = "own", "network"
Curves = Sequence[tuple[ArrayLike, ArrayLike]]


def forecast_post(
    ages: ArrayLike,
    values: ArrayLike,
    *,
    reference: Sequence[Any] | Mapping[str, Sequence[Any]],
    goal: float | None = None,
    horizon: float = 0.0,
    level: float = 0.9,
) -> Forecast | NotEnoughData:
    """The final count of a post read at `ages` (k,) with `values` (k,), and the probability that it misses `goal`.

    `reference`: finished ones, oldest first, as pairs (ages, values) or as final counts; or both groups apart:
    {"own": ..., "network": ...}. `horizon`: only curves read at this age or later are finished.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"level {level} is not between 0 and 1")
    table = CurveTable.of([(np.atleast_1d(ages), np.atleast_1d(values))])
    if not len(table.age):
        return NotEnoughData(1, 0, "readings")
    if bool((table.value < 0).any()) or bool((table.age <= 0).any()):
        raise ValueError("ages are positive, and values are counts")
    groups = dict(reference) if isinstance(reference, Mapping) else {OWN: reference}
    if unknown := set(groups) - {OWN, NETWORK}:
        raise ValueError(f"reference has groups {sorted(unknown)}; known: {OWN}, {NETWORK}")
    members = [(name == OWN, item) for name in (NETWORK, OWN) for item in groups.get(name, ())]
    is_own = np.array([own for own, _ in members], dtype=bool)
    items = [item for _, item in members]
    age, newest = float(table.age[-1]), float(table.value.max())
    if any(np.ndim(item) == 0 for item in items):
        return _from_finals(np.asarray(items, dtype=float), is_own, age, newest, goal, level)
    return _from_curves(table, CurveTable.of(items), is_own, goal, max(horizon, age), level)


def used_ages(ages: Floats) -> Floats:
    """The newest age, and of the earlier ones those nearest a half, a quarter and an eighth of it. Newest first."""
    return np.array(list(_used(np.unique(ages))))


def _used(ages: Floats) -> Iterator[float]:
    newest, earlier = float(ages[-1]), ages[:-1]
    yield newest
    for part in EARLIER:
        if len(earlier):
            apart = np.abs(np.log(earlier * part / newest))
            if apart.min() <= np.log(ABOUT):
                yield float(earlier[int(apart.argmin())])
                earlier = earlier[: int(apart.argmin())]


def _from_curves(
    post: CurveTable, table: CurveTable, is_own: Any, goal: float | None, horizon: float, level: float
) -> Forecast | NotEnoughData:
    ages = used_ages(post.age)
    then = np.stack([table.at(age) for age in ages.tolist()], axis=1)
    final = np.fmax(table.last(from_age=horizon), then[:, 0])
    usable = ~np.isnan(table.last(from_age=horizon)) & ~np.isnan(then[:, 0])
    if int(usable.sum()) < fewest(level):
        return NotEnoughData(fewest(level), int(usable.sum()), "posts")
    early = EarlyForecast(then[usable], final[usable], is_own[usable])
    readings = np.array([[post.value[post.age == age].max() for age in ages]])
    found = early.interval(readings, level=level)
    return Forecast(
        value=float(found.middle[0]),
        low=float(found.low[0]),
        high=float(found.high[0]),
        level=level,
        n=early.n,
        own=int(is_own[usable][-early.n :].sum()),
        age=float(ages[0]),
        method="early_curve",
        goal=goal,
        below_goal=None if goal is None else float(early.below(readings, np.array([goal]))[0]),
    )


def _from_finals(
    finals: Floats, is_own: Any, age: float, newest: float, goal: float | None, level: float
) -> Forecast | NotEnoughData:
    above = ~np.isnan(finals) & (finals >= newest)
    kept = np.sort(finals[above])
    needed = int(np.ceil(1.0 / (1.0 - level) - 1e-9))
    if len(kept) < needed:
        return NotEnoughData(needed, len(kept), "posts")
    rank = int(np.ceil(level * (len(kept) + 1) - 1e-9)) - 1
    below = None
    if goal is not None:
        below = 0.0 if newest >= goal else (float((kept < goal).sum()) + 0.5) / (len(kept) + 1.0)
    return Forecast(
        value=float(kept[(len(kept) - 1) // 2]),
        low=newest,
        high=float(kept[min(rank, len(kept) - 1)]),
        level=level,
        n=len(kept),
        own=int(is_own[above].sum()),
        age=age,
        method="finals_above",
        goal=goal,
        below_goal=below,
    )
