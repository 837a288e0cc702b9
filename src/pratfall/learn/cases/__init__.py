"""Public cases of organisations that failed: one TOML file each, every statement with its source. docs/cases.md.

cases()                     those we bring, by slug, in English and French
read(text, file=...)        one file; teams' own may be in one language only
check(table, file=...)      the same of facts already parsed: a form's, a row's
as_toml(case)               the file again
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from .case import KINDS, LANGUAGES, SECTORS, Advice, Case, Source, Stands, Statement
from .checking import check, read
from .writing import as_toml

__all__ = [
    "KINDS",
    "LANGUAGES",
    "SECTORS",
    "Advice",
    "Case",
    "Source",
    "Stands",
    "Statement",
    "as_toml",
    "cases",
    "check",
    "read",
]


@cache
def cases() -> Mapping[str, Case]:
    """Those we bring, by slug, the newest first."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")]
    ours = [read(file.read_text(encoding="utf-8"), file=file.name) for file in files]
    return {case.slug: case for case in sorted(ours, key=lambda case: (case.began, case.slug), reverse=True)}
