"""What a decision was taken on, read back from its frozen text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pratfall.decide.afterwards import Afterwards, Later, compare
from pratfall.decide.basis import DecisionBasis, frozen
from pratfall.records.advice import Act
from pratfall.records.findings import Finding
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import Told, tell_findings

from .models import Decision
from .plan import Plan, from_json


def numbers_of(outcome: Mapping[str, Any] | None) -> CampaignNumbers | None:
    """The way back from `outcome_of`."""
    if not outcome:
        return None
    read: CampaignNumbers = codec.decode(CampaignNumbers, outcome)
    return read


def findings_in(decision: Decision) -> tuple[Finding, ...]:
    """The findings a decision was taken on, as they stood."""
    given = json.loads(decision.basis).get("findings", [])
    return tuple(codec.decode(Finding, finding) for finding in given)


def told_in(decision: Decision, words: Speech) -> tuple[Told, ...]:
    return tell_findings(findings_in(decision), words)


def basis_in(decision: Decision) -> DecisionBasis | None:
    """What decide/ compares later numbers with; None where it was taken on no finding."""
    found = findings_in(decision)
    as_of = (json.loads(decision.basis).get("review") or {}).get("as_of")
    return frozen(found[0], as_of=datetime.fromisoformat(as_of)) if found and as_of else None


def campaign_in(decision: Decision) -> CampaignNumbers | None:
    return numbers_of(json.loads(decision.basis).get("campaign"))


def plan_in(decision: Decision) -> Plan | None:
    """The plan of a campaign that was decided about, as it stood."""
    given = json.loads(decision.basis).get("plan")
    return from_json(given) if given else None


def afterwards(decision: Decision, later: Later | None, *, floor: float) -> Afterwards | None:
    """Whether it was right, as far as numbers can tell; None where nothing was looked at since."""
    return compare(Act(decision.act), later, floor=floor) if later else None
