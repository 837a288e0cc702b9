"""Holidays: did more of the posts fall on, or next to, a public holiday?

Column: 1 for a post on a public holiday or on the day before or after one. Its effect is learnt from this subject's own
posts; the days come from the `holidays` library, for the organisation's country (settings), else the country its posts'
language points to, where it points to one (assumed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts
from pratfall.records.numbers import NotEnoughData

from .case import Answer, Case, Explanation, Missing
from .measures import could_matter

Array = Any
CODE = "holiday"
# Languages that point to one country far more often than to another; English, Spanish and Portuguese do not.
COUNTRY_OF = {
    "fr": "FR",
    "de": "DE",
    "it": "IT",
    "nl": "NL",
    "pl": "PL",
    "sv": "SE",
    "da": "DK",
    "fi": "FI",
    "cs": "CZ",
}
PLAUSIBLE = 1.0  # log: a holiday takes or brings most of what a post gets
SHOWN = 5


def explain(case: Case) -> Iterator[Answer]:
    country, known = country_of(case)
    if not country:
        yield Missing(CODE, NotEnoughData(1, 0, "countries"), "country")
        return
    days = public_holidays(country, case.day)
    near = np.isin(case.day, _with_neighbours(days))
    column = near.astype(float)[:, None]
    if not could_matter(case, column, (PLAUSIBLE,)):
        return
    hit = case.rows[near & case.after]
    yield Explanation(
        code=CODE,
        basis=Basis.INFERRED if known else Basis.ASSUMED,
        changes_mind="same_days_other_year",
        columns=column,
        prior_sd=(PLAUSIBLE,),
        step="wait_for_ordinary_days",
        facts={"country": country, "posts": len(hit), "days": _named(days, case)},
        evidence=of_posts(case.posts, hit[::-1][:SHOWN]),
    )


def country_of(case: Case) -> tuple[str, bool]:
    """Two letters and whether somebody said so; "" where nothing points to one country."""
    if case.scene.settings.country:
        return case.scene.settings.country, True
    spoken = Counter(filter(None, case.posts.lang[case.rows].tolist())).most_common(1)
    return (COUNTRY_OF.get(spoken[0][0], "") if spoken else ""), False


def public_holidays(country: str, days: Array) -> Mapping[date, str]:
    """Name by day, for every year that `days` (n,) touch, in the country's own language."""
    years = np.unique(days.astype("datetime64[Y]").astype(int) + 1970).tolist()
    language = holidays.country_holidays(country).default_language  # else that of whoever runs this
    return dict(holidays.country_holidays(country, years=years, language=language))


def _with_neighbours(days: Mapping[date, str]) -> Array:
    around = {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}
    return np.array(sorted(around), dtype="datetime64[D]")


def _named(days: Mapping[date, str], case: Case) -> tuple[str, ...]:
    """The holidays the posts after the change met, in order."""
    met = set(case.day[case.after].astype(object).tolist())
    steps = (timedelta(days=-1), timedelta(0), timedelta(days=1))
    return tuple(dict.fromkeys(name for day, name in sorted(days.items()) if any(day + s in met for s in steps)))
