"""Measurements: append, commit, read, compact. The only room that knows Parquet and query engines."""

from __future__ import annotations

from .store import Lake
from .writer import Writer

__all__ = ["Lake", "Writer"]
