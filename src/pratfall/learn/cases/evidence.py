"""Findings cases are held against which no rule for statements stands for. Strength as in respond.statement_sources:
A: meta-analysis, experiment or large measured data; B: one study, or solid with limits; C: a practitioner's word.

What each says is worded as `case.evidence.<key>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    who: str
    year: int
    strength: str
    based_on: tuple[str, int] | None = None  # what was looked at (a noun that can be counted), and how many


EVIDENCE: Mapping[str, Evidence] = {
    "deletion": Evidence("Liao et al., doi 10.1002/mar.22065", 2024, "A", ("studies", 4)),
    "nonprofits_hurt_more": Evidence("Hornsey et al.", 2021, "A", ("people", 1_372)),
    "diminish_or_rebuild": Evidence("Yuan et al.", 2021, "B"),
    "defenders": Evidence(
        "Journal of Interactive Marketing, doi 10.1177/10949968251320615", 2025, "B", ("people", 570)
    ),
    "firestorm_memory": Evidence("Lamba, Malik & Pfeffer", 2015, "A", ("storms", 80)),
    "likes_not_money": Evidence("Lacetera, Macis & Mele", 2016, "A"),
    "own_pipeline": Evidence("Visibrain", 2016, "C"),
}
