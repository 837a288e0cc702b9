"""Lessons that fit, beside what they fit: put on pages of lower apps by `site/beside.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pratfall.learn.matching import Situation
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.story import Told
from pratfall.site import beside
from pratfall.site.campaigns.models import Campaign, Idea, IdeaState
from pratfall.site.language import language_of
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from .cards import age_words, cause_words
from .models import Lesson, Showing
from .services import situations
from .services.case_fits import fitting_case
from .services.fits import fitting
from .services.showings import Place, Tally, at, shown, tally

SETTLED = timedelta(days=28)  # a finding has no end: asked then whether what was used helped
TOPICS = 3  # of what people complain about, the first say what a backlash is about
NOTHING = SafeString("")


@dataclass(frozen=True)
class Row:
    """One lesson that fits. `showing` None: not recorded, so nothing to answer."""

    lesson: Lesson
    age: str
    why: tuple[str, ...]
    showing: Showing | None
    ask_used: bool
    ask_helped: bool
    answered: str


def set_up() -> None:
    beside.put("plan", plan)
    beside.put("plan_form", plan_form)
    beside.put("idea", idea)
    beside.put("finding", finding)
    beside.put("setback", setback)
    beside.put("library", served)


def plan(request: HttpRequest, thing: Campaign) -> SafeString:
    place = Place("plan", str(thing.pk), thing.name)
    return _panel(request, place, situations.of_plan(thing), over=thing.over)


def idea(request: HttpRequest, thing: Idea) -> SafeString:
    place = Place("idea", str(thing.pk), thing.name)
    return _panel(request, place, situations.of_idea(thing), over=thing.state == IdeaState.ENDED)


def finding(request: HttpRequest, thing: Told) -> SafeString:
    place = Place("finding", thing.slug, thing.title)
    topics = [topic.name for topic in thing.topics.topics[:TOPICS]] if thing.topics else []
    situation = situations.of_finding(thing.finding, (thing.title, thing.sentence, *topics))
    return _panel(request, place, situation, over=None)


def setback(request: HttpRequest, thing: Setback) -> SafeString:
    """A drill shows what would be shown, and records nothing."""
    place = Place("setback", str(thing.pk), thing.title)
    return _panel(request, place, situations.of_setback(thing), over=thing.over, recorded=not thing.drill)


def plan_form(request: HttpRequest, _thing: object) -> SafeString:
    """While a plan is typed, where scripts run; whoever has none sees them once it is saved."""
    return render_to_string("learn_fits_typed.html", {}, request) if _may(request) else NOTHING


def typed(request: HttpRequest, situation: Situation) -> SafeString:
    """What fits a plan nobody saved yet: told, not recorded."""
    now, words = datetime.now(UTC), speech(language_of(request))
    fits = fitting(request.organisation, situation, now)  # type: ignore[attr-defined]
    rows = [_told(fit.lesson, [_as_json(w.code, w.facts) for w in fit.why], words, now) for fit in fits]
    return render_to_string("learn_fits.html", {"rows": rows, "typed": True}, request)


def _panel(
    request: HttpRequest, place: Place, situation: Situation, *, over: bool | None, recorded: bool = True
) -> SafeString:
    """`over`: whether it has ended and is asked what helped; None for what has no end of its own."""
    if not _may(request):
        return NOTHING
    organisation, now, words = request.organisation, datetime.now(UTC), speech(language_of(request))  # type: ignore[attr-defined]
    if over:  # nothing new is shown to what is done; what was shown is asked about
        rows = [_answerable(row, words, now, over=True) for row in at(organisation, place.kind, place.ref)]
    else:
        fits = fitting(organisation, situation, now)
        if recorded:
            showings = shown(organisation=organisation, place=place, fits=fits, now=now)
            told = {fit.lesson.pk for fit in fits}
            kept = [row for row in showings if row.lesson_id in told or row.used]
            rows = [_answerable(row, words, now, over=over) for row in kept]
        else:
            rows = [_told(fit.lesson, [_as_json(w.code, w.facts) for w in fit.why], words, now) for fit in fits]
    if not rows:
        return NOTHING if over else _case(request, situation, words)
    may_answer = request.membership.may(Role.EDITOR)  # type: ignore[attr-defined]
    return render_to_string("learn_fits.html", {"rows": rows, "place": place, "may_answer": may_answer}, request)


def _case(request: HttpRequest, situation: Situation, words: Speech) -> SafeString:
    """Where no lesson of one's own fits: one case of others, if one does."""
    found = fitting_case(request.organisation, situation, words.lang)  # type: ignore[attr-defined]
    if found is None:
        return NOTHING
    case = found[0].case
    lang = case.in_language(words.lang)
    why = [why_words(_as_json(each.code, each.facts), words) for each in found[1]]
    told = {"slug": case.slug, "title": case.title[lang], "case_lang": lang, "why": why}
    return render_to_string("learn_fits_case.html", told, request)


