"""Cases of others: those that come with Pratfall, and a team's own, which nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.learn.cases import Case, cases, check
from pratfall.learn.cases.evidence import EVIDENCE
from pratfall.learn.cases.writing import as_facts
from pratfall.learn.matching import Known
from pratfall.respond.statement_rules import rules
from pratfall.respond.statement_sources import OWN, SOURCES
from pratfall.site.lessons.models import Case as Row
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require

MOST_OWN = 500


@dataclass(frozen=True)
class Told:
    """A case and, where it is the team's own, its row."""

    case: Case
    row: Row | None = None


def advice_known() -> tuple[str, ...]:
    """What a case may support or contradict: our rules for statements, then findings of research."""
    return (*rules(), *(key for key in (*SOURCES, *EVIDENCE) if key not in (OWN, "networks")))


def own(organisation: Organisation) -> QuerySet[Row]:
    return Row.objects.filter(organisation=organisation, removed_at=None)


def cases_of(organisation: Organisation) -> tuple[Told, ...]:
    """Everything the team can read: its own cases first, the newest first within both."""
    mine = [Told(check(row.facts, file=row.slug), row) for row in own(organisation)]
    mine.sort(key=lambda told: told.case.began, reverse=True)
    return (*mine, *(Told(case) for case in cases().values()))


def found(organisation: Organisation, slug: str) -> Told | None:
    row = own(organisation).filter(slug=slug).first()
    if row is not None:
        return Told(check(row.facts, file=slug), row)
    case = cases().get(slug)
    return Told(case) if case else None


def cases_known(organisation: Organisation, lang: str = "en") -> tuple[Known, ...]:
    """For learn.matching, in the order of `cases_of`: what happened and what is to be learnt of it, in one language."""
    return tuple(_known(told.case, told.case.in_language(lang)) for told in cases_of(organisation))


def add(*, organisation: Organisation, actor: User, facts: Mapping[str, Any], now: datetime) -> Row:
    """A case of the team's own; a removed one of the same name comes back as it is told now.

    Raises SettingsError naming the place that cannot be used, Refused where the name is taken or advice is unknown.
    """
    require(actor, organisation, Role.EDITOR)
    case = _checked(facts)
    if case.slug in cases():
        raise Refused("case_there", slug=case.slug)
    kept = as_facts(case)
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            if own(organisation).count() >= MOST_OWN:
                raise Refused("case_too_many", most=MOST_OWN)
            row = _row(organisation, case.slug, kept, actor, now)
            record(actor=actor, organisation=organisation, act="case_added", subject=row, after={"slug": case.slug})
    except IntegrityError as error:
        raise Refused("case_there", slug=case.slug) from error
    return row


def revise(*, row: Row, actor: User, facts: Mapping[str, Any], seen: int) -> None:
    """Told better, under the same name. Raises SettingsError, Refused, and Conflict where it moved since `seen`."""
    require(actor, row.organisation, Role.EDITOR)
    _refuse_removed(row)
    case = _checked({**facts, "slug": row.slug})
    with transaction.atomic():
        change(row, version=seen, facts=as_facts(case))
        record(actor=actor, organisation=row.organisation, act="case_revised", subject=row, after={"slug": row.slug})


def remove(*, row: Row, actor: User, seen: int, now: datetime) -> None:
    """Away from every list; `bring_back` undoes it. Raises Refused, Conflict."""
    require(actor, row.organisation, Role.MANAGER)
    _refuse_removed(row)
    with transaction.atomic():
        change(row, version=seen, removed_at=now)
        record(actor=actor, organisation=row.organisation, act="case_removed", subject=row, before={"slug": row.slug})


def bring_back(*, row: Row, actor: User, seen: int) -> None:
    """A removed case is there again. Raises Refused, Conflict."""
    require(actor, row.organisation, Role.MANAGER)
    if row.removed_at is None:
        raise Refused("case_there", slug=row.slug)
    with transaction.atomic():
        change(row, version=seen, removed_at=None)
        record(actor=actor, organisation=row.organisation, act="case_restored", subject=row, after={"slug": row.slug})


def _checked(facts: Mapping[str, Any]) -> Case:
    case = check(facts, file=str(facts.get("slug", ""))[:80])
    unknown = [advice.about for advice in case.advice if advice.about not in advice_known()]
    if unknown:
        raise Refused("case_advice_unknown", about=unknown[0])
    return case


def _row(organisation: Organisation, slug: str, facts: Mapping[str, Any], actor: User, now: datetime) -> Row:
    """Within the caller's transaction, which holds the organisation."""
    gone = Row.objects.filter(organisation=organisation, slug=slug).exclude(removed_at=None).first()
    if gone is None:
        return Row.objects.create(organisation=organisation, slug=slug, facts=facts, by=actor, at=now)
    change(gone, version=gone.version, facts=facts, by=actor, at=now, removed_at=None)
    return gone


def _refuse_removed(row: Row) -> None:
    if row.removed_at is not None:
        raise Refused("case_gone", slug=row.slug)


def _known(case: Case, lang: str) -> Known:
    text = " ".join((case.title[lang], case.happened.words[lang], case.lesson[lang]))
    return Known(text=text, networks=case.networks, tags=(case.kind,), language=lang)
