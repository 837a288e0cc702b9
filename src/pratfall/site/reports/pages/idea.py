"""One test of an idea: what it can see or why it is refused, how it stands, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.decide.draw import EACH
from pratfall.decide.ideas import Design, Kind, Refusal
from pratfall.errors import Conflict, Refused
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.records.scene import Settings
from pratfall.reviews import settings
from pratfall.reviews.render import amounts
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import Amount, day_of, number_of
from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.campaigns.pages.idea import idea_of
from pratfall.site.campaigns.services import ideas
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports import trials
from pratfall.site.reports.ended_ideas import stands_beside
from pratfall.site.reports.pages.decisions import rows as decision_rows
from pratfall.site.reports.pages.decisions import searched
from pratfall.site.reports.trials import Reading
from pratfall.site.today import desk
from pratfall.stats.impact import Impact

LEAST = {
    "start": Role.MANAGER,
    "end": Role.MANAGER,
    "discard": Role.EDITOR,
    "enter": Role.EDITOR,
    "remove": Role.EDITOR,
}
SHOWN = 30
OPEN_END = 60  # posts whose draw is shown where no number was agreed


@needs(Role.ANALYST)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    idea = idea_of(request.organisation, number)
    words, now = speech(language_of(request)), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, idea, now)
        except (Refused, Conflict) as error:
            again = idea_of(request.organisation, number)
            return _shown(request, again, words, now, error_line(error, words.lang))
        gone = request.POST.get("do") == "discard"
        return HttpResponseRedirect(f"{request.organisation.base}/plans/" if gone else request.path)
    return _shown(request, idea, words, now)


def _do(request: OrganisationRequest, idea: Idea, now: datetime) -> None:
    given, actor = request.POST, request.user
    do, seen = given.get("do", ""), number_of(given.get("seen"))
    if do not in LEAST or not request.membership.may(LEAST[do]):
        raise Refused("not_allowed_here")
    match do:
        case "start":
            ideas.start(idea=idea, actor=actor, seen=seen, design=_designed(request, idea, now), now=now)
        case "end":
            found = _read(request, idea, now)
            ideas.end(idea=idea, actor=actor, seen=seen, result=_result(found), now=now)
        case "discard":
            ideas.discard(idea=idea, actor=actor, seen=seen)
        case "remove":
            trial = idea.trials.filter(pk=number_of(given.get("trial"))).first()
            if trial is None:
                raise Http404
            ideas.remove(trial=trial, actor=actor)
        case _:
            _enter(request, idea, now)


def _enter(request: OrganisationRequest, idea: Idea, now: datetime) -> None:
    given = request.POST
    ideas.enter(
        idea=idea,
        actor=request.user,
        variant=given.get("variant", ""),
        ref=given.get("ref", "")[:300],
        value=_value(given.get("value", "")),
        on=day_of(given.get("on", "")) or now.date(),
        now=now,
    )


def _value(text: str) -> float:
    """What a post brought; -1, which is refused, for what is no number of zero or more."""
    try:
        return 0.0 if text.strip() == "0" else float(Amount().clean(text))
    except ValidationError:
        return -1.0


def _ours() -> Settings:
    return settings.load(settings.home())


def _designed(request: OrganisationRequest, idea: Idea, now: datetime) -> Design | Impact | Refusal:
    current = desk.current(request.organisation, now)
    return trials.designed(idea, current.posts if current else None, _ours(), now.date())


def _read(request: OrganisationRequest, idea: Idea, now: datetime) -> Reading | NotEnoughData:
    current = desk.current(request.organisation, now)
    return trials.read(idea, current.posts if current else None, _ours(), now.date())


def _result(found: Reading | NotEnoughData) -> dict[str, Any]:
    if isinstance(found, NotEnoughData):
        return {"state": "open", "doubts": [], "numbers": None}
    return found.as_json()


def _shown(request: OrganisationRequest, idea: Idea, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    draft = idea.state == IdeaState.DRAFT
    design = _designed(request, idea, now) if draft else None
    found = None if draft else _read(request, idea, now)
    about = searched(request.organisation, "").filter(idea=idea)
    return framed(
        request,
        "idea.html",
        status=409 if error else 200,
        error=error,
        idea=idea,
        state=words.say(f"trial.state.{idea.state}"),
        kind=words.say(f"idea.kind.{idea.kind}"),
        parts=list(_parts(idea, words)),
        refused=_refusals(design, words) if isinstance(design, Refusal) else [],
        design_rows=list(_design_rows(design, words)) if design else [],
        standing=_standing(idea, found, words),
        rows=list(_reading_rows(found, idea.bar, words)) if isinstance(found, Reading) else [],
        doubts=[*_doubts(found, words), *_beside(idea, words)],
        over=isinstance(found, Reading) and found.over and idea.state == IdeaState.RUNNING,
        trials=[(t, words.number(t.value), words.day(t.on)) for t in idea.trials.order_by("-on", "-pk")[:SHOWN]],
        by_hand=idea.kind != Kind.BEFORE_AFTER.value,
        drawn=_drawn(idea, words),
        block=EACH * len(idea.variants),
        drawn_later=draft and idea.kind == Kind.RANDOMISED.value,
        last_day=words.day(ideas.last_day(idea)) if not draft else "",
        today=now.date().isoformat(),
        decisions=decision_rows(list(about[:SHOWN]), now.date(), words),
        may={do: request.membership.may(least) for do, least in LEAST.items()},
    )


def _drawn(idea: Idea, words: Speech) -> list[str]:
    """One line per post of a randomised test that runs: its number, its variant, its label."""
    if idea.kind != Kind.RANDOMISED.value or idea.state != IdeaState.RUNNING:
        return []
    order = trials.order_drawn(idea, at_open_end=OPEN_END)
    return [
        words.say("trial.drawn_line", n=n, variant=idea.variants[which], label=idea.labels[which])
        for n, which in enumerate(order, start=1)
    ]


def _parts(idea: Idea, words: Speech) -> Iterator[Row]:
    yield Row(words.say("trial.variants"), words.listed(idea.variants))
    yield Row(words.say("trial.labels"), words.listed(idea.labels))
    yield Row(words.say("trial.metric"), words.name("metric", idea.metric))
    yield Row(words.say("trial.worth"), words.share(idea.smallest_worth - 1))
    if idea.bar is not None:
        yield Row(words.say("trial.bar"), words.number(idea.bar))
    if idea.posts_per_variant:
        yield Row(words.say("trial.posts_per_variant"), words.count("posts", idea.posts_per_variant))
    yield Row(words.say("trial.days"), words.count("days", idea.days))
    if idea.boldness:
        yield Row(words.say("plan.boldness"), words.say(f"plan.boldness.{idea.boldness}"))
    for name in ("changes_mind", "exit_rule"):
        if getattr(idea, name):
            yield Row(words.say(f"trial.{name}"), getattr(idea, name))


def _refusals(refusal: Refusal, words: Speech) -> list[str]:
    return [words.say(f"idea.refused.{reason.code}", **reason.facts) for reason in refusal.reasons]


def _design_rows(design: Design | Impact | Refusal, words: Speech) -> Iterator[Row]:
    """What it can see four times in five."""
    if isinstance(design, Refusal):
        if design.design is None:
            return
        design = design.design
    if not isinstance(design, Design):
        yield Row(words.say("trial.sees"), words.share(design.smallest_rise))
        return
    yield Row(words.say("trial.sees"), words.share(design.sees_rise - 1))
    yield Row(words.say("trial.posts_needed"), words.count("posts", design.posts_needed))
    if design.weeks is not None:
        yield Row(words.say("trial.weeks"), words.count("weeks", round(design.weeks, 1)))
    if design.cost.hours is not None or design.cost.money:
        yield Row(words.say("trial.cost"), amounts.cost(design.cost, words))
    if design.spread_assumed:
        yield Row(words.say("trial.spread"), words.say("trial.spread_assumed"))


def _standing(idea: Idea, found: Reading | NotEnoughData | None, words: Speech) -> str:
    if idea.state == IdeaState.ENDED and idea.result:
        return words.say(f"idea.state.{idea.result['state']}")
    if isinstance(found, Reading):
        return words.say(f"idea.state.{found.state.value}")
    return words.say("trial.too_early") if isinstance(found, NotEnoughData) else ""


def _doubts(found: Reading | NotEnoughData | None, words: Speech) -> list[str]:
    return [words.say(f"idea.doubt.{code}") for code in found.doubts] if isinstance(found, Reading) else []


def _beside(idea: Idea, words: Speech) -> list[str]:
    """Whether what it found stands beside all tests that ended before it."""
    told = stands_beside(idea)
    if told is None:
        return []
    key = ("idea.stands" if told[0] else "idea.stands_not") + ("_first" if told[1] == 1 else "")
    return [words.say(key, n=told[1])]


def _reading_rows(found: Reading, bar: float | None, words: Speech) -> Iterator[Row]:
    if found.impact is not None:
        change = found.impact.relative
        ratio = Estimate(1 + change.value, 1 + change.low, 1 + change.high, Unit.RATIO, change.level)
        yield Row(words.say("trial.effect"), amounts.amount(ratio, words))
    if found.running is None:
        return
    for comparison in found.running.comparisons:
        name = words.say("trial.of", variant=comparison.variant, n=comparison.posts)
        yield Row(name, _brought(comparison.ratio, bar, words))
    posts = {variant: words.count("posts", n) for variant, n in found.running.balance.posts.items()}
    yield Row(words.say("trial.balance"), words.listed([f"{variant}: {n}" for variant, n in posts.items()]))
    if found.running.used is not None:
        yield Row(words.say("trial.used"), words.share(min(found.running.used, 1.0)))
    yield Row(words.say("label.method"), words.say(f"idea.method.{found.running.method}"))


def _brought(ratio: Estimate | NotEnoughData, bar: float | None, words: Speech) -> str:
    """Against what is done today; or, where a number was agreed, what a typical post brings beside it."""
    if bar is None or isinstance(ratio, NotEnoughData):
        return amounts.amount(ratio, words)
    value, low, high = (words.number(bar * part) for part in (ratio.value, ratio.low, ratio.high))
    return words.say("trial.beside_bar", value=value, low=low, high=high, bar=words.number(bar))
