"""What the organisation says: drafted, checked, approved, and noted as said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.respond.statement import Facts, Kind, from_json, missing
from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Statement
from pratfall.site.setbacks.services import outings, statements
from pratfall.site.setbacks.statement_advice import advice_on, networks_of
from pratfall.site.setbacks.statement_advice import told as in_words

from ..access import PLANS, ApiRequest, must
from ..answers import Slice, answers
from .fields import Code, Line, Moment, SeenIn, Text, one, setback_of, told

router = Router()

Lang = Literal["en", "fr"]
Said = Annotated[str, Field(max_length=statements.LONGEST_FACT)]
HERE = "/{int:number}/statements/{int:statement_id}/"


class FactsIO(Schema):
    """`ticked`: codes of ready sentences; `texts`: by language and part; `zone`: in which the next word is promised."""

    ticked: list[Code] = Field([], max_length=50)
    texts: dict[Lang, Annotated[dict[Code, Said], Field(max_length=20)]] = Field({}, max_length=2)
    contact: Annotated[str, Field(max_length=300)] = ""
    zone: Annotated[str, Field(max_length=60)] = "UTC"


class DraftIn(Schema):
    kind: Kind
    facts: FactsIO
    next_word_at: Moment | None = None


class RedraftIn(DraftIn, SeenIn):
    """`anew`: languages whose text is drafted anew although somebody edited it by hand."""

    anew: list[Lang] = Field([], max_length=2)


class StatementEditIn(SeenIn):
    text_en: Text
    text_fr: Text


class ApproveIn(Schema):
    """`digest`: of the words that were read. `alone_because`: why there is no second person, in a severe case."""

    digest: Annotated[str, Field(max_length=64)]
    alone_because: Annotated[str, Field(max_length=statements.LONGEST_REASON)] = ""


class OutIn(Schema):
    """`place`: a network's code, email, website, press or other. `address`: where it can be read."""

    place: Code
    language: Lang
    address: Line = ""
    said_at: Moment


class ApprovalOut(Schema):
    """`holds`: it is of the words as they stand. `warnings`: keys of the advice that stood there."""

    by: int
    at: datetime
    digest: str
    warnings: list[str]
    alone_because: str
    holds: bool


class OutingOut(Schema):
    place: str
    language: str
    address: str
    said_at: datetime
    digest: str
    by: int


class AdviceOut(Schema):
    """`key`: code of the advice; `said`, `why`: in the language asked for; `source`: "" for a rule of ours."""

    key: str
    said: str
    why: str
    source: str
    quotes: list[list[str]]


class StatementOut(Schema):
    """`approved`: the words as they stand may be said. `by_hand`: languages somebody edited."""

    id: int
    version: int
    kind: Kind
    facts: FactsIO
    text_en: str
    text_fr: str
    digest: str
    next_word_at: datetime | None
    drafted_by: int
    drafted_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None
    by_hand: list[str]
    approved: bool
    approvals: list[ApprovalOut]
    outings: list[OutingOut]


class CheckedOut(StatementOut):
    """With what evidence says about its words, and codes of what readers of each language would miss."""

    advice: list[AdviceOut]
    missing: dict[str, list[str]]


