"""Pratfall: notice what fails on social media, and how sure that is.

import pratfall
pratfall.review(["Downloads/tweet_activity_metrics.csv"])
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pratfall.records.review import Review

__all__ = ["review"]


def review(paths: Iterable[str | PathLike[str]], as_of: datetime | None = None) -> Review:
    """Review the export files `paths` by themselves, without touching what is stored.

    `as_of`: aware instant of the review; default: now. Raises InputError when no file could be used,
    naming the first and why.
    """
    # The store and the engines behind it take seconds to load; a name of this module should not.
    from pratfall.reviews.once import review_once

    return review_once(paths, as_of)
