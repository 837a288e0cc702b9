"""The start page of an organisation: what needs a person, most costly first, each row with what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.records.numbers import NotEnoughData, Window
from pratfall.reviews.render import amounts
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.campaigns.models import Aside
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.campaigns.services import attention
from pratfall.site.campaigns.services.attention import HitRate, Shelf
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.look import look
from pratfall.site.reports.needs import Look, Need, ask, assigned, findings, happening

SHOWN_FIRST = 8  # of what can wait; a telephone is not scrolled further
SHOWN = 40
A_WEEK = timedelta(days=7)
ESTIMATED = frozenset({findings.CODE, happening.CODE})  # whose beginning is found in the data, and not on record
_EVERYTHING = "?all=1"


@dataclass(frozen=True)
class Row:
    """One need in words. `number` names its form among those of the page."""

    number: int
    need: Need
    source: str
    cost: str
    since: str
    assigned: str
    key: str


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    seen = look(request.organisation, words, datetime.now(UTC))
    every = ask(seen)
    if request.method == "POST":
        try:
            _do(request, seen, every)
        except Refused as refused:
            return _shown(request, seen, every, error_line(refused, words.lang), request.POST.get("key", ""))
        return HttpResponseRedirect(f"{request.organisation.base}/{_EVERYTHING if _everything(request) else ''}")
    if seen.story is None and not every:
        return framed(request, "empty.html", may=request.membership.may(Role.EDITOR))
    return _shown(request, seen, every)


def _do(request: OrganisationRequest, seen: Look, every: Sequence[Need]) -> None:
    """What a button asks. What is put aside is looked up, never taken from the form."""
    given = request.POST
    where: dict[str, Any] = {"organisation": request.organisation, "actor": request.user, "now": seen.now}
    if given.get("do") == "undo":
        attention.undo(keys=given.getlist("key"), **where)
        return
    need = next((need for need in every if need.keys[0] == given.get("key")), None)
    if need is None or given.get("do") not in need.acts:
        raise Refused("need_gone")
    match given["do"]:
        case "snooze":
            until = day_of(given.get("until", "")) or seen.today
            attention.snooze(things=need.things, until=until, why=given.get("why", ""), **where)
        case "no_problem":
            attention.dismiss(things=need.things, why=given.get("why", ""), **where)
        case "assign":
            members = request.organisation.memberships
            member = members.filter(user_id=number_of(given.get("to"))).select_related("user").first()
            if member is None:
                raise Refused("assigned_to_stranger")
            attention.assign(things=need.things, to=member.user, **where)
        case _:
            raise Refused("need_gone")


def _shown(
    request: OrganisationRequest, seen: Look, every: Sequence[Need], error: str = "", at: str = ""
) -> HttpResponse:
    words = seen.words
    open_rows = _open_rows(request, every, at)
    rows = [_row(number, need, seen) for number, need in enumerate(every[:open_rows])]
    folded = len(every[:SHOWN]) - len(rows)
    return framed(
        request,
        "monday.html",
        status=409 if error else 200,
        story=seen.story,
        rows=rows,
        folded=words.plural("monday.folded", folded) if folded else "",
        everything=f"{_EVERYTHING}#need-{len(rows)}",
        more=words.plural("monday.more", len(every) - SHOWN) if len(every) > SHOWN and not folded else "",
        headline=words.plural("monday.headline", len(every)) if every else words.say("monday.nothing"),
        checked=_checked(seen),
        aside=_aside(seen.shelf, words),
        rates=[_rate(rate, words) for rate in attention.hit_rates(request.organisation)],
        people=[(str(number), name) for number, name in people_of(request.organisation).items()],
        tomorrow=(seen.today + timedelta(days=1)).isoformat(),
        next_week=(seen.today + A_WEEK).isoformat(),
        latest=(seen.now + attention.LONGEST_SNOOZE).date().isoformat(),
        may_change=request.membership.may(Role.EDITOR),
        may_decide=request.membership.may(Role.MANAGER),
        error=error,
        wrong=at,
    )


def _everything(request: OrganisationRequest) -> bool:
    return request.GET.get("all") == "1"


def _open_rows(request: OrganisationRequest, every: Sequence[Need], at: str) -> int:
    """How many are shown: what cannot wait always is, and so is the one where something went wrong."""
    if _everything(request):
        return SHOWN
    needed = [number for number, need in enumerate(every[:SHOWN], 1) if need.urgent or need.keys[0] == at]
    return max([SHOWN_FIRST, *needed])


def _row(number: int, need: Need, seen: Look) -> Row:
    words, to = seen.words, assigned(need, seen.shelf)
    known = need.cost.hours is not None or need.cost.money
    cost = amounts.cost(need.cost, words) if known else ""
    return Row(
        number=number,
        need=need,
        source=words.say(f"monday.source.{need.source}"),
        cost=words.say(need.cost_said, cost=cost) if cost and need.cost_said else cost,
        since=_since(need, words),
        assigned=words.say("monday.assigned", who=str(to.to)) if to else "",
        key=need.keys[0],
    )


def _since(need: Need, words: Speech) -> str:
    if need.since and need.until:
        return amounts.window(Window(need.since, need.until), words)
    if need.since is None:
        return ""
    return words.say("word.since" if need.source in ESTIMATED else "word.since_day", day=need.since)


def _checked(seen: Look) -> str:
    """What was looked at, so that an empty page is an answer."""
    words, story = seen.words, seen.story
    if story is None:
        return words.say("monday.checked_nothing")
    review = story.review
    return words.say(
        "monday.checked",
        questions=sum(check.judged for check in review.checked),
        accounts=len(review.accounts),
        campaigns=sum(campaign.state == "running" for campaign in seen.campaigns),
        decisions=len(seen.decisions),
        day=review.as_of,
    )


def _aside(shelf: Shelf, words: Speech) -> list[tuple[str, str, str]]:
    """(key, title, why and by whom) of what sleeps or was told to be no problem, the newest first."""
    rows = sorted((*shelf.asleep.values(), *shelf.dismissed.values()), key=lambda row: row.at, reverse=True)
    return [(row.key, row.title, _put_aside(row, words)) for row in rows[:SHOWN]]


def _put_aside(row: Aside, words: Speech) -> str:
    return words.say(f"monday.put.{row.kind}", who=str(row.by), why=row.why, until=row.until, day=row.at.date())


def _rate(rate: HitRate, words: Speech) -> tuple[str, str]:
    """What was found, and how often it was a problem."""
    name = words.say(f"finding.{rate.code}.title") if words.knows(f"finding.{rate.code}.title") else rate.code
    if isinstance(rate.share, NotEnoughData):
        return name, words.say("monday.rate_few", hits=rate.hits, judged=rate.judged, needed=rate.share.needed)
    low, high = words.share(rate.share.low), words.share(rate.share.high)
    return name, words.say("monday.rate", hits=rate.hits, judged=rate.judged, low=low, high=high)
