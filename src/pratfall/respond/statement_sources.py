"""What the advice on statements rests on. Strength A: meta-analysis, experiment or large measured data; B: one study,
or solid with limits; C: a practitioner's or vendor's word; "": our own rule, which no study stands behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    who: str
    year: int | None
    strength: str
    based_on: tuple[str, int] | None = None  # what was looked at (a noun that can be counted), and how many


OWN = "own"

SOURCES: Mapping[str, Source] = {
    "specific_confession": Source("Journal of Experimental Social Psychology", 2021, "B", ("studies", 4)),
    "empathy": Source("Herhausen et al.", 2019, "A", ("posts", 472_995)),
    "next_word": Source("PagerDuty, incident response guide; Coombs", None, "C"),
    "matched_response": Source("Ma & Zhan", 2016, "A", ("studies", 35)),
    "listen_first": Source("Frantz & Bennigson", 2005, "B"),
    "compensation": Source("Herhausen et al.; Journal of Research in Interactive Marketing 20(3)", 2019, "A"),
    "reform": Source("Hornsey et al.", 2024, "A", ("people", 1_410)),
    "information": Source("DiStaso et al.", 2015, "B"),
    "paradox": Source("de Matos et al.", 2007, "A"),
    "acknowledge": Source(
        "Nonprofit and Voluntary Sector Quarterly, doi 10.1177/08997640211062666", 2021, "A", ("people", 805)
    ),
    "networks": Source("respond.lengths", 2026, ""),
    OWN: Source("", None, ""),
}
