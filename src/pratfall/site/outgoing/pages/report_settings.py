"""When reports are made, and who gets them by mail; what would be sent now; and the way out in every mail."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import LANGUAGES, Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.outgoing import report_mail
from pratfall.site.people.access import OrganisationRequest, anybody, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Reader, Report, Rhythm
from pratfall.site.reports.regular import readers, rhythm
from pratfall.site.reports.regular.telling import tell, title_of


@dataclass(frozen=True)
class RhythmShown:
    """`newest`: the report that would be sent now, "" while there is none."""

    row: Rhythm
    name: str
    days: tuple[tuple[int, str], ...]
    newest: str


@needs(Role.ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    if request.method != "POST":
        return _shown(request, words)
    try:
        done = _done(request, words)
    except (Refused, Conflict) as error:
        return _shown(request, words, error=error_line(error, words.lang), status=422)
    if done is None:
        return HttpResponseBadRequest()
    messages.success(request, done)
    return HttpResponseRedirect(request.path, status=303)


def _done(request: OrganisationRequest, words: Speech) -> str | None:
    """What to say of it; None for what no form of ours sends. Raises Refused, Conflict."""
    given, now = request.POST, timezone.now()
    organisation, actor = request.organisation, request.user
    flags = {kind.value: given.get(kind.value) == "on" for kind in Kind}
    match given.get("do", ""):
        case "wish":
            boss = given.get("boss_page_only") == "on"
            readers.wish(membership=request.membership, boss_page_only=boss, now=now, **flags)
        case "rhythm" if given.get("kind") in Kind.values and _numbers(given, "day", "hour", "seen"):
            rhythm.set_rhythm(
                organisation=organisation,
                actor=actor,
                kind=Kind(given["kind"]),
                on=given.get("on") == "on",
                day=int(given["day"]),
                hour=int(given["hour"]),
                zone=given.get("zone", "").strip(),
                seen=int(given["seen"]),
            )
        case "add":
            readers.add(
                organisation=organisation,
                actor=actor,
                name=given.get("name", ""),
                email=given.get("email", ""),
                language=given.get("language", ""),
                now=now,
                **flags,
            )
        case "remove" if _numbers(given, "id"):
            found = readers.outside(organisation).filter(pk=given["id"]).first()
            if found is not None:
                readers.remove(reader=found, actor=actor)
        case "send" if given.get("kind") in Kind.values:
            return _sent(request, Kind(given["kind"]), words)
        case _:
            return None
    return words.say("regular.saved")


def _numbers(given: object, *names: str) -> bool:
    return all(str(given.get(name, "")).isdecimal() and len(given.get(name, "")) < 12 for name in names)  # type: ignore[attr-defined]


def _sent(request: OrganisationRequest, kind: Kind, words: Speech) -> str:
    """To the one who asks, and only to them. Raises Refused."""
    report = _newest(request, kind)
    if report is None:
        raise Refused("report_none_to_send")
    if not settings.MAIL.leaves:
        raise Refused("report_no_mail")
    try:
        report_mail.mail(_me(request), report).send()
    except OSError as error:
        raise Refused("report_mail_failed") from error
    return words.say("regular.sent_to_me")


def _me(request: OrganisationRequest) -> Reader:
    """The one who asks, as a reader; never written."""
    return readers.wish_of(request.membership)


def _newest(request: OrganisationRequest, kind: Kind) -> Report | None:
    rows = Report.objects.filter(organisation=request.organisation, kind=kind)
    return rows.select_related("organisation").order_by("-end", "-edition").first()


def _shown(request: OrganisationRequest, words: Speech, *, error: str = "", status: int = 200) -> HttpResponse:
    previewed = request.GET.get("preview", "")
    report = _newest(request, Kind(previewed)) if previewed in Kind.values else None
    return framed(
        request,
        "report_settings.html",
        status=status,
        error=error,
        wish=readers.wish_of(request.membership),
        rhythms=[_rhythm(request, kind, words) for kind in Kind],
        outside=readers.outside(request.organisation),
        languages=[(code, speech(code).say("language.name")) for code in LANGUAGES],
        hours=range(24),
        zones=sorted(available_timezones()) if request.membership.may(Role.MANAGER) else [],
        mail=settings.MAIL.leaves,
        may_manage=request.membership.may(Role.MANAGER),
        preview=_preview(request, report, words) if report else "",
        typed=request.POST if error and request.POST.get("do") == "add" else {},
    )


def _rhythm(request: OrganisationRequest, kind: Kind, words: Speech) -> RhythmShown:
    if kind is Kind.WEEKLY:
        days = tuple((day, words.say(f"weekday.{day}")) for day in range(7))
    else:
        days = tuple((day, words.number(day)) for day in range(1, rhythm.LAST_DAY[kind] + 1))
    report = _newest(request, kind)
    newest = title_of(kind, report.start, report.end, words) if report else ""
    return RhythmShown(rhythm.rhythm_of(request.organisation, kind), words.say(f"regular.kind.{kind}"), days, newest)


def _preview(request: OrganisationRequest, report: Report, words: Speech) -> str:
    whose = request.organisation.name
    return report_mail.text_of(tell(report, words), whose, words, page="", stop="")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the link is signed
@anybody
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One click, without signing in. It can end one person's mails and nothing else."""
    found = report_mail.stopped_by(token)
    if found is None:
        raise Http404
    reader = Reader.objects.select_related("organisation").filter(pk=found[0]).first()
    if request.method == "POST" and reader is not None:
        readers.stop(reader=reader, kind=found[1])
    said = speech(language_of(request)).say(f"regular.kind.{found[1]}")
    whose = reader.organisation.name if reader else ""
    return framed(request, "stop.html", said=said, whose=whose, done=request.method == "POST" or reader is None)
