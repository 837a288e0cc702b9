"""What a lesson may rest on: the decisions, findings, campaigns, setbacks and tests near what it was learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from pratfall.site.campaigns.models import Campaign, Decision, Idea
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.models import Setback

from .services.subjects import Subject

EACH = 6
PAGES = {
    "decision": "/decisions/{}/",
    "finding": "/findings/{}/",
    "campaign": "/plans/{}/",
    "setback": "/setbacks/{}/",
    "idea": "/ideas/{}/",
}


@dataclass(frozen=True)
class Near:
    """`kind`: one of PAGES; `ref`: a number, or a finding's slug."""

    kind: str
    ref: str
    title: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.ref}"

    @property
    def href(self) -> str:
        """Below the organisation's address; "" for a kind nobody knows."""
        return PAGES[self.kind].format(self.ref) if self.kind in PAGES else ""

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "ref": self.ref, "title": self.title}


def near(organisation: Organisation, subject: Subject | None) -> list[Near]:
    """Its own first; for one learnt from nothing but experience what is newest."""
    every = {one.key: one for one in (*_own(subject), *_around(organisation, subject))}
    if subject is not None:
        every.pop(_key(subject), None)
    return list(every.values())


def rests_on(evidence: Iterable[Mapping[str, Any]]) -> list[Near]:
    """As a lesson keeps them."""
    found = (Near(*(str(one.get(part, "")) for part in ("kind", "ref", "title"))) for one in evidence)
    return [one for one in found if one.href]


def chosen(keys: Iterable[str], offered: Iterable[Near]) -> list[dict[str, str]]:
    """Of what was offered; anything else a form sends is nothing."""
    wanted = set(keys)
    return [one.as_json() for one in offered if one.key in wanted]


def _key(subject: Subject) -> str:
    return f"{subject._meta.model_name}:{subject.pk}"


def _own(subject: Subject | None) -> Iterator[Near]:
    """What it names itself."""
    if isinstance(subject, Setback) and subject.finding:
        yield Near("finding", subject.finding, subject.title)
    if isinstance(subject, Decision) and subject.about == "finding":
        yield from (Near("finding", str(slug), subject.title) for slug in subject.refs[:EACH])
    if isinstance(subject, Setback | Decision) and subject.campaign is not None:
        yield Near("campaign", str(subject.campaign.pk), subject.campaign.name)
    if isinstance(subject, Decision) and subject.idea is not None:
        yield Near("idea", str(subject.idea.pk), subject.idea.name)


def _around(organisation: Organisation, subject: Subject | None) -> Iterator[Near]:
    """Decisions about the same, setbacks of the same campaign; then what is newest of each kind."""
    campaign = subject if isinstance(subject, Campaign) else getattr(subject, "campaign", None)
    idea = subject if isinstance(subject, Idea) else getattr(subject, "idea", None)
    decisions = Decision.objects.filter(organisation=organisation, withdrawal=None).order_by("-at", "-pk")
    setbacks = Setback.objects.filter(organisation=organisation, drill=False).order_by("-opened_at", "-pk")
    campaigns = Campaign.objects.filter(organisation=organisation, launched_at__isnull=False).order_by("-launched_at")
    if campaign is not None or idea is not None:
        same = Q(campaign=campaign) if campaign is not None else Q(idea=idea)
        yield from _rows("decision", decisions.filter(same).values_list("pk", "title")[:EACH])
    if campaign is not None:
        yield from _rows("setback", setbacks.filter(campaign=campaign).values_list("pk", "title")[:EACH])
    yield from _rows("decision", decisions.values_list("pk", "title")[:EACH])
    yield from _rows("setback", setbacks.values_list("pk", "title")[:EACH])
    yield from _rows("campaign", campaigns.values_list("pk", "name")[:EACH])


def _rows(kind: str, found: Iterable[tuple[int, str]]) -> Iterator[Near]:
    yield from (Near(kind, str(number), title) for number, title in found)
