"""What people wrote, in the order somebody should answer them: the angriest, most seen and longest waiting first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site import worker
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import jobs, vigil
from pratfall.site.setbacks.comment_words import Shown, answering, shown, spoken
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.heard import Heard, Key
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import ledger
from pratfall.site.setbacks.triaged import WHO, Triaged, Wanted, same_words, texts_of, triaged

A_PAGE = 50


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _look_again(request, setback, now)
        except (Refused, Conflict) as error:
            return _shown(request, setback, words, now, error_line(error, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, words, now)


def _look_again(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    """By the worker where there is one: a storm of comments takes longer than a page may."""
    if request.POST.get("do") != "collect":
        raise Refused("not_allowed_here")
    if worker.is_beside():
        jobs.collect(setback.pk)
    else:
        ledger.collect(setback=setback, now=now, actor=request.user)


def _shown(
    request: OrganisationRequest, setback: Setback, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    everything, wanted, same = triaged(setback, now), _wanted(request), same_words(setback)
    pending = setback.removals.filter(approved=None).count()
    one_page = Paginator(everything.wanted(wanted, same), A_PAGE).get_page(request.GET.get("page"))
    return in_room(
        request,
        setback,
        "setback_replies.html",
        status=409 if error else 200,
        error=error,
        rows=_rows(setback, everything, list(one_page), same, words),
        shown=one_page,
        total=len(everything.rows),
        told=answering(everything.answering, words),
        filters=_filters(everything, wanted, words),
        only=_link(wanted, unanswered=not wanted.unanswered),
        wanted=wanted,
        here=_link(wanted),
        how_many=words.plural("replies.n_shown", one_page.paginator.count),
        pending=words.plural("replies.removals_wait", pending) if pending else "",
        named=bool(setback.about),
        broken=any(found.setback == setback for found in vigil.found_broken(request.organisation)),
    )


def _wanted(request: OrganisationRequest) -> Wanted:
    given = request.GET
    who = given.get("who", "")
    return Wanted(
        who=who if who in WHO else WHO[0],
        unanswered=given.get("open") == "1",
        spoken=given.get("spoken", "")[:8],
        same=number_of(given.get("same")) or 0,
    )


def _rows(
    setback: Setback, everything: Triaged, rows: Sequence[Heard], same: Mapping[Key, int], words: Speech
) -> list[Shown]:
    texts = texts_of(setback, [row.digest for row in rows])
    alike = Counter(same.values())
    return [
        shown(
            row,
            texts.get(row.digest),
            everything.reactions[row.key],
            alike[same[row.key]] - 1 if row.key in same else 0,
            everything.now,
            words,
        )
        for row in rows
    ]


def _filters(everything: Triaged, wanted: Wanted, words: Speech) -> list[tuple[str, list[tuple[str, str, int, bool]]]]:
    """(name of the choice, [(href, name, how many, chosen)])."""
    who = [
        (_link(wanted, who=name), words.say(f"replies.who.{name}"), everything.count(name), wanted.who == name)
        for name in WHO
    ]
    languages = [
        (
            _link(wanted, spoken=code or "?"),
            spoken(code, words) if code else words.say("replies.unread"),
            n,
            wanted.spoken == (code or "?"),
        )
        for code, n in everything.languages.items()
    ]
    every = (_link(wanted, spoken=""), words.say("replies.any_language"), len(everything.rows), not wanted.spoken)
    return [(words.say("replies.who"), who), (words.say("replies.spoken"), [every, *languages])]


def _link(wanted: Wanted, **other: object) -> str:
    given = {"who": wanted.who, "open": wanted.unanswered, "spoken": wanted.spoken, "same": wanted.same}
    given |= {"open" if name == "unanswered" else name: value for name, value in other.items()}
    query = {name: int(value) if isinstance(value, bool) else value for name, value in given.items() if value}
    return f"?{urlencode({k: v for k, v in query.items() if (k, v) != ('who', WHO[0])})}"
