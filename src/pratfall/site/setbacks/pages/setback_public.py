"""What everybody may read about a setback, from the team's side: open, publish, change in the open, take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.text import slugify

from pratfall.errors import Refused
from pratfall.respond.severity import TWO_PEOPLE_FROM
from pratfall.reviews.render.speech import LANGUAGES, Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.links import absolute
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.local_times import in_zone
from pratfall.site.setbacks.models import FixStep, PublicPage, Setback, Statement, Update, UpdateText
from pratfall.site.setbacks.moments import moment, reader_zone, words_of
from pratfall.site.setbacks.public import export, rendering
from pratfall.site.setbacks.public.facts import updates_of
from pratfall.site.setbacks.public.safe import paragraphs
from pratfall.site.setbacks.services import fix_steps, publishing, statements, subscribers

_SAID = ("text_en", "text_fr", "state", "next_word", "statement")


@dataclass(frozen=True)
class Shown:
    """One update as the team sees it, with its words as they stand or as somebody typed them and could not save."""

    update: Update
    state: str
    said: str
    text_en: str
    text_fr: str
    why: str
    place: int
    edits: int


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    if request.method != "POST":
        return _page(request, setback)
    if request.POST.get("do") == "preview":
        return _page(request, setback, looked_at=True)
    try:
        _do(request, setback, datetime.now(UTC))
    except Refused as refused:
        return _page(request, setback, error=error_line(refused, language_of(request)))
    if request.POST.get("do") == "publish":
        messages.success(request, words_of(request).say("public.published"))
    return HttpResponseRedirect(request.path)


@needs(Role.ANALYST)
def preview(request: OrganisationRequest, number: int, lang: str) -> HttpResponse:
    """The page as it is or would be, for the team alone."""
    public = publishing.page_of(found(request, number))
    if public is None or lang not in LANGUAGES or not public.setback.updates.exists():
        raise Http404
    return HttpResponse(rendering.preview(public, lang))


@needs(Role.ANALYST)
def site(request: OrganisationRequest, number: int) -> HttpResponse:
    """The files, for any web space."""
    public = publishing.page_of(found(request, number))
    if public is None or public.withdrawn_at or not public.setback.updates.exists():
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{public.slug}.zip"'}
    return HttpResponse(export.zipped(public), content_type="application/zip", headers=named)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given, actor = request.POST, request.user
    seen = number_of(given.get("seen"))
    texts = {name: given.get(name, "") for name in ("text_en", "text_fr")}
    titles = {name: given.get(name, "") for name in ("title_en", "title_fr")}
    words = {name: given.get(name, "") for name in ("words_en", "words_fr")}
    match given.get("do"):
        case "open":
            slug = given.get("slug", "").strip().lower()
            publishing.open_page(setback=setback, actor=actor, slug=slug, now=now, **titles)
        case "change":
            publishing.change_page(
                page=_public(setback),
                actor=actor,
                shows_ledger="shows_ledger" in given,
                shows_changes="shows_changes" in given,
                seen=seen,
                now=now,
                **titles,
            )
        case "publish":
            publishing.publish(
                setback=setback,
                actor=actor,
                state=given.get("state", ""),
                statement=_statement(setback, given.get("statement")),
                next_word_at=_next_word(request),
                now=now,
                **texts,
            )
        case "edit":
            update = setback.updates.filter(pk=number_of(given.get("update"))).first()
            if update is None:
                raise Http404
            publishing.edit(update=update, actor=actor, why=given.get("why", ""), seen=seen, now=now, **texts)
        case "withdraw":
            publishing.withdraw(page=_public(setback), actor=actor, seen=seen, now=now)
        case "put_back":
            publishing.put_back(page=_public(setback), actor=actor, seen=seen, now=now)
        case "add":
            fix_steps.add(setback=setback, actor=actor, now=now, **words)
        case "reword":
            fix_steps.reword(step=_step(request, setback), actor=actor, seen=seen, now=now, **words)
        case "done" | "undone" as tick:
            fix_steps.tick(step=_step(request, setback), actor=actor, done=tick == "done", seen=seen, now=now)
        case "remove":
            fix_steps.remove(step=_step(request, setback), actor=actor, seen=seen, now=now)
        case _:
            raise Refused("not_allowed_here")


def _public(setback: Setback) -> PublicPage:
    public = publishing.page_of(setback)
    if public is None:
        raise Refused("public_page_not_open")
    return public


def _step(request: OrganisationRequest, setback: Setback) -> FixStep:
    step = FixStep.objects.filter(setback=setback, pk=number_of(request.POST.get("step"))).first()
    if step is None:
        raise Http404
    return step


def _statement(setback: Setback, given: str | None) -> Statement | None:
    """One that is not of this setback is none."""
    return Statement.objects.filter(setback=setback, pk=number_of(given)).first() if given else None


def _next_word(request: OrganisationRequest) -> datetime | None:
    given = request.POST.get("next_word", "").strip()
    return moment(given, request.POST.get("zone", "UTC"), which="first") if given else None


def _page(request: OrganisationRequest, setback: Setback, *, error: str = "", looked_at: bool = False) -> HttpResponse:
    public, words = publishing.page_of(setback), words_of(request)
    approved = statements.approved(setback)
    draft, zone = _draft(request, setback, approved), reader_zone(request)
    severe = setback.severity >= TWO_PEOPLE_FROM
    alone = request.membership.may(Role.MANAGER) and not severe
    updates = [_shown(request, update, words) for update in updates_of(setback)]
    return in_room(
        request,
        setback,
        "setback_public.html",
        status=409 if error else 200,
        error=error,
        public=public,
        opening=_opening(request, setback),
        address=absolute(request, f"/updates/{public.slug}/") if public else "",
        draft=draft,
        zone=str(zone),
        due=setback.next_update_due_at,
        next_word=draft["next_word"] or _suggested(approved, zone),
        previews=_previews(draft) if looked_at else [],
        states=[(state.value, words.say(f"public.state.{state.value}")) for state in publishing.STATES],
        approved=approved if approved and not approved.updates.exists() else None,
        severe=severe,
        writable=alone or any(draft[name] for name in ("statement", "text_en", "text_fr")),
        updates=updates,
        late_files=_late(public, setback),
        closing_word_missing=setback.over and bool(updates) and updates[0].update.state != "closed",
        steps=list(setback.fix_steps.all()),
        subscribed=subscribers.confirmed(setback).count(),
        may_subscribe=rendering.may_subscribe(),
        limit=publishing.LONGEST,
    )


def _opening(request: OrganisationRequest, setback: Setback) -> dict[str, str]:
    """Address and titles: as typed, else from the room's own title. That one was not written for everybody, so that
    somebody has to look at it.
    """
    usual = {"title_en": "", "title_fr": "", "slug": f"{slugify(setback.title)[:60].strip('-_')}-{setback.pk}"}
    mine = request.POST.get("do") in ("open", "change")
    return {name: request.POST.get(name, value) if mine else value for name, value in usual.items()}


def _draft(request: OrganisationRequest, setback: Setback, approved: Statement | None) -> dict[str, str]:
    """What stands in the form: as typed, else the approved words asked for, else nothing."""
    if request.POST.get("do") in ("publish", "preview"):
        return {name: request.POST.get(name, "") for name in _SAID}
    state = setback.state if setback.state in publishing.STATES else "acknowledged"
    empty = dict.fromkeys(_SAID, "") | {"state": state}
    if approved is not None and request.GET.get("statement") == str(approved.pk):
        words = {"text_en": approved.text_en, "text_fr": approved.text_fr, "statement": str(approved.pk)}
        return empty | words
    return empty


def _suggested(approved: Statement | None, zone: ZoneInfo) -> str:
    """The promise of the approved words, which the page then repeats."""
    at = approved.next_word_at if approved else None
    return in_zone(at, zone) if at and at > datetime.now(UTC) else ""


def _previews(draft: dict[str, str]) -> list[tuple[str, SafeString]]:
    return [(lang, paragraphs(draft[f"text_{lang}"])) for lang in LANGUAGES]


def _shown(request: OrganisationRequest, update: Update, words: Speech) -> Shown:
    texts = sorted(update.texts.all(), key=lambda text: text.place)
    given = request.POST
    typed = given if given.get("do") == "edit" and given.get("update") == str(update.pk) else {}
    return Shown(
        update=update,
        state=words.say(f"public.state.{update.state}"),
        said=words.instant(update.at),
        text_en=typed.get("text_en", texts[-1].text_en),
        text_fr=typed.get("text_fr", texts[-1].text_fr),
        why=typed.get("why", ""),
        place=texts[-1].place,
        edits=len(texts) - 1,
    )


def _late(public: PublicPage | None, setback: Setback) -> bool:
    """Whether something is out by its row that no file says yet."""
    newest = UpdateText.objects.filter(update__setback=setback).order_by("-at").values_list("at", flat=True).first()
    if public is None or newest is None:
        return False
    return public.written_at is None or public.written_at < newest
