"""The form of a promised action: what stands in its fields, and what somebody sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from pratfall.errors import Refused
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.people.models import Organisation, User
from pratfall.site.today.desk import Desk

from .models import Prevention, ProofKind
from .promises import GONE, Promised, choices, read
from .services.preventions import Action

LISTED = 20


@dataclass(frozen=True)
class Filled:
    """What stands in the fields, as text. `number`: the key of the number promised; `bar`: shares as per cent."""

    words: str = ""
    owner: str = ""
    due: str = ""
    kind: str = ProofKind.CHECK.value
    check_words: str = ""
    networks: tuple[str, ...] = ()
    labels: str = ""
    match_words: str = ""
    number: str = ""
    bar: str = ""
    weeks: str = "4"
    public_en: str = ""
    public_fr: str = ""


def filled_from(row: Prevention | None, tried: Mapping[str, Any]) -> Filled:
    """What was just sent and refused, else the action as it stands, else an empty form."""
    if tried:
        names = [name for name in Filled.__dataclass_fields__ if name not in ("networks",)]
        networks = tuple(tried.getlist("networks")) if isinstance(tried, QueryDict) else ()
        return Filled(networks=networks, **{name: str(tried.get(name, "")) for name in names})
    if row is None:
        return Filled()
    promised = read(row.number)
    return Filled(
        words=row.words,
        owner=str(row.owner_id or ""),
        due=row.due.isoformat() if row.due else "",
        kind=row.kind,
        check_words=row.check_words,
        networks=tuple(row.matches.get("networks", ())),
        labels=", ".join(row.matches.get("labels", ())),
        match_words=", ".join(row.matches.get("words", ())),
        number=promised.key if promised else "",
        bar=_bar_text(promised) if promised else "",
        weeks=str(promised.weeks or 4) if promised else "4",
        public_en=row.public_en,
        public_fr=row.public_fr,
    )


def read_action(given: QueryDict, organisation: Organisation, desk: Desk | None, row: Prevention | None) -> Action:
    """What was sent. Raises Refused."""
    kind = given.get("kind", "")
    if kind not in ProofKind.values:
        raise Refused("not_allowed_here")
    return Action(
        words=_clean(given.get("words", "")),
        kind=ProofKind(kind),
        owner=_member(organisation, number_of(given.get("owner"))),
        due=day_of(given.get("due", "")),
        check_words=_clean(given.get("check_words", "")),
        matches={
            "networks": [network for network in given.getlist("networks") if network in NETWORKS],
            "labels": _listed(given.get("labels", "")),
            "words": _listed(given.get("match_words", "")),
        },
        number=_number(given, desk, row) if kind == ProofKind.NUMBER else None,
        public_en=_clean(given.get("public_en", "")),
        public_fr=_clean(given.get("public_fr", "")),
    )


def _number(given: QueryDict, desk: Desk | None, row: Prevention | None) -> Promised:
    """One of those today's review offers, or the one that was promised before. Raises Refused."""
    before = read(row.number) if row else None
    offered = {offer.key: offer for offer in (*([before] if before else []), *choices(desk))}
    chosen = offered.get(given.get("number", ""))
    if chosen is None:
        raise Refused("prevention_needs_number")
    if chosen.measure == GONE:
        return replace(chosen, weeks=number_of(given.get("weeks")))
    return replace(chosen, bar=_bar(given.get("bar", ""), chosen.measure))


def _bar(text: str, measure: str) -> float:
    """ "24", "0,2", "20 %". Shares are read as per cent. Raises Refused."""
    tidy = re.sub(r"[\s\u00a0\u202f%]", "", text).replace(",", ".")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", tidy):
        raise Refused("prevention_bar_wrong")
    return float(tidy) / 100 if measure.endswith("_share") else float(tidy)


def _bar_text(promised: Promised) -> str:
    shown = promised.bar * 100 if promised.measure.endswith("_share") else promised.bar
    return f"{shown:g}" if promised.measure != GONE else ""


def _member(organisation: Organisation, number: int | None) -> User | None:
    """Raises Refused for somebody who is no member."""
    if not number:
        return None
    membership = organisation.memberships.select_related("user").filter(user=number).first()
    if membership is None:
        raise Refused("assigned_to_stranger")
    return membership.user


def _listed(text: str) -> list[str]:
    parts = (_clean(part)[:80] for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))[:LISTED]


def _clean(text: str) -> str:
    """Without the one letter PostgreSQL keeps in no text."""
    return text.replace("\0", "").strip()
