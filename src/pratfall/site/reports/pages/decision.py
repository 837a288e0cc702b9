"""One decision: the numbers it was taken on, what happened after it, and what the team makes of that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.decide.afterwards import Afterwards
from pratfall.errors import Conflict, Refused
from pratfall.records.advice import Act
from pratfall.reviews.render import amounts
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.campaigns.models import Action, Decision, Revisit
from pratfall.site.campaigns.services import decisions
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports import since_then
from pratfall.site.reports.campaign_words import left_of, number_rows
from pratfall.site.reports.pages.decisions import state_of
from pratfall.site.today import desk


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    decision = _found(request, number)
    words, now = speech(language_of(request)), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, decision, now)
        except (Refused, Conflict) as error:
            return _shown(request, decision, words, now, error_line(error, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, decision, words, now)


def _found(request: OrganisationRequest, number: int) -> Decision:
    """Raises Http404."""
    every = Decision.objects.filter(organisation=request.organisation, pk=number)
    related = every.select_related("by", "withdrawal__by", "superseded_by", "supersedes", "campaign", "idea")
    found = related.prefetch_related("revisits__by", "actions__owner").first()
    if found is None:
        raise Http404
    return found


def _do(request: OrganisationRequest, decision: Decision, now: datetime) -> None:
    given = request.POST
    match given.get("do"):
        case "withdraw" if request.membership.may(Role.MANAGER):
            decisions.withdraw(decision=decision, actor=request.user, why=given.get("why", "")[:500], now=now)
        case "revisit" if request.membership.may(Role.MANAGER):
            since_then.judge(
                decision=decision,
                actor=request.user,
                judgement=given.get("judgement", ""),
                why=given.get("why", "")[:2000],
                look_again=day_of(given.get("look_again", "")),
                now=now,
            )
        case "done" | "reopen" as tick:
            action = decision.actions.filter(pk=number_of(given.get("action"))).first()
            if action is None:
                raise Http404
            seen = number_of(given.get("seen"))
            decisions.finish(action=action, actor=request.user, seen=seen, now=now, done=tick == "done")
        case _:
            raise Refused("not_allowed_here")


def _shown(
    request: OrganisationRequest, decision: Decision, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    after, state = since_then.afterwards(decision, now), state_of(decision, now.date())
    told, numbers = frozen.told_in(decision, words), frozen.campaign_in(decision)
    holds = state not in ("withdrawn", "superseded")
    young = now <= decision.at + decisions.WITHDRAW_WITHIN
    return framed(
        request,
        "decision.html",
        status=409 if error else 200,
        error=error,
        decision=decision,
        act=words.say(f"act.{decision.act}"),
        advised=words.say("decision.was_advised", act=words.say(f"act.{decision.advised}")) if decision.advised else "",
        signed=words.say("decision.signed", who=str(decision.by), at=decision.at),
        state=words.say(f"decision.state.{state}", day=decisions.due(decision)),
        intact=decisions.intact(decision),
        told=told,
        still=[item for item in told if _still(request, item.slug, words)],
        numbers=list(number_rows(numbers, decision.campaign, words)) if numbers and decision.campaign else [],
        saved=_saved(decision, words),
        after=_after_words(after, words) if after else "",
        after_rows=list(_after_rows(after, words)) if after else [],
        revisits=[(r, words.say(f"decision.judged.{r.judgement}"), _signed(r, words)) for r in decision.revisits.all()],
        judgements=[(j.value, words.say(f"decision.judged.{j.value}")) for j in Revisit.Judgement],
        actions=[(action, _action(action, words)) for action in decision.actions.all()],
        may_withdraw=holds and young and request.membership.may(Role.MANAGER),
        may_redo=holds and request.membership.may(Role.MANAGER),
        may_tick=request.membership.may(Role.EDITOR),
        again=_again(decision),
    )


def _saved(decision: Decision, words: Speech) -> str:
    """What was left of a campaign's budget when it was stopped; "" for other decisions."""
    plan = frozen.plan_in(decision)
    if decision.act != Act.PULL or plan is None:
        return ""
    left = left_of(plan, frozen.campaign_in(decision))
    known = left.hours is not None or left.money
    return words.say("decision.saved", left=amounts.cost(left, words)) if known else words.say("decision.saved_unknown")


def _still(request: OrganisationRequest, slug: str, words: Speech) -> bool:
    """Whether today's review finds the same thing."""
    current = desk.current(request.organisation)
    return current is not None and slug in current.story(words.lang).by_slug


def _again(decision: Decision) -> str:
    """The query that decides anew about the same."""
    if decision.about == "finding":
        return "&".join(f"finding={ref}" for ref in decision.refs)
    return f"{decision.about}={decision.refs[0]}"


def _after_words(after: Afterwards, words: Speech) -> str:
    return words.say(f"afterwards.{after.reason}", **after.facts)


def _after_rows(after: Afterwards, words: Speech) -> Iterator[Row]:
    later = after.later
    yield Row(words.say("decision.after.verdict"), words.say(f"afterwards.verdict.{after.verdict.value}"))
    yield Row(words.say("decision.after.days"), words.count("days", later.days))
    yield Row(words.say("decision.after.posts"), words.count("posts", later.posts))
    for name in ("level", "change", "others"):
        yield Row(words.say(f"decision.after.{name}"), amounts.amount(getattr(later, name), words))
    if later.saved.hours is not None or later.saved.money:
        yield Row(words.say("decision.after.saved"), amounts.cost(later.saved, words))


def _signed(revisit: Revisit, words: Speech) -> str:
    return words.say("decision.signed", who=str(revisit.by), at=revisit.at)


def _action(action: Action, words: Speech) -> str:
    who = str(action.owner) if action.owner else words.say("plan.owner_nobody")
    if action.done_at:
        return words.say("decision.action_done", who=who, day=action.done_at.date())
    return words.say("decision.action_due", who=who, day=action.due) if action.due else who