@router.get("/{int:number}/statements/", response=answers(list[StatementOut]), summary="Every statement, newest first")
def listed(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = setback_of(request, number).statements.select_related("setback").prefetch_related("approvals", "outings")
    return [_told(row) for row in part.of(rows.order_by("-pk"))]


@router.post("/{int:number}/statements/", auth=PLANS, response=answers(CheckedOut, 201), summary="Draft one from facts")
def draft(request: ApiRequest, number: int, given: DraftIn) -> Status[dict[str, Any]]:
    """In both languages. The same sent twice within minutes is one."""
    setback = setback_of(request, number)
    made = statements.draft(setback=setback, actor=request.auth.user, now=timezone.now(), **_entered(given))
    return Status(201, checked(request, number, made.pk))


@router.get(HERE, response=answers(CheckedOut), summary="One statement, with advice on its words")
def checked(request: ApiRequest, number: int, statement_id: int) -> dict[str, Any]:
    row, now = _of(request, number, statement_id), timezone.now()
    words = speech(language_of(request))
    advice = advice_on(row, networks_of(request.organisation), now)
    facts, promises = from_json(row.facts), row.next_word_at is not None
    return {
        **_told(row),
        "advice": [_advice(item, words) for item in advice],
        "missing": {
            lang: list(missing(Kind(row.kind), facts, lang, promises=promises)) for lang in statements.LANGUAGES
        },
    }


@router.put(HERE, auth=PLANS, response=answers(CheckedOut), summary="Change its words")
def edit(request: ApiRequest, number: int, statement_id: int, given: StatementEditIn) -> dict[str, Any]:
    """An approval of other words no longer counts."""
    row = _of(request, number, statement_id)
    statements.edit(statement=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return checked(request, number, statement_id)


@router.put(HERE + "facts/", auth=PLANS, response=answers(CheckedOut), summary="Draft it anew from other facts")
def redraft(request: ApiRequest, number: int, statement_id: int, given: RedraftIn) -> dict[str, Any]:
    row, actor, now = _of(request, number, statement_id), request.auth.user, timezone.now()
    statements.redraft(statement=row, actor=actor, seen=given.seen, anew=given.anew, now=now, **_entered(given))
    return checked(request, number, statement_id)


@router.post(HERE + "approve/", auth=PLANS, response=answers(CheckedOut), summary="Stand for exactly these words")
def approve(request: ApiRequest, number: int, statement_id: int, given: ApproveIn) -> dict[str, Any]:
    """A severe case takes two people, or one who writes why they are alone."""
    must(request.auth, Role.MANAGER)
    row, now = _of(request, number, statement_id), timezone.now()
    warnings = [item.key for item in advice_on(row, networks_of(request.organisation), now)]
    statements.approve(statement=row, actor=request.auth.user, warnings=warnings, now=now, **given.model_dump())
    return checked(request, number, statement_id)


@router.post(HERE + "withdraw/", auth=PLANS, response=answers(CheckedOut), summary="It is not going to be said")
def withdraw(request: ApiRequest, number: int, statement_id: int, given: SeenIn) -> dict[str, Any]:
    row = _of(request, number, statement_id)
    if statements.is_approved(row):
        must(request.auth, Role.MANAGER)
    statements.withdraw(statement=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return checked(request, number, statement_id)


@router.post(HERE + "bring-back/", auth=PLANS, response=answers(CheckedOut), summary="It may be said after all")
def bring_back(request: ApiRequest, number: int, statement_id: int, given: SeenIn) -> dict[str, Any]:
    row = _of(request, number, statement_id)
    statements.bring_back(statement=row, actor=request.auth.user, seen=given.seen)
    return checked(request, number, statement_id)


@router.post(HERE + "out/", auth=PLANS, response=answers(CheckedOut), summary="Note that it was said, and where")
def out(request: ApiRequest, number: int, statement_id: int, given: OutIn) -> dict[str, Any]:
    """Once for the same words and place, however often it is told. Starts the clock of the next word."""
    row = _of(request, number, statement_id)
    outings.said(statement=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return checked(request, number, statement_id)


def _entered(given: DraftIn) -> dict[str, Any]:
    entered = given.facts
    texts: Mapping[str, Mapping[str, str]] = {str(lang): parts for lang, parts in entered.texts.items()}
    facts = Facts(frozenset(entered.ticked), texts, entered.contact, entered.zone)
    return {"kind": given.kind, "facts": facts, "next_word_at": given.next_word_at}


def _of(request: ApiRequest, number: int, statement_id: int) -> Statement:
    rows = setback_of(request, number).statements.select_related("setback__organisation")
    row: Statement = one(rows.prefetch_related("approvals", "outings"), statement_id)
    return row


def _told(row: Statement) -> dict[str, Any]:
    same = ("version", "kind", "facts", "text_en", "text_fr", "digest", "next_word_at")
    times = ("drafted_at", "changed_at", "withdrawn_at")
    approval = ("at", "digest", "warnings", "alone_because")
    outing = ("place", "language", "address", "said_at", "digest")
    return told(
        row,
        *same,
        *times,
        drafted_by=row.drafted_by_id,
        by_hand=list(statements.edited(row)),
        approved=row.withdrawn_at is None and statements.is_approved(row),
        approvals=[told(a, *approval, by=a.by_id, holds=a.digest == row.digest) for a in row.approvals.all()],
        outings=[told(o, *outing, by=o.by_id) for o in row.outings.all()],
    )


def _advice(item: Any, words: Any) -> dict[str, Any]:
    said = in_words(item, words)
    quotes = [list(quote) for quote in said.quotes]
    return {"key": item.key, "said": said.said, "why": said.why, "source": said.source, "quotes": encode(quotes)}
