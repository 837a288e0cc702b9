"""Cases of others: searched, read, a team's own added, told better, removed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.learn.cases import as_toml, read
from pratfall.learn.cases.checking import LARGEST_BYTES
from pratfall.learn.cases.writing import as_facts
from pratfall.learn.library_search import search
from pratfall.site.language import language_of
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.lessons.services.cases import Told
from pratfall.site.people.roles import Role

from ..access import PLANS, ApiRequest, must
from ..answers import Slice, answers
from ..setbacks.fields import Code, SeenIn, one, told

router = Router()

CASE = "/cases/{slug:slug}/"


class CasesIn(Slice):
    """`q` is found by word and by meaning; `about`: advice it speaks for or against; `own`: the team's alone."""

    q: str = Field("", max_length=300)
    kind: Code = ""
    sector: Code = ""
    network: Code = ""
    about: Code = ""
    own: bool = False


class CaseIn(Schema):
    """`facts`: as docs/cases.md describes a file, with its `slug`."""

    facts: dict[str, Any]


class CaseReviseIn(CaseIn, SeenIn):
    """Told better, under the same slug."""


class CaseFileIn(Schema):
    """A file as docs/cases.md describes it (TOML)."""

    text: Annotated[str, Field(max_length=LARGEST_BYTES)]


class CaseOut(Schema):
    """`title`: by language. `own`: only this organisation sees it, and `id` and `version` are not null."""

    slug: str
    own: bool
    id: int | None
    version: int | None
    organisation: str
    sector: str
    country: str
    networks: list[str]
    began: str
    kind: str
    title: dict[str, str]


class CaseFullOut(CaseOut):
    """`facts`: everything it says, each statement with its sources."""

    facts: dict[str, Any]


class CaseFileOut(Schema):
    """To be shared: `text` is read back by `cases-from-file/`."""

    name: str
    text: str


class RemovedCaseOut(Schema):
    id: int
    version: int
    slug: str
    removed_at: datetime


@router.get("/cases/", response=answers(list[CaseOut]), summary="Cases, best match or newest first")
def listed(request: ApiRequest, asked: Query[CasesIn]) -> list[dict[str, Any]]:
    among = [each for each in cases.cases_of(request.organisation) if _fits(each, asked)]
    if asked.q.strip():
        texts = [each.case.text(language_of(request)) for each in among]
        among = [among[row] for row in search(asked.q, texts, most=len(texts))]
    return [_told(each) for each in among[asked.offset : asked.offset + asked.limit]]


@router.post("/cases/", auth=PLANS, response=answers(CaseFullOut, 201), summary="Add one of the team's own")
def add(request: ApiRequest, given: CaseIn) -> Status[dict[str, Any]]:
    return Status(201, _added(request, given.facts))


@router.post("/cases-from-file/", auth=PLANS, response=answers(CaseFullOut, 201), summary="Read in one somebody shared")
def add_file(request: ApiRequest, given: CaseFileIn) -> Status[dict[str, Any]]:
    return Status(201, _added(request, as_facts(read(given.text, file="case.toml"))))


@router.get(CASE, response=answers(CaseFullOut), summary="One case, with its sources")
def shown(request: ApiRequest, slug: str) -> dict[str, Any]:
    return _full(_of(request, slug))


@router.get(CASE + "file/", response=answers(CaseFileOut), summary="The same as a file")
def file(request: ApiRequest, slug: str) -> dict[str, Any]:
    return {"name": f"{slug}.toml", "text": as_toml(_of(request, slug).case)}


@router.put(CASE, auth=PLANS, response=answers(CaseFullOut), summary="Tell one of the team's own better")
def revise(request: ApiRequest, slug: str, given: CaseReviseIn) -> dict[str, Any]:
    cases.revise(row=_own(request, slug), actor=request.auth.user, facts=given.facts, seen=given.seen)
    return _full(_of(request, slug))


@router.delete(CASE, auth=PLANS, response=answers(None, 204), summary="Remove one of the team's own")
def remove(request: ApiRequest, slug: str, given: Query[SeenIn]) -> Status[None]:
    """It can be brought back."""
    must(request.auth, Role.MANAGER)
    cases.remove(row=_own(request, slug), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return Status(204, None)


@router.get("/cases-removed/", response=answers(list[RemovedCaseOut]), summary="What was removed, newest first")
def removed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = _gone(request).order_by("-removed_at", "-pk")
    return [told(row, "version", "slug", "removed_at") for row in part.of(rows)]


@router.post("/cases-removed/{int:case_id}/back/", auth=PLANS, response=answers(CaseFullOut), summary="Bring it back")
def bring_back(request: ApiRequest, case_id: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row: Row = one(_gone(request).select_related("organisation"), case_id)
    cases.bring_back(row=row, actor=request.auth.user, seen=given.seen)
    return _full(_of(request, row.slug))


def _added(request: ApiRequest, facts: dict[str, Any]) -> dict[str, Any]:
    made = cases.add(organisation=request.organisation, actor=request.auth.user, facts=facts, now=timezone.now())
    return _full(_of(request, made.slug))


def _gone(request: ApiRequest) -> Any:
    return Row.objects.filter(organisation=request.organisation).exclude(removed_at=None)


def _own(request: ApiRequest, slug: str) -> Row:
    """Raises Http404, also for one that comes with Pratfall."""
    row = cases.own(request.organisation).select_related("organisation").filter(slug=slug).first()
    if row is None:
        raise Http404
    return row


def _of(request: ApiRequest, slug: str) -> Told:
    """Raises Http404."""
    found = cases.found(request.organisation, slug)
    if found is None:
        raise Http404
    return found


def _fits(each: Told, asked: CasesIn) -> bool:
    case = each.case
    return (
        asked.kind in ("", case.kind)
        and asked.sector in ("", case.sector)
        and (not asked.network or asked.network in case.networks)
        and (not asked.about or any(advice.about == asked.about for advice in case.advice))
        and (not asked.own or each.row is not None)
    )


def _told(each: Told) -> dict[str, Any]:
    same = ("slug", "organisation", "sector", "country", "networks", "began", "kind", "title")
    row = each.row
    beside = {"own": row is not None, "id": row.pk if row else None, "version": row.version if row else None}
    return {**{name: getattr(each.case, name) for name in same}, **beside}


def _full(each: Told) -> dict[str, Any]:
    return {**_told(each), "facts": as_facts(each.case)}
