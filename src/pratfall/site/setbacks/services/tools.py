"""The tools check: what the data answer, what people answer, and what came back when links were really asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.tools import Answer, Question
from pratfall.reviews import links
from pratfall.reviews.render import codec
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, ToolCheck
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.used_tools import Tool, counted, links_of, used

from .keeping import storable

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Asked:
    """One question about one tool. `data`: the newest answer of the data, `person`: of a person; `earlier`: all others,
    newest first.
    """

    tool: Tool
    question: Question
    data: ToolCheck | None
    person: ToolCheck | None
    earlier: tuple[ToolCheck, ...]


def asked(setback: Setback) -> Sequence[Asked]:
    """Every question with its answers so far."""
    rows: dict[tuple[str, str], list[ToolCheck]] = {}
    for row in setback.tool_checks.select_related("by").order_by("-at", "-pk"):
        rows.setdefault((row.tool, row.question), []).append(row)
    each = [(tool, question) for tool in used(setback) for question in tool.questions]
    return [_asked(tool, question, rows.get((tool.code, question), [])) for tool, question in each]


def ask_data(*, setback: Setback, actor: User, now: datetime) -> int:
    """Whatever the data can answer is answered anew; returns how many answers are new. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    found = [(tool, answer) for tool in used(setback) for answer in counted(setback, tool, now)]
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        last = _newest(setback)
        rows = []
        for tool, answer in found:
            facts = {"reason": answer.reason, **codec.encode(answer.facts)}
            before = last.get((tool.code, answer.question))
            if before is None or (before.answer, before.facts) != (answer.answer, facts):
                rows.append(
                    ToolCheck(
                        setback=setback,
                        tool=tool.code,
                        question=answer.question,
                        answer=answer.answer,
                        facts=facts,
                        counted=True,
                        at=now,
                    )
                )
        ToolCheck.objects.bulk_create(rows)
        if rows:
            after = {"answers": len(rows)}
            record(actor=actor, organisation=setback.organisation, act="tools_counted", subject=setback, after=after)
    return len(rows)


def try_links(*, setback: Setback, actor: User, now: datetime) -> int:
    """Really asks for every link and form, at most 20, and takes down what came back; returns how many were asked for.

    Slow where a server is: for the worker wherever there is one. Raises Refused.
    """
    require(actor, setback.organisation, Role.EDITOR)
    urls = [tool.url for tool in used(setback) if tool.url]
    if urls:
        links.check(links_of(setback), urls, now=now, private_too=settings.PRIVATE_ADDRESSES)
        ask_data(setback=setback, actor=actor, now=now)
    return len(urls)


def answer(
    *, setback: Setback, actor: User, tool: str, question: str, given: str, note: str, now: datetime
) -> ToolCheck:
    """What a person says; whoever thinks otherwise answers again, and both stay. The same twice is once.

    Raises Refused for a tool nobody used, a question not asked of it, or no answer.
    """
    require(actor, setback.organisation, Role.EDITOR)
    note = storable(note).strip()
    if len(note) > LONGEST_NOTE:
        raise Refused("tool_note_too_long", n=len(note), most=LONGEST_NOTE)
    if given not in set(Answer) or not any(t.code == tool and question in t.questions for t in used(setback)):
        raise Refused("tool_not_asked")
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        mine = setback.tool_checks.filter(tool=tool, question=question, counted=False).order_by("-at", "-pk").first()
        if mine is not None and (mine.by_id, mine.answer, mine.note) == (actor.pk, given, note):
            return mine
        made = ToolCheck.objects.create(
            setback=setback, tool=tool, question=question, answer=given, note=note, by=actor, at=now
        )
        after = {"question": question, "answer": given}
        record(actor=actor, organisation=setback.organisation, act="tool_answered", subject=made, after=after)
    return made


def _asked(tool: Tool, question: Question, rows: Sequence[ToolCheck]) -> Asked:
    data = next((row for row in rows if row.counted), None)
    person = next((row for row in rows if not row.counted), None)
    return Asked(tool, question, data, person, tuple(row for row in rows if row not in (data, person)))


def _newest(setback: Setback) -> Mapping[tuple[str, str], ToolCheck]:
    """The newest answer of the data to each question."""
    rows = setback.tool_checks.filter(counted=True).order_by("at", "pk")
    return {(row.tool, row.question): row for row in rows}
