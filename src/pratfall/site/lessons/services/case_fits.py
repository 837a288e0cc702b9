"""A case of others that fits where no lesson of one's own does."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Count, Max, Sum

from pratfall.learn.matching import Library, Situation, Why
from pratfall.site.people.models import Organisation

from .cases import Told, cases_known, cases_of, own

LEAST, SHARED = 0.4, 2  # a case is long: one word in common makes no kinship


def fitting_case(organisation: Organisation, situation: Situation, lang: str) -> tuple[Told, tuple[Why, ...]] | None:
    """The one that fits best, as its text in `lang` has it, and why; None where none does. One query."""
    rows = own(organisation).aggregate(n=Count("pk"), top=Max("pk"), v=Sum("version"), at=Max("at"))
    told, library = _library(organisation, lang, tuple(rows.values()))
    best = next(iter(library.fits(situation, most=1)), None)
    if best is None or best.score < LEAST or sum(len(why.facts) for why in best.why if why.code == "meaning") < SHARED:
        return None
    return told[best.index], best.why


@lru_cache(maxsize=32)
def _library(organisation: Organisation, lang: str, _state: tuple[object, ...]) -> tuple[tuple[Told, ...], Library]:
    """Kept until the team adds, changes or removes a case of its own."""
    return cases_of(organisation), Library(cases_known(organisation, lang))
