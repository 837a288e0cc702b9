"""One lesson: what it rests on, whether it still holds, where it was shown, and what contradicts it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.lessons import lesson_form, opposites
from pratfall.site.lessons.cards import cards, subject_in
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.known import NOTHING
from pratfall.site.lessons.lesson_form import Filled
from pratfall.site.lessons.models import Answer, Contradiction, Lesson, Recheck, Showing
from pratfall.site.lessons.near import Near, chosen, near, rests_on
from pratfall.site.lessons.newer import newer
from pratfall.site.lessons.services import contradictions, lessons, rechecks, showings
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of
from pratfall.site.today import desk

SHOWINGS = 30


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    lesson, words, now = _found(request, number), words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, lesson, now)
        except (Refused, Conflict) as error:
            return _shown(request, _found(request, number), words, now, error)
        return HttpResponseRedirect(request.path)
    return _shown(request, lesson, words, now)


def _found(request: OrganisationRequest, number: int) -> Lesson:
    """Raises Http404 for another organisation's."""
    found = lessons.of(request.organisation).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _do(request: OrganisationRequest, lesson: Lesson, now: datetime) -> None:
    given, actor = request.POST, request.user
    seen, why = number_of(given.get("seen")), given.get("why", "")
    match given.get("do"):
        case "revise":
            filled = lesson_form.sent(given)
            about = filled.about(chosen(filled.evidence, _offered(lesson)))
            lessons.revise(
                lesson=lesson,
                actor=actor,
                lines=filled.lines,
                about=about,
                seen=seen,
                recheck_on=filled.day,
                no_person=filled.no_person,
                now=now,
            )
        case "recheck":
            rechecks.recheck(
                lesson=lesson,
                actor=actor,
                answer=given.get("answer", ""),
                seen=seen,
                why=why,
                recheck_on=day_of(given.get("recheck_on", "")),
                retire=given.get("retire") == "1",
                now=now,
            )
        case "retire":
            lessons.retire(lesson=lesson, actor=actor, seen=seen, why=why, now=now)
        case "take_up":
            lessons.take_up(lesson=lesson, actor=actor, seen=seen, now=now)
        case "contradict":
            other = lessons.of(request.organisation).filter(pk=number_of(given.get("other"))).first()
            contradictions.mark(one=lesson, other=other or lesson, actor=actor, why=why, now=now)
        case "settle":
            row = _contradiction(lesson, number_of(given.get("contradiction")))
            contradictions.settle(contradiction=row, actor=actor, seen=seen, words=given.get("words", ""), now=now)
        case _:
            raise Refused("not_allowed_here")


def _contradiction(lesson: Lesson, number: int) -> Contradiction:
    """Raises Http404 for one this lesson does not stand in."""
    for row in contradictions.between(lesson.organisation, [lesson]):
        if row.pk == number:
            return row
    raise Http404


def _offered(lesson: Lesson) -> list[Near]:
    """What it rests on already, and what is near what it was learnt from."""
    every = {one.key: one for one in (*rests_on(lesson.evidence), *near(lesson.organisation, subject_in(lesson)))}
    return list(every.values())


def _shown(
    request: OrganisationRequest, lesson: Lesson, words: Speech, now: datetime, error: Refused | Conflict | None = None
) -> HttpResponse:
    organisation, given = request.organisation, request.POST if error else {}
    current = desk.current(organisation, now)
    (card,) = cards(organisation, [lesson], words, now)
    revising = given.get("do") == "revise"
    return in_library(
        request,
        "learn_lesson.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        card=card,
        lesson=lesson,
        evidence=_evidence(lesson, words),
        form=_form(lesson, lesson_form.sent(request.POST) if revising else lesson_form.of_lesson(lesson), words),
        revising=revising,
        tried=given,
        ask_person=isinstance(error, Refused) and error.code == "lesson_may_name_member",
        newer=newer(lesson, current.story(words.lang) if current else None),
        answers=_answers(now.date(), words),
        tomorrow=(now.date() + timedelta(days=1)).isoformat(),
        history=[_told(row, words) for row in lesson.rechecks.order_by("-at", "-pk")],
        showings=_showings(lesson, words),
        contradictions=_contradictions(lesson),
        opposite=_others(lesson) if request.membership.may(Role.EDITOR) else None,
    )


def _form(lesson: Lesson, filled: Filled, words: Speech) -> lesson_form.Shown:
    used = lessons.tags_used(lesson.organisation)
    return lesson_form.shown(filled, words, known=NOTHING, tags_used=used, offered=_offered(lesson))


def _answers(today: date, words: Speech) -> list[tuple[str, str, str]]:
    """Each answer, and when it asks again."""
    return [
        (
            answer.value,
            words.say(f"learn.still.{answer.value}"),
            words.say("learn.still.next", day=today + timedelta(days=rechecks.NEXT_DAYS[answer])),
        )
        for answer in Answer
    ]


def _told(row: Recheck, words: Speech) -> tuple[str, str, str, str]:
    again = words.say("learn.again.on", day=row.recheck_on)
    return words.say(f"learn.still.{row.answer}"), row.why, words.day(row.at), again


def _evidence(lesson: Lesson, words: Speech) -> list[tuple[str, str]]:
    return [(one.href, words.say(f"learn.rests.{one.kind}", title=one.title)) for one in rests_on(lesson.evidence)]


def _others(lesson: Lesson) -> opposites.Offered:
    newest = lessons.standing(lesson.organisation).exclude(pk=lesson.pk)[: opposites.SEARCHED]
    return opposites.offered(lesson, newest)


def _showings(lesson: Lesson, words: Speech) -> list[tuple[str, str, str, str]]:
    """Where it came by itself, and what was said of that: address, title, when, whether it served."""
    rows = lesson.showings.order_by("-first_at", "-pk")[:SHOWINGS]
    return [
        (showings.href_of(row.place, row.ref), row.title, words.day(row.first_at), _served(row, words)) for row in rows
    ]


def _served(row: Showing, words: Speech) -> str:
    if row.used is None:
        return words.say("learn.used.unknown")
    if not row.used:
        return words.say("learn.used.no")
    key = {None: "learn.used.yes", True: "learn.used.helped", False: "learn.used.not_helped"}[row.helped]
    return words.say(key)


def _contradictions(lesson: Lesson) -> list[tuple[Contradiction, Lesson]]:
    """Each with the other side."""
    rows = contradictions.between(lesson.organisation, [lesson])
    return [(row, row.other if row.one_id == lesson.pk else row.one) for row in rows]
