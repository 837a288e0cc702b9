"""Why: every finding about a change gets its causes, as far as chance lets anybody say them.

What is asked is paid for twice (Benjamini & Bogomolov 2014): findings with any cause are chosen among all findings
asked about (Benjamini-Hochberg), and inside each of them causes are told at 5 % times the share of findings chosen
(Holm). Talk is explained by counting it (`diagnose.talk`). What has no numbers before and after says what to collect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pratfall.diagnose import Weighed, diagnosis, explained
from pratfall.diagnose.combine import METHOD, MISTAKES
from pratfall.diagnose.talk import CODES as TALK
from pratfall.diagnose.talk import explain_talk
from pratfall.records.causes import Diagnosis
from pratfall.records.findings import Finding
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.review import Checked
from pratfall.records.scene import Scene
from pratfall.stats.false_discovery import discoveries

from .cases import FEWEST_SIDE, case_of
from .verdicts import bar_of

MOVES = frozenset({"level_fell", "level_rose", "declining", "fading", "growing", "network_fell", "network_rose"})
# Findings without numbers before and after: the key of what to collect.
COLLECT: Mapping[str, str] = {
    "series_stopped": "why_it_stopped",
    "abandoned": "why_it_stopped",
    "target_unlikely": "appeals_by_day",
    "post_flopped": "posts_like_it",
    "post_shone": "posts_like_it",
    "flop_expected": "posts_like_it",
}


def with_diagnoses(scene: Scene, findings: Sequence[Finding], checked: Sequence[Checked]) -> tuple[Finding, ...]:
    """The same findings; those about a change say why, or what to collect."""
    cases = {
        i: case
        for i, finding in enumerate(findings)
        if finding.code in MOVES and finding.since is not None
        if (case := case_of(scene, finding, bar_of(finding.code, checked))) is not None
    }
    given = _weighed({i: explained(case) for i, case in cases.items()})
    return tuple(_with(f, given.get(i), scene) for i, f in enumerate(findings))


def _with(finding: Finding, given: Diagnosis | None, scene: Scene) -> Finding:
    if given is None and finding.code in TALK:
        given = explain_talk(scene, finding)
    elif given is None and finding.code in MOVES | COLLECT.keys():
        given = _cannot_tell(finding)
    return replace(finding, diagnosis=given) if given else finding


def _weighed(weighed: Mapping[int, Weighed]) -> dict[int, Diagnosis]:
    chosen = discoveries(np.array([w.p for w in weighed.values()]), share=MISTAKES)
    mistakes = MISTAKES * float(chosen.mean()) if len(chosen) else 0.0
    return {
        i: diagnosis(w, mistakes=mistakes if is_chosen else 0.0)
        for (i, w), is_chosen in zip(weighed.items(), chosen.tolist(), strict=True)
    }


def _cannot_tell(finding: Finding) -> Diagnosis:
    none, estimate = NotEnoughData(2 * FEWEST_SIDE, finding.n, "posts"), finding.estimate
    return Diagnosis(
        effect=estimate if isinstance(estimate, Estimate) and estimate.unit is Unit.RATIO else none,
        causes=(),
        unexplained=none,
        verdict="cannot_tell",
        n=finding.n,
        method=METHOD,
        collect=(COLLECT.get(finding.code, "more_posts"),),
    )
