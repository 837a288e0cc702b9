"""Every question put to the lake, one function each: `expression(tables, **params) -> ibis.Table`.

The same expressions run on DuckDB and on Spark. `tables` hold one organisation's rows only: an engine
is never given another organisation's files.
"""

from __future__ import annotations

from .files import coverage, files
from .money import conversions, spend
from .posts import curves, metrics_read, posts
from .series import accounts, comment_sightings, comments, days, site_sessions, stocks

__all__ = [
    "accounts",
    "comment_sightings",
    "comments",
    "conversions",
    "coverage",
    "curves",
    "days",
    "files",
    "metrics_read",
    "posts",
    "site_sessions",
    "spend",
    "stocks",
]
