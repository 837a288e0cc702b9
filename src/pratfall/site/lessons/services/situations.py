"""Where somebody stands, as the matching reads it: a plan, a test of an idea, a finding, a setback."""

from __future__ import annotations

from collections.abc import Iterable

from pratfall.learn.matching import Situation
from pratfall.records.findings import Finding
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.setbacks.models import Setback


def of_plan(campaign: Campaign) -> Situation:
    return planned(
        lines=(campaign.name, campaign.hypothesis, campaign.audience),
        networks=campaign.networks,
        labels=campaign.labels,
    )


def planned(*, lines: Iterable[str], networks: Iterable[str] = (), labels: Iterable[str] = ()) -> Situation:
    """A plan that may not be written yet."""
    return Situation(kind="plan", text=_text(lines), networks=_lower(networks), labels=_lower(labels))


def of_idea(idea: Idea) -> Situation:
    lines = (idea.name, idea.question, *idea.variants, idea.changes_mind)
    return Situation(kind="idea", text=_text(lines), networks=_lower((idea.platform,)), labels=_lower(idea.labels))


def of_finding(finding: Finding, lines: Iterable[str]) -> Situation:
    """`lines`: what is told of it. Only causes that are more than a suspicion count."""
    causes = finding.diagnosis.causes if finding.diagnosis else ()
    return Situation(
        kind="finding",
        text=_text(lines),
        causes=tuple(cause.code for cause in causes if cause.told),
        networks=_lower((finding.subject.platform,)),
    )


def of_setback(setback: Setback) -> Situation:
    networks = (str(about.get("platform", "")) for about in setback.about)
    labels = setback.campaign.labels if setback.campaign else ()
    return Situation(
        kind="setback",
        text=_text((setback.title, setback.what)),
        networks=_lower(networks),
        labels=_lower(labels),
    )


def _text(lines: Iterable[str]) -> str:
    return "\n".join(line for line in dict.fromkeys(lines) if line)


def _lower(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.lower() for name in names if name))
