"""What is known already where somebody begins a lesson: filled in where it is the line itself, else shown beside it.

Nothing is made up: a line nobody has written yet stays empty. Names of the team are told as "somebody".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from django.db.models import Count

from pratfall.records.findings import Finding
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.campaigns.saying import amount_words
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.setbacks.debrief_view import for_outsiders
from pratfall.site.setbacks.models import Debrief, Setback
from pratfall.site.setbacks.reasons import reasons
from pratfall.site.setbacks.services.debriefs import CLOSED

from .services.lessons import LONGEST
from .services.subjects import Subject

MOST_CAUSES = 3
MOST_HINTS = 6


@dataclass(frozen=True, kw_only=True)
class KnownAlready:
    """`hints`: by line, what is known beside it. Causes, networks, labels: what the lesson is likely found by."""

    believed: str = ""
    happened: str = ""
    now_do: str = ""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    causes: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


NOTHING = KnownAlready()


def known_of(subject: Subject | None, words: Speech, now: datetime) -> KnownAlready:
    """In the reader's language where Pratfall says it, in the team's own words where they wrote it."""
    match subject:
        case None:
            return NOTHING
        case Setback():
            found = _setback(subject, words, now)
        case Decision():
            found = _decision(subject, words)
        case Campaign():
            found = _campaign(subject, words)
        case Idea():
            found = _idea(subject, words)
        case _:
            assert_never(subject)
    return _without_names(found, subject.organisation, words)


def _setback(setback: Setback, words: Speech, now: datetime) -> KnownAlready:
    told = reasons(setback, words.lang, now)
    named = [row.cause for row in setback.hypotheses.filter(withdrawn_at=None).order_by("pk") if row.cause]
    debrief = Debrief.objects.filter(setback=setback, phase=CLOSED).first()
    hints: dict[str, tuple[str, ...]] = {"happened": (setback.title,)}
    if debrief is not None:
        themes = debrief.themes.annotate(n=Count("votes")).order_by("-n", "pk")
        hints["happened"] = (setback.title, debrief.summary)
        hints["believed"] = tuple(said for theme in themes for said in (theme.title, theme.said) if said)
    hints["now_do"] = tuple(setback.preventions.filter(given_up_at=None).order_by("pk").values_list("words", flat=True))
    carried = [cause.code for reason in told for cause in reason.causes if cause.told]
    return KnownAlready(
        happened=setback.what,
        hints=hints,
        causes=_first((*carried, *named), MOST_CAUSES),
        networks=_first(str(one.get("platform") or "") for one in setback.about),
        labels=_first(setback.campaign.labels) if setback.campaign else (),
    )


def _decision(decision: Decision, words: Speech) -> KnownAlready:
    found = frozen.findings_in(decision)
    judged = [
        f"{words.say(f'decision.judged.{one.judgement}')}: {one.why}" if one.why else ""
        for one in decision.revisits.order_by("-at", "-pk")
    ]
    of = decision.campaign or decision.idea
    return KnownAlready(
        believed=decision.why,
        hints={
            "believed": (f"{words.say(f'act.{decision.act}')} · {decision.title}",),
            "happened": tuple(judged),
            "now_do": tuple(decision.actions.order_by("pk").values_list("words", flat=True)),
        },
        causes=_first((code for finding in found for code in _told_causes(finding)), MOST_CAUSES),
        networks=_first((*(f.subject.platform or "" for f in found), *(_campaign_networks(decision.campaign)))),
        labels=_first(of.labels) if of else (),
    )


def _campaign(campaign: Campaign, words: Speech) -> KnownAlready:
    numbers, plan = frozen.numbers_of(campaign.outcome), plans.read(campaign)
    happened = ""
    if numbers is not None and numbers.result is not None and campaign.target is not None:
        result, target = amount_words(plan, numbers.result, words), amount_words(plan, campaign.target, words)
        happened = words.say("learn.known.result", result=result, target=target)
    decided = campaign.decisions.filter(withdrawal=None).order_by("-at", "-pk")
    return KnownAlready(
        believed=campaign.hypothesis,
        happened=happened,
        hints={
            "believed": (campaign.audience_known,),
            "happened": tuple(f"{words.say(f'act.{one.act}')}: {one.why}" for one in decided),
        },
        networks=_first(campaign.networks),
        labels=_first(campaign.labels),
    )


def _idea(idea: Idea, words: Speech) -> KnownAlready:
    state = (idea.result or {}).get("state", "")
    # On the idea's page "better" and "worse" say what to do; here it is what happened that is asked for.
    key = f"learn.known.idea.{state}" if state in ("better", "worse") else f"idea.state.{state}"
    return KnownAlready(
        happened=words.say(key) if state and state != "open" and words.knows(key) else "",
        hints={"believed": (idea.question,), "happened": tuple(idea.variants), "now_do": (idea.changes_mind,)},
        networks=_first((idea.platform,)),
        labels=_first(idea.labels),
    )


def _told_causes(finding: Finding) -> Iterator[str]:
    yield from (cause.code for cause in (finding.diagnosis.causes if finding.diagnosis else ()) if cause.told)


def _campaign_networks(campaign: Campaign | None) -> list[str]:
    return list(campaign.networks) if campaign else []


def _first(given: Iterable[str], most: int = 12) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.casefold() for name in given if name))[:most]


def _without_names(found: KnownAlready, organisation: Organisation, words: Speech) -> KnownAlready:
    members = Membership.objects.filter(organisation=organisation)
    names = [name for name in members.values_list("user__name", flat=True) if name]

    def told(text: str) -> str:
        return for_outsiders(text, names, words).strip()

    def line(text: str) -> str:
        return told(text)[:LONGEST]

    hints = {
        name: tuple(said for one in given[:MOST_HINTS] if (said := told(one)) and said != getattr(found, name))
        for name, given in found.hints.items()
    }
    return replace(
        found, believed=line(found.believed), happened=line(found.happened), now_do=line(found.now_do), hints=hints
    )
