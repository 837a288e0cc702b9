"""One upload: how far it is, what became of each file, what is left to answer, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_http_methods

from pratfall.errors import PratfallError, Refused
from pratfall.records.imports import FileReport, Outcome
from pratfall.reviews.render.codec import decode
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.story import FileTold, tell_file
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.intake.models import ReadFile, State, Upload
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role


@dataclass(frozen=True)
class Shown:
    """One file as told; `asks`: where its open question is answered; `back`: where it is taken back.

    `lines`: its troubles, or the question, since the troubles of one that waits for an answer are told for a terminal.
    """

    told: FileTold
    asks: str
    back: str
    undone: bool
    number: int
    lines: tuple[str, ...]


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, upload_id: UUID) -> HttpResponse:
    upload = of(request, upload_id)
    if request.method == "POST":
        try:
            return _changed(request, upload)
        except Refused as error:
            return _refused(request, upload, error)
    return _shown(request, upload)


def of(request: OrganisationRequest, upload_id: UUID) -> Upload:
    """Of this organisation and no other."""
    found = services.uploads(request.organisation).filter(pk=upload_id).first()
    if found is None:
        raise Http404
    return found


def _changed(request: OrganisationRequest, upload: Upload) -> HttpResponse:
    assert request.user.is_authenticated
    match request.POST.get("do", ""):
        case "add":
            for file in request.FILES.getlist("file"):
                services.receive(upload=upload, file=file)
            return JsonResponse({}, status=201)
        case "start":
            services.start(upload=upload, by=request.user)
        case "forget":
            services.throw_away(upload=upload)
            return _to(f"{request.organisation.base}/files/")
        case "undo" if request.membership.may(Role.MANAGER):
            services.undo(upload=upload, by=request.user, only=_one(upload, request.POST.get("file", "")))
        case _:
            return HttpResponseBadRequest()
    return _to(request.path)


def _one(upload: Upload, number: str) -> ReadFile | None:
    """The file a form names; None where it names none, which means all of them."""
    if not number:
        return None
    found = upload.read.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


def _refused(request: OrganisationRequest, upload: Upload, error: Refused) -> HttpResponse:
    said = error_line(error, language_of(request))
    if request.accepts("text/html"):
        return _shown(request, upload, trouble=said, status=409)
    return JsonResponse({"trouble": said}, status=422)


def _shown(request: OrganisationRequest, upload: Upload, *, trouble: str = "", status: int = 200) -> HttpResponse:
    words = speech(language_of(request))
    files = [_file(request, upload, read, words) for read in upload.read.all()]
    may_undo = request.membership.may(Role.MANAGER) and upload.state in services.SETTLED
    asked = request.GET.get("undo", "") if may_undo else ""
    back = [shown for shown in files if shown.back and asked in ("all", str(shown.number))]
    context = {
        "upload": upload,
        "files": files,
        "by_whom": _by_whom(upload, words),
        "state": words.say(f"upload.state.{upload.state}"),
        "trouble": trouble or _problem(upload, words),
        "may_undo": may_undo and any(shown.back for shown in files),
        "may_start": request.membership.may(Role.EDITOR) and upload.state in (State.OPEN, State.FAILED),
        "asked": back,
        "asked_file": back[0].number if back and asked != "all" else "",
    }
    template = "upload_progress.html" if request.headers.get("HX-Request") else "upload.html"
    return framed(request, template, status=status, **context)


def _by_whom(upload: Upload, words: Speech) -> str:
    given = list(upload.given.all())
    size = sum(file.size_bytes for file in given)
    return words.say(
        "upload.given", by=upload.by, at=words.instant(upload.at), files=words.count("file", len(given)), size=size
    )


def _file(request: OrganisationRequest, upload: Upload, read: ReadFile, words: Speech) -> Shown:
    told = tell_file(decode(FileReport, read.report), words)
    here = f"{request.organisation.base}/files/uploads/{upload.pk}/"
    waits = read.outcome in services.ANSWERABLE
    asks = f"{here}columns/{read.pk}/" if waits and request.membership.may(Role.EDITOR) else ""
    lines = (words.say(f"upload.asks.{read.outcome}"),) if waits else told.lines
    back = f"?undo={read.pk}" if read.outcome == Outcome.IMPORTED and read.undone_at is None else ""
    return Shown(told, asks, back, read.undone_at is not None, read.pk, tuple(lines))


def _problem(upload: Upload, words: Speech) -> str:
    if not upload.problem:
        return ""
    return error_line(PratfallError(upload.problem["code"], **upload.problem["facts"]), words.lang)
