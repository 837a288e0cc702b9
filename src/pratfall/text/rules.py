"""Lists of patterns as one expression."""

from __future__ import annotations

import re
from collections.abc import Sequence


def alternatives(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns, from one word boundary to another."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{p})" for p in patterns) + r")(?!\w)")
