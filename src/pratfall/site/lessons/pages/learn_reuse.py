"""What can be used again: texts and feeds, pieces proposed from one of them, and who brings which out when."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.lessons import evergreens, jobs, reuse_view
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.guard import Guard
from pratfall.site.lessons.models import Material, MaterialKind, Reuse, ReuseState
from pratfall.site.lessons.reuse_outcomes import outcomes
from pratfall.site.lessons.services import feeds, materials, reuses
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of
from pratfall.site.today import desk

SHOWN, OVER_SHOWN = 100, 30
KINDS = (MaterialKind.ARTICLE, MaterialKind.BROCHURE, MaterialKind.TALK)


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            chosen = _do(request, words, now)
        except (Refused, Conflict) as error:
            return _shown(request, words, now, error_line(error, words.lang))
        query = f"?{urlencode({'material': chosen.pk})}#pieces" if chosen else ""
        return HttpResponseRedirect(f"{request.path}{query}")
    return _shown(request, words, now)


def _do(request: OrganisationRequest, words: Speech, now: datetime) -> Material | None:
    """Returns the material whose pieces are shown next, if any."""
    given, actor, organisation = request.POST, request.user, request.organisation
    seen = number_of(given.get("seen")) or 0
    match given.get("do"):
        case "add":
            return _add(request, words, now)
        case "take":
            found = evergreens.of_ids(organisation, given.get("platform", ""), given.get("post", ""), now)
            if found is None:
                raise Http404
            return materials.add(organisation=organisation, actor=actor, given=found, now=now)
        case "feed":
            feed = feeds.add(organisation=organisation, actor=actor, address=given.get("address", ""), now=now)
            jobs.read_feed(feed.pk)
        case "end_feed":
            row = organisation.feeds.filter(pk=number_of(given.get("feed"))).first()
            if row is None:
                raise Http404
            feeds.end(feed=row, actor=actor, seen=seen, now=now)
        case "put_away":
            materials.put_away(material=_material(request), actor=actor, seen=seen, now=now)
        case "take_out":
            materials.take_out(material=_material(request), actor=actor, seen=seen)
        case "plan":
            return _plan(request, now)
        case "hand_over" | "out" | "drop" as what:
            _change(request, _piece(request), what, seen, now)
        case _:
            raise Refused("not_allowed_here")
    return None


def _add(request: OrganisationRequest, words: Speech, now: datetime) -> Material:
    given, text = request.POST, request.POST.get("text", "")
    if file := request.FILES.get("file"):
        raw = file.read(materials.MOST_BYTES + 1)
        text = materials.read_file(file.name or "", raw)
    kind = next((kind for kind in KINDS if kind == given.get("kind")), MaterialKind.ARTICLE)
    made = materials.Given(
        kind=kind,
        title=given.get("title", ""),
        text=text,
        address=given.get("address", ""),
        usual_language=words.lang,
        evergreen=given.get("evergreen") == "on",
        made_on=day_of(given.get("made_on", "")),
    )
    return materials.add(organisation=request.organisation, actor=request.user, given=made, now=now)


def _plan(request: OrganisationRequest, now: datetime) -> Material:
    given, material = request.POST, _material(request)
    reuses.plan(
        material=material,
        actor=request.user,
        platform=given.get("platform", "")[:40],
        account_id=given.get("account", "")[:200],
        text=given.get("text", ""),
        person=reuse_view.maker(request.organisation, number_of(given.get("person"))),
        due=day_of(given.get("due", "")),
        why=given.get("why", ""),
        now=now,
    )
    return material


def _change(request: OrganisationRequest, piece: Reuse, what: str, seen: int, now: datetime) -> None:
    given, actor = request.POST, request.user
    if what == "out":
        reuses.out(piece=piece, actor=actor, post_ref=given.get("post_ref", ""), seen=seen, now=now)
    elif what == "drop":
        reuses.drop(piece=piece, actor=actor, why=given.get("why", ""), seen=seen, now=now)
    else:
        person = reuse_view.maker(request.organisation, number_of(given.get("person")))
        reuses.hand_over(piece=piece, actor=actor, person=person, due=day_of(given.get("due", "")), seen=seen, now=now)


def _material(request: OrganisationRequest) -> Material:
    """Of this organisation and no other. Raises Http404."""
    number = number_of(request.POST.get("material"))
    found = Material.objects.select_related("organisation").filter(organisation=request.organisation, pk=number).first()
    if found is None:
        raise Http404
    return found


def _piece(request: OrganisationRequest) -> Reuse:
    """Raises Http404."""
    found = reuses.of(request.organisation).filter(pk=number_of(request.POST.get("piece"))).first()
    if found is None:
        raise Http404
    return found


def _shown(request: OrganisationRequest, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    organisation = request.organisation
    every = list(materials.of(organisation).select_related("feed")[:SHOWN])
    number = number_of(request.POST.get("material") if error else request.GET.get("material"))
    chosen = next((one for one in every if one.pk == number), None)
    current = desk.current(organisation, now)
    accounts = [state.account for state in current.review.accounts] if current else []
    guard = Guard(organisation, now)
    rows = list(reuses.of(organisation))
    over = [row for row in reversed(rows) if row.state != ReuseState.PLANNED][:OVER_SHOWN]
    worked = outcomes(guard)
    labels = {(a.platform, a.account_id): a.label for a in accounts}
    posting = reuse_view.accounts_of(guard, accounts) if chosen else []
    return in_library(
        request,
        "learn_reuse.html",
        status=409 if error else 200,
        error=error,
        materials=[(one, words.say(f"reuse.kind.{one.kind}"), _of(one, words)) for one in every],
        away=materials.away(organisation)[:SHOWN],
        chosen=chosen,
        columns=list(reuse_view.columns(chosen, guard, posting, words)) if chosen else [],
        planned=list(
            reuse_view.piece_lines(
                [r for r in rows if r.state == ReuseState.PLANNED], labels, worked, now.date(), words
            )
        ),
        over=list(reuse_view.piece_lines(over, labels, worked, now.date(), words)),
        typical=reuse_view.typical_words(worked, words),
        feeds=[(feed, _feed(feed.trouble, feed.read_at, words)) for feed in feeds.of(organisation)],
        evergreens=evergreens.offered(current.review, every, words) if current else [],
        people=reuse_view.makers(organisation),
        me=request.user.pk,
        kinds=[(kind.value, words.say(f"reuse.kind.{kind.value}")) for kind in KINDS],
        tried=request.POST if error else {},
    )


def _of(material: Material, words: Speech) -> str:
    at = words.say("reuse.made_on", day=material.made_on) if material.made_on else words.say("reuse.no_day")
    return f"{at} {words.say('reuse.from_feed', feed=material.feed.title)}" if material.feed else at


def _feed(trouble: str, read_at: datetime | None, words: Speech) -> str:
    if trouble:
        return words.say(f"reuse.feed_trouble.{trouble}")
    return words.say("reuse.feed_read", at=read_at) if read_at else words.say("reuse.feed_waits")
