"""Findings cases are held against."""

from __future__ import annotations

from pratfall.learn.cases.evidence import EVIDENCE
from pratfall.respond.statement_sources import SOURCES


def test_each_says_who_found_it_and_how_strong_it_is_and_stands_beside_no_other_of_its_name() -> None:
    assert not set(EVIDENCE) & set(SOURCES)
    for finding in EVIDENCE.values():
        assert finding.who and 1990 < finding.year <= 2026 and finding.strength in ("A", "B", "C")
        assert finding.based_on is None or finding.based_on[1] > 0
