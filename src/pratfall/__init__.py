"""Pratfall: notice what fails on social media, and how sure that is.

import pratfall
pratfall.review(["Downloads/tweet_activity_metrics.csv"])
pratfall.backlash_scores(mentions_per_five_minutes)
pratfall.forecast_post([1, 2, 4], [30, 55, 80], reference=finished_posts, goal=200)
found = pratfall.impact(visits_per_day, start=335, controls=other_accounts, season=7)
pratfall.impact_words(found, lang="fr")
pratfall.locate(weeks, dimensions=["network", "format"], actual="now", expected="before", periods=8)
pratfall.read_texts(["When will my parcel arrive?"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pratfall.reviews.locate import locate
    from pratfall.reviews.once import review
    from pratfall.reviews.render.impact_words import impact_words
    from pratfall.stats.backlash import backlash_scores
    from pratfall.stats.impact import impact
    from pratfall.stats.post_forecast import forecast_post
    from pratfall.text.read import read_texts

__all__ = ["backlash_scores", "forecast_post", "impact", "impact_words", "locate", "read_texts", "review"]

# Loaded when first used: engines and stores take seconds, and the command line starts here too.
_HOMES = {
    "review": "pratfall.reviews.once",
    "backlash_scores": "pratfall.stats.backlash",
    "forecast_post": "pratfall.stats.post_forecast",
    "impact": "pratfall.stats.impact",
    "impact_words": "pratfall.reviews.render.impact_words",
    "locate": "pratfall.reviews.locate",
    "read_texts": "pratfall.text.read",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
