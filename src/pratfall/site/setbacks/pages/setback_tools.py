"""The tools check: was each the right one, and did it do what it should?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.respond.tools import Answer, Kind, Question
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site import worker
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import jobs, telling
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback, ToolCheck
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import tools
from pratfall.site.setbacks.services.tools import Asked
from pratfall.site.setbacks.used_tools import Tool

LABEL = 100  # characters of a tool's name


@dataclass(frozen=True)
class QuestionShown:
    """One question: what the data say, what a person said, and every answer before."""

    code: str
    asked: str
    data: str
    person: str
    note: str
    earlier: tuple[str, ...]
    bad: bool
    open: bool


@dataclass(frozen=True)
class ToolShown:
    number: int
    code: str
    kind: str
    label: str
    url: str
    questions: tuple[QuestionShown, ...]
    open: int
    bad: bool


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    if request.method == "POST":
        try:
            done = _do(request, setback, now)
        except Refused as error:
            return _shown(request, setback, error)
        return HttpResponseRedirect(f"{request.path}{done}")
    return _shown(request, setback)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> str:
    given = request.POST
    match given.get("do"):
        case "data":
            tools.ask_data(setback=setback, actor=request.user, now=now)
            return ""
        case "links" if worker.is_beside():
            jobs.try_links(setback.pk, request.user.pk)
            return "?trying=1"
        case "links":
            tools.try_links(setback=setback, actor=request.user, now=now)
            return ""
        case "answer":
            tool = given.get("tool", "")
            for question in Question:
                if given.get(question):
                    tools.answer(
                        setback=setback,
                        actor=request.user,
                        tool=tool,
                        question=question,
                        given=given[question],
                        note=given.get(f"note_{question}", ""),
                        now=now,
                    )
            return f"#{given.get('place', '')[:8]}"
        case _:
            raise Refused("not_allowed_here")


def _shown(request: OrganisationRequest, setback: Setback, error: Refused | None = None) -> HttpResponse:
    words = words_of(request)
    rows = groupby(tools.asked(setback), key=lambda asked: asked.tool)
    shown = [_tool(number, tool, list(asked), words) for number, (tool, asked) in enumerate(rows, 1)]
    return in_room(
        request,
        setback,
        "setback_tools.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        tools=shown,
        answers=[(answer.value, words.say(f"tool.answer.{answer.value}")) for answer in Answer],
        has_links=any(tool.url for tool in shown),
        trying=request.GET.get("trying") == "1",
        campaign=setback.campaign,
        longest=tools.LONGEST_NOTE,
    )


def _tool(number: int, tool: Tool, asked: list[Asked], words: Speech) -> ToolShown:
    questions = tuple(_question(each, words) for each in asked)
    return ToolShown(
        number=number,
        code=tool.code,
        kind=words.say(f"tool.kind.{tool.kind}"),
        label=_label(tool, words),
        url=tool.url,
        questions=questions,
        open=sum(each.open for each in questions),
        bad=any(each.bad for each in questions),
    )


def _label(tool: Tool, words: Speech) -> str:
    if tool.kind in (Kind.NETWORK, Kind.MAILING):
        return f"{plain(tool.label, limit=LABEL)} · {words.name('network', tool.platform)}"
    return plain(tool.label, limit=LABEL)


def _question(asked: Asked, words: Speech) -> QuestionShown:
    newest = asked.person or asked.data
    return QuestionShown(
        code=asked.question.value,
        asked=words.say(f"tool.question.{asked.question}"),
        data=_said(asked.data, words) if asked.data else "",
        person=_said(asked.person, words) if asked.person else "",
        note=telling.cut(asked.person.note) if asked.person else "",
        earlier=tuple(_earlier(asked, words)),
        bad=newest is not None and newest.answer == Answer.NO,
        open=newest is None,
    )


def _earlier(asked: Asked, words: Speech) -> Iterator[str]:
    for row in asked.earlier:
        note = plain(row.note, limit=300)
        yield f"{_said(row, words)} {note}".strip()


def _said(row: ToolCheck, words: Speech) -> str:
    """What the data found, in a sentence; or whose answer it is."""
    if not row.counted:
        answer = words.say(f"tool.answer.{row.answer}")
        return words.say("tool.said", answer=answer, who=telling.name_of(row.by, words), at=row.at)
    facts = {name: _spoken(value, words) for name, value in row.facts.items() if name != "reason"}
    return words.say(f"tool.found.{row.facts.get('reason', '')}", **facts)


def _spoken(value: object, words: Speech) -> object:
    """Languages by their names; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [words.locale.languages.get(str(code), str(code)) for code in value]
