"""The story, as it may be told: an article and a minute's video, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.respond.story import LEAST_WORDS, MOST_WORDS, gaps, spoken_seconds, spoken_words
from pratfall.reviews.render.speech import LANGUAGES, Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import PublicPage, Setback, StoryDraft
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import stories


@dataclass(frozen=True)
class TextShown:
    """One text. `theirs`: what somebody saved while this reader wrote; `fresh`: drafted anew. "" where the same."""

    name: str
    lang: str
    label: str
    text: str
    length: str
    gaps: tuple[str, ...]
    theirs: str
    fresh: str


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words = words_of(request)
    if request.method == "POST":
        try:
            _do(request, setback, datetime.now(UTC))
        except Refused as refused:
            return _shown(request, setback, words, error_line(refused, words.lang))
        except Conflict as conflict:
            return _shown(request, setback, words, error_line(conflict, words.lang), _texts(conflict.theirs))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, words)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given, actor = request.POST, request.user
    if given.get("do") == "begin":
        stories.begin(setback=setback, actor=actor, now=now)
        return
    story, seen = _story(setback), number_of(given.get("seen"))
    if story is None:
        raise Refused("not_allowed_here")
    match given.get("do"):
        case "save":
            stories.edit(story=story, actor=actor, seen=seen, texts=_texts(given))
        case "publish":
            stories.publish(story=story, actor=actor, seen=seen, now=now)
        case "take_back":
            stories.take_back(story=story, actor=actor, seen=seen, now=now)
        case _:
            raise Refused("not_allowed_here")


def _story(setback: Setback) -> StoryDraft | None:
    return StoryDraft.objects.filter(setback=setback).select_related("setback__organisation", "by").first()


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(given[name]) for name in stories.TEXTS if name in given}


def _shown(
    request: OrganisationRequest,
    setback: Setback,
    words: Speech,
    error: str = "",
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    story = _story(setback)
    typed = _texts(request.POST) if error else {}
    fresh = stories.fresh(setback) if story and "fresh" in request.GET else {}
    texts = [_text(story, name, typed, theirs or {}, fresh, words) for name in stories.TEXTS] if story else []
    page = PublicPage.objects.filter(setback=setback, withdrawn_at=None).first()
    return in_room(
        request,
        setback,
        "setback_story.html",
        status=409 if error else 200,
        error=error,
        story=story,
        texts=texts,
        left=sum(len(text.gaps) for text in texts if text.name.startswith("article")),
        fresh=bool(fresh),
        public=f"/updates/{page.slug}/" if page else "",
        pace={"least": LEAST_WORDS, "most": MOST_WORDS},
    )


def _text(
    story: StoryDraft,
    name: str,
    typed: Mapping[str, str],
    theirs: Mapping[str, str],
    fresh: Mapping[str, str],
    words: Speech,
) -> TextShown:
    kept = getattr(story, name)
    text = typed.get(name, kept)
    kind, _, lang = name.partition("_")
    said = spoken_words(text)
    assert lang in LANGUAGES
    return TextShown(
        name=name,
        lang=lang,
        label=words.say(f"story.{kind}_in_{lang}"),
        text=text,
        length=words.say(f"story.length_{kind}", n=said, seconds=spoken_seconds(text)),
        gaps=gaps(text),
        theirs=theirs[name] if name in theirs and theirs[name] != text else "",
        fresh=fresh[name] if name in fresh and fresh[name] != text else "",
    )
