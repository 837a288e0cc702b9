"""Why it happened: what people think, held against the data, and what was asked of the tools."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.respond.tools import Answer
from pratfall.site import worker
from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import Hypothesis, ToolCheck
from pratfall.site.setbacks.services import hypotheses, tools

from ..access import PLANS, ApiRequest
from ..answers import Slice, answers
from .fields import Code, one, setback_of, told

router = Router()

HYPOTHESES, TOOLS = "/{int:number}/hypotheses/", "/{int:number}/tools/"


class HypothesisIn(Schema):
    """`cause`: the family of causes that can test it, "" for none."""

    text: Annotated[str, Field(max_length=hypotheses.LONGEST)]
    cause: Code = ""


class HypothesisOut(HypothesisIn):
    """`basis`: observed, inferred or assumed; `tested`: what the data say, null where they cannot."""

    id: int
    basis: str
    tested: dict[str, Any] | None
    by: int
    at: datetime
    withdrawn_at: datetime | None


class AnswerOut(Schema):
    """`facts`: of an answer the data gave."""

    answer: str
    note: str
    facts: dict[str, Any]
    by: int | None
    at: datetime


class AskedOut(Schema):
    """One question about one tool: what the data say, and what a person says."""

    tool: str
    kind: str
    label: str
    url: str
    question: str
    data: AnswerOut | None
    person: AnswerOut | None


class ToolIn(Schema):
    tool: Code
    question: Code
    answer: Answer
    note: Annotated[str, Field(max_length=tools.LONGEST_NOTE)] = ""


class TriedOut(Schema):
    """`later`: the worker asks for them; look again in a minute. Otherwise `links` were asked for."""

    later: bool
    links: int | None


@router.get(HYPOTHESES, response=answers(list[HypothesisOut]), summary="What people think it was, newest first")
def listed(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_hypothesis(row) for row in part.of(setback_of(request, number).hypotheses.order_by("-at", "-pk"))]


@router.post(HYPOTHESES, auth=PLANS, response=answers(HypothesisOut, 201), summary="Say what one thinks it was")
def propose(request: ApiRequest, number: int, given: HypothesisIn) -> Status[dict[str, Any]]:
    setback, actor, now = setback_of(request, number), request.auth.user, timezone.now()
    made = hypotheses.propose(setback=setback, actor=actor, text=given.text, cause=given.cause, now=now)
    return Status(201, _hypothesis(made))


@router.post(HYPOTHESES + "test/", auth=PLANS, response=answers(list[HypothesisOut]), summary="Ask the data again")
def ask_again(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    setback = setback_of(request, number)
    hypotheses.ask_again(setback=setback, actor=request.auth.user, now=timezone.now())
    return [_hypothesis(row) for row in setback.hypotheses.order_by("-at", "-pk")]


@router.post(
    HYPOTHESES + "{int:hypothesis_id}/withdraw/", auth=PLANS, response=answers(HypothesisOut), summary="Think otherwise"
)
def withdraw(request: ApiRequest, number: int, hypothesis_id: int) -> dict[str, Any]:
    row = one(setback_of(request, number).hypotheses.select_related("setback__organisation"), hypothesis_id)
    hypotheses.withdraw(hypothesis=row, actor=request.auth.user, now=timezone.now())
    return _hypothesis(row)


@router.get(TOOLS, response=answers(list[AskedOut]), summary="What is asked of each tool, and the answers")
def asked(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    return [_asked(row) for row in tools.asked(setback_of(request, number))]


@router.put(TOOLS, auth=PLANS, response=answers(list[AskedOut]), summary="Answer a question about a tool")
def answer(request: ApiRequest, number: int, given: ToolIn) -> list[dict[str, Any]]:
    setback = setback_of(request, number)
    tools.answer(
        setback=setback,
        actor=request.auth.user,
        tool=given.tool,
        question=given.question,
        given=given.answer.value,
        note=given.note,
        now=timezone.now(),
    )
    return asked(request, number)


@router.post(TOOLS + "count/", auth=PLANS, response=answers(list[AskedOut]), summary="Let the data answer")
def count(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    tools.ask_data(setback=setback_of(request, number), actor=request.auth.user, now=timezone.now())
    return asked(request, number)


@router.post(TOOLS + "links/", auth=PLANS, response=answers(TriedOut), summary="Really ask for its links and forms")
def links(request: ApiRequest, number: int) -> dict[str, Any]:
    setback = setback_of(request, number)
    if worker.is_beside():
        jobs.try_links(setback.pk, request.auth.user.pk)
        return {"later": True, "links": None}
    tried = tools.try_links(setback=setback, actor=request.auth.user, now=timezone.now())
    return {"later": False, "links": tried}


def _hypothesis(row: Hypothesis) -> dict[str, Any]:
    return told(row, "text", "cause", "basis", "tested", "at", "withdrawn_at", by=row.by_id)


def _asked(row: tools.Asked) -> dict[str, Any]:
    return {
        **{name: getattr(row.tool, name) for name in ("kind", "label", "url")},
        "tool": row.tool.code,
        "question": row.question.value,
        "data": _answer(row.data),
        "person": _answer(row.person),
    }


def _answer(row: ToolCheck | None) -> dict[str, Any] | None:
    return told(row, "answer", "note", "facts", "at", by=row.by_id) if row is not None else None
