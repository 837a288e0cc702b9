"""The debrief: everybody writes alone, then all read together, sort, vote, discuss, and close with an outside voice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import LANGUAGES, Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.links import absolute
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import debrief_view, sheet, telling
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Debrief, Setback, Theme, Thought, Voice
from pratfall.site.setbacks.moments import reader_zone, words_of
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from pratfall.site.setbacks.timeline import Item, sources, timeline

EDITORS = frozenset(
    {"begin", "gather", "invite", "new_link", "withdraw", "summarise", "name_theme", "sort", "discuss", "drop_theme"}
)
LINK = "debrief_link"  # in the session until it was shown once
SHOWN_EVIDENCE = 200
NO_EVIDENCE = frozenset({"comments", "posts", "audit"})  # too many to choose from, or said better by others


@needs(Role.ANALYST)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    debrief = Debrief.objects.filter(setback=setback).first()
    if debrief is not None:
        debrief.setback = setback
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, setback, debrief, words, now)
        except (Refused, Conflict) as error:
            debrief = Debrief.objects.select_related("setback__organisation").filter(setback=setback).first()
            return _shown(request, setback, debrief, words, error_line(error, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, debrief, words)


def _do(request: OrganisationRequest, setback: Setback, debrief: Debrief | None, words: Speech, now: datetime) -> None:
    given, actor = request.POST, request.user
    act = given.get("do", "")
    if act in EDITORS and not request.membership.may(Role.EDITOR):
        raise Refused("not_allowed_here")
    if act == "begin":
        debriefs.begin(setback=setback, actor=actor, now=now)
    elif debrief is None:
        raise Http404
    elif act in sheet.ACTS:
        sheet.do(voices.join(debrief=debrief, user=actor, now=now), given, now)
    elif act in ("invite", "new_link", "withdraw", "forget"):
        _do_with_outsiders(request, debrief, act, words, now)
    elif act in ("name_theme", "sort", "discuss", "drop_theme"):
        _do_with_themes(request, debrief, act, now)
    else:
        _do_with_all(request, debrief, act, now)


def _do_with_all(request: OrganisationRequest, debrief: Debrief, act: str, now: datetime) -> None:
    given, actor, seen = request.POST, request.user, number_of(request.POST.get("seen"))
    summary = given.get("summary", "").replace("\0", "")
    match act:
        case "gather":
            debriefs.gather(debrief=debrief, actor=actor, seen=seen, now=now)
        case "summarise":
            debriefs.summarise(debrief=debrief, actor=actor, seen=seen, summary=summary)
        case "close":
            why = given.get("no_outsider_because", "").replace("\0", "")
            debriefs.close(debrief=debrief, actor=actor, seen=seen, now=now, summary=summary, no_outsider_because=why)
        case "reopen":
            debriefs.reopen(debrief=debrief, actor=actor, seen=seen)
        case _:
            raise Refused("not_allowed_here")


def _do_with_outsiders(request: OrganisationRequest, debrief: Debrief, act: str, words: Speech, now: datetime) -> None:
    """A link is mailed where mail leaves and an address was given, else shown once on the page that follows."""
    given, actor = request.POST, request.user
    if act == "invite":
        name, stands_for = (given.get(part, "").replace("\0", "") for part in ("name", "stands_for"))
        language = given.get("language", "")
        voice, secret = voices.invite(
            debrief=debrief, actor=actor, name=name, stands_for=stands_for, language=language, now=now
        )
    else:
        there = debrief.voices.filter(pk=number_of(given.get("voice")), outside=True).first()
        if there is None:
            raise Http404
        voice, voice.debrief = there, debrief
        if act in ("withdraw", "forget"):
            end = voices.withdraw if act == "withdraw" else voices.forget
            end(voice=voice, actor=actor, now=now)
            request.session.pop(LINK, None)
            return
        secret = voices.new_link(voice=voice, actor=actor, now=now)
    lang = voice.language or words.lang
    link = absolute(request, f"/debrief/{secret}/?lang={lang}")
    team, outside = sheet.names_of(request.organisation), speech(lang)
    about = debrief_view.for_outsiders(debrief.setback.title, team, outside)
    sent = voices.send(voice=voice, email=given.get("email", "").strip(), about=about, link=link, words=outside)
    request.session[LINK] = {"name": voice.name, "link": "" if sent else link, "debrief": debrief.pk}


def _do_with_themes(request: OrganisationRequest, debrief: Debrief, act: str, now: datetime) -> None:
    given, actor, seen = request.POST, request.user, number_of(request.POST.get("seen"))
    title, said = (given.get(part, "").replace("\0", "") for part in ("title", "said"))
    theme = debrief.themes.filter(pk=number_of(given.get("theme"))).first()
    if theme is not None:
        theme.debrief = debrief
    match act:
        case "name_theme":
            made = thoughts.name_theme(debrief=debrief, actor=actor, title=title, now=now)
            _sort_chosen(debrief, made, given.getlist("thought"), request)
        case "sort":
            row = _thought(debrief, given.get("thought"))
            thoughts.sort(thought=row, theme=theme, actor=actor, seen=seen)
        case _ if theme is None:
            raise Http404
        case "discuss":
            kept = given.getlist("evidence")
            thoughts.discuss(theme=theme, actor=actor, title=title, said=said, evidence=kept, seen=seen)
        case _:
            thoughts.drop_theme(theme=theme, actor=actor, seen=seen)


def _sort_chosen(debrief: Debrief, theme: Theme, chosen: list[str], request: OrganisationRequest) -> None:
    """Thoughts ticked while naming a theme go under it."""
    for number in chosen[: thoughts.MOST]:
        row = _thought(debrief, number)
        thoughts.sort(thought=row, theme=theme, actor=request.user, seen=row.version)


def _thought(debrief: Debrief, number: str | None) -> Thought:
    rows = Thought.objects.select_related("voice__debrief").filter(voice__debrief=debrief)
    row = rows.filter(pk=number_of(number)).first()
    if row is None:
        raise Http404
    return row


def _shown(
    request: OrganisationRequest, setback: Setback, debrief: Debrief | None, words: Speech, error: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"debrief": debrief, "due": debriefs.due(setback), "languages": _languages()}
    if debrief is not None:
        context |= _of_debrief(request, debrief, words, tried=request.POST if error else {})
    return in_room(request, setback, "setback_debrief.html", status=409 if error else 200, error=error, **context)


def _languages() -> list[tuple[str, str]]:
    return [(code, speech(code).say("language.name")) for code in LANGUAGES]


def _of_debrief(request: OrganisationRequest, debrief: Debrief, words: Speech, tried: Any) -> dict[str, Any]:
    voice = Voice.objects.filter(debrief=debrief, user=request.user).first()
    names = sheet.names_of(request.organisation)
    visible = thoughts.visible(debrief, voice)
    every = list(debrief.voices.order_by("pk"))
    shown = request.session.pop(LINK, None)
    read = debrief_view.together(debrief, voice, visible, words)
    return {
        "voice": voice,
        "tried": tried,
        "names": names,
        "sections": sheet.sections(voice, words, names, tried),
        "together": read if visible or debrief.phase != debriefs.ALONE else None,
        "may_read": bool(visible),
        "advised": {theme.row.pk: sheet.advice(theme.row.said, words, names) for theme in read.themes},
        "summary_advice": sheet.advice(debrief.summary, words, names),
        "outsiders": [(v, _standing(v, words)) for v in every if v.outside],
        "still_to_come": _still_to_come(request.organisation, every),
        "handed_in": sum(v.handed_in_at is not None for v in every),
        "taking_part": len(every),
        "heard_outside": debriefs.outside_heard(debrief),
        "link": shown if shown and shown["debrief"] == debrief.pk else None,
        "evidence": _evidence(request, debrief, words) if visible else [],
    }


def _still_to_come(organisation: Organisation, every: list[Voice]) -> list[str]:
    """Names of the team who have not handed in yet; what anybody wrote is not told by it."""
    done = {voice.user_id for voice in every if voice.handed_in_at is not None}
    return [name for number, name in people_of(organisation).items() if number not in done]


def _standing(voice: Voice, words: Speech) -> str:
    if not voice.name:
        return words.say("voice.forgotten")
    if voice.handed_in_at is not None:
        return words.say("voice.handed_in")
    if voice.withdrawn_at is not None:
        return words.say("voice.withdrawn")
    if voice.ends_at is not None and voice.ends_at <= datetime.now(UTC):
        return words.say("voice.ended")
    return words.say("voice.open", day=voice.ends_at.date() if voice.ends_at else None)


def _evidence(request: OrganisationRequest, debrief: Debrief, words: Speech) -> list[tuple[str, str, str]]:
    """What of the timeline can be hung under a theme: its key, its link, its words."""
    of = [code for code in sources() if code not in NO_EVIDENCE]
    items = [item for item in timeline(debrief.setback, role=Role.ANALYST, of=of) if item.key]
    zone = reader_zone(request)

    def said(item: Item) -> str:
        told = telling.told(item, debrief.setback, words, zone, request.user, guest=False)
        return f"{words.short_day(item.at.date())} {told.clock} · {told.said} {told.text[:120]}"

    return [(item.key, telling.anchor(item), said(item)) for item in items[-SHOWN_EVIDENCE:]]
