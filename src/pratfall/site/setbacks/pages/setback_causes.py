"""Why: the causes the data show, beside what people think, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.cause_rows import change_of, share_words
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import telling
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Hypothesis, Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.reasons import CAUSES, Reason, reasons
from pratfall.site.setbacks.services import hypotheses


@dataclass(frozen=True)
class HypothesisShown:
    """`basis`: observed, inferred or assumed, in a word; `said`: what the data say; `mind`: what would change that."""

    number: int
    text: str
    who: str
    cause: str
    basis: str
    code: str
    said: str
    mind: str
    withdrawn: str
    mine: bool


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, setback, now)
        except Refused as error:
            return _shown(request, setback, now, error)
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, now)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    match given.get("do"):
        case "propose":
            text, cause = given.get("text", ""), given.get("cause", "")
            hypotheses.propose(setback=setback, actor=request.user, text=text, cause=cause, now=now)
        case "test":
            hypotheses.ask_again(setback=setback, actor=request.user, now=now)
        case "withdraw":
            asked = number_of(given.get("hypothesis"))
            mine = setback.hypotheses.select_related("setback__organisation").filter(pk=asked).first()
            if mine is None:
                raise Http404
            hypotheses.withdraw(hypothesis=mine, actor=request.user, now=now)
        case _:
            raise Refused("not_allowed_here")


def _shown(request: OrganisationRequest, setback: Setback, now: datetime, error: Refused | None = None) -> HttpResponse:
    words = words_of(request)
    measured = reasons(setback, words.lang, now)
    rows = setback.hypotheses.select_related("by").order_by("-at", "-pk")
    typed = request.POST if error and request.POST.get("do") == "propose" else {}
    return in_room(
        request,
        setback,
        "setback_causes.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        reasons=measured,
        hypotheses=[_told(row, measured, request.user, words) for row in rows],
        testable=any(row.cause and not row.withdrawn_at for row in rows),
        causes=[(code, words.say(f"cause.{code}.title"), code == typed.get("cause")) for code in CAUSES],
        text=typed.get("text", ""),
        longest=hypotheses.LONGEST,
    )


def _told(row: Hypothesis, measured: Sequence[Reason], reader: User, words: Speech) -> HypothesisShown:
    tested = hypotheses.tested_of(row)
    return HypothesisShown(
        number=row.pk,
        text=telling.cut(row.text),
        who=telling.name_of(row.by, words),
        cause=words.say(f"cause.{row.cause}.title") if row.cause in CAUSES else plain(row.cause),
        basis=words.say(f"hypothesis.basis.{row.basis}"),
        code=row.basis,
        said=_said(row, measured, words) if tested else "",
        mind=words.say(_mind(row)),
        withdrawn=words.instant(row.withdrawn_at) if row.withdrawn_at else "",
        mine=row.by_id == reader.pk and not row.withdrawn_at,
    )


def _said(row: Hypothesis, measured: Sequence[Reason], words: Speech) -> str:
    """The verdict with its part of the change and its interval, and the day of the data."""
    tested = hypotheses.tested_of(row)
    assert tested is not None
    change = next(
        (change_of(r.told.finding, words) for r in measured if r.told.slug == tested.finding),
        words.say("diagnosis.change"),
    )
    part = share_words(tested.share, change, words) if tested.share else ""
    return words.say(f"hypothesis.{tested.verdict}", part=part, change=change, day=tested.as_of)


def _mind(row: Hypothesis) -> str:
    """What would change it: naming a family, data that could test it, or newer data."""
    if not row.cause:
        return "hypothesis.mind_no_cause"
    return "hypothesis.mind_tested" if row.tested else "hypothesis.mind_untested"