def served(request: HttpRequest, _thing: object) -> SafeString:
    """In the library: how often lessons were used where they were shown, and whether they helped."""
    if not _may(request):
        return NOTHING
    found, words = tally(request.organisation, datetime.now(UTC)), speech(language_of(request))  # type: ignore[attr-defined]
    if not found.shown:
        return NOTHING
    return render_to_string("learn_tally.html", {"lines": tally_words(found, words)}, request)


def tally_words(found: Tally, words: Speech) -> list[str]:
    lines = [words.say("fit.tally.shown", n=found.shown, answered=found.answered)]
    for name, share, n in (("used", found.used, found.answered), ("helped", found.helped, found.judged)):
        match share:
            case NotEnoughData():
                lines.append(words.say(f"fit.tally.too_few_{name}", needed=share.needed, got=share.got))
            case Estimate():
                value, low, high = (words.share(x) for x in (share.value, share.low, share.high))
                day = found.window.start if found.window else ""
                lines.append(words.say(f"fit.tally.{name}", value=value, low=low, high=high, n=n, day=day))
    return lines


def _may(request: HttpRequest) -> bool:
    membership = getattr(request, "membership", None)
    return membership is not None and membership.may(Role.ANALYST)


def _answerable(showing: Showing, words: Speech, now: datetime, *, over: bool | None) -> Row:
    told = _told(showing.lesson, showing.why, words, now)
    used, helped = showing.used, showing.helped
    ripe = over if over is not None else bool(showing.at and now - showing.at >= SETTLED)
    said = ""
    if used is not None:
        said = "not_used" if not used else "used" if helped is None else "helped" if helped else "not_helped"
    return Row(
        lesson=showing.lesson,
        age=told.age,
        why=told.why,
        showing=showing,
        ask_used=used is None,
        ask_helped=bool(used) and helped is None and ripe,
        answered=words.say(f"fit.said.{said}") if said else "",
    )


def _told(lesson: Lesson, why: Sequence[Mapping[str, Any]], words: Speech, now: datetime) -> Row:
    age = age_words(lesson.at.date(), now.date(), words)
    return Row(lesson, age, tuple(why_words(each, words) for each in why), None, False, False, "")


def why_words(why: Mapping[str, Any], words: Speech) -> str:
    """One reason in words: what both speak of, or what they share."""
    code, facts = str(why.get("code", "")), [str(fact) for fact in why.get("facts", ())]
    match code:
        case "cause":
            facts = [cause_words(fact, words) for fact in facts]
        case "network":
            facts = [words.name("network", fact) for fact in facts]
    return words.say(f"fit.why.{code}", what=words.listed([_spoken(fact) for fact in facts]) if facts else "")


def _spoken(fact: str) -> str:
    """What is called otherwise there stands in brackets."""
    here, _, there = fact.partition(" = ")
    return f"{here} ({there})" if there else fact


def _as_json(code: str, facts: Sequence[str]) -> Mapping[str, Any]:
    return {"code": code, "facts": list(facts)}
