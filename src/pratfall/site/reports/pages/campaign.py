"""One campaign: its plan, how it stands against what was agreed, what belongs to it, who predicted what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.campaign_numbers import Piece as Found
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.plain import safe_url
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.story import post_href
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns import gates
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.forms import number_of
from pratfall.site.campaigns.models import Amendment, Campaign
from pratfall.site.campaigns.pages.plan import campaign_of, people_of
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.saying import part_words
from pratfall.site.campaigns.services import pieces, predictions
from pratfall.site.campaigns.services import plans as services
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.base_rate import base_rate_said
from pratfall.site.reports.campaign_words import (
    ended_early,
    failure_rows,
    milestone_rows,
    number_rows,
    stop_rows,
)
from pratfall.site.reports.freezing import numbers_kept, outcome_of
from pratfall.site.reports.pages.decisions import rows as decision_rows
from pratfall.site.reports.pages.decisions import searched
from pratfall.site.reports.targets import reach_of, target_of
from pratfall.site.setbacks import promise_words
from pratfall.site.setbacks.services import checks, preventions
from pratfall.site.today import desk

SHOWN = 60
TOLD_PARTS = ("hypothesis", "audience", "audience_known", "boldness", "networks", "labels")
FACTS = ("target", "budget_money", "budget_hours", "owner")  # what a reader asks of a plan first, before its numbers
LEAST = {  # the role that may press each button
    "predict": Role.ANALYST,
    "belongs": Role.EDITOR,
    "belongs_not": Role.EDITOR,
    "forget": Role.EDITOR,
    "discard": Role.EDITOR,
    "tick": Role.EDITOR,
    "untick": Role.EDITOR,
    "waive": Role.MANAGER,
    "launch": Role.MANAGER,
    "end": Role.MANAGER,
}


@dataclass(frozen=True)
class PieceRow:
    """Something that belongs to the campaign, or was refused."""

    kind: str
    platform: str
    ref: str
    name: str
    label: str
    how: str
    href: str
    url: str
    confirmed: bool
    refused: bool = False


@needs(Role.ANALYST)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    campaign = campaign_of(request.organisation, number)
    words, now = speech(language_of(request)), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, campaign, now)
        except (Refused, Conflict) as error:
            campaign = campaign_of(request.organisation, number)
            return _shown(request, campaign, words, now, error_line(error, words.lang))
        gone = request.POST.get("do") == "discard"
        return HttpResponseRedirect(f"{request.organisation.base}/plans/" if gone else request.path)
    return _shown(request, campaign, words, now)


def _do(request: OrganisationRequest, campaign: Campaign, now: datetime) -> None:
    given, actor = request.POST, request.user
    do = given.get("do", "")
    seen = number_of(given.get("seen"))
    if do not in LEAST or not request.membership.may(LEAST[do]):
        raise Refused("not_allowed_here")
    match do:
        case "predict":
            chance = given.get("chance", "")
            share = int(chance) / 100 if chance.isdecimal() else -1.0
            predictions.predict(
                campaign=campaign, actor=actor, probability=share, why=given.get("why", "")[:2000], now=now
            )
        case "launch":
            services.launch(campaign=campaign, actor=actor, seen=seen, now=now)
        case "end":
            numbers = desk.numbers(request.organisation, now).get(campaign.pk)
            services.end(campaign=campaign, actor=actor, seen=seen, now=now, outcome=outcome_of(numbers))
        case "discard":
            services.discard(campaign=campaign, actor=actor, seen=seen)
        case "tick" | "untick" | "waive":
            _keep_promise(request, campaign, do, now)
        case _:
            _judge_piece(request, campaign, do, now)


def _keep_promise(request: OrganisationRequest, campaign: Campaign, do: str, now: datetime) -> None:
    """A check that was promised after a setback."""
    named = number_of(request.POST.get("promise"))
    promised = preventions.of(request.organisation).filter(pk=named).first()
    if promised is None:
        raise Http404
    match do:
        case "tick":
            checks.tick(campaign=campaign, prevention=promised, actor=request.user, now=now)
        case "untick":
            checks.untick(campaign=campaign, prevention=promised, actor=request.user)
        case _:
            why = request.POST.get("why", "").replace("\0", "")
            checks.waive(campaign=campaign, prevention=promised, actor=request.user, why=why, now=now)


def _judge_piece(request: OrganisationRequest, campaign: Campaign, do: str, now: datetime) -> None:
    given = request.POST
    key = {name: given.get(name, "") for name in ("kind", "platform", "ref")}
    if do == "forget":
        pieces.forget(campaign=campaign, actor=request.user, **key)
    else:
        pieces.judge(campaign=campaign, actor=request.user, belongs=do == "belongs", now=now, **key)


def _shown(
    request: OrganisationRequest, campaign: Campaign, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    plan, people = plans.read(campaign), people_of(request.organisation)
    current, numbers = _known(request, campaign, now)
    told, today = target_of(current.story(words.lang) if current else None, campaign), now.date()
    early = ended_early(campaign)
    about = searched(request.organisation, "").filter(campaign=campaign)
    foretold = list(predictions.visible(campaign, request.user))
    voices = list(campaign.predictions.values_list("by_id", flat=True))
    may = {do: request.membership.may(least) for do, least in LEAST.items()}
    return framed(
        request,
        "campaign.html",
        status=409 if error else 200,
        error=error,
        tried=request.POST if error and request.POST.get("do") == "predict" else {},
        campaign=campaign,
        plan=plan,
        state=words.say(f"campaign.state.{campaign.state}"),
        days=_days(campaign, words),
        promised=promise_words.for_campaign(campaign, words),
        against=[error_line(reason, words.lang) for reason in _against(campaign, now)],
        missing=[words.say(f"plan.missing.{code}") for code in plans.missing(plan)],
        numbers=_facts(campaign, plan, numbers, words, people),
        told=told,
        stops=list(stop_rows(plan, numbers, reach_of(told), today, words, early)),
        failures=list(failure_rows(plan, numbers, today, words, early)),
        milestones=list(milestone_rows(plan, numbers, today, words, early)),
        parts=_parts(plan, words, people),
        predictions=[(str(p.by), words.share(p.probability), p.why) for p in foretold],
        own=next((p for p in foretold if p.by_id == request.user.pk), None),
        base_rate=[] if campaign.launched else list(base_rate_said(campaign, words)),
        predicted_by_all=len(voices),
        predicted=sum(voice != request.user.pk for voice in voices),
        pieces=_pieces(campaign, numbers, words)[:SHOWN],
        amendments=[_amendment(a, plan, words, people) for a in campaign.amendments.select_related("by")],
        decisions=decision_rows(list(about[:SHOWN]), today, words),
        may=may,
        may_decide=campaign.launched and request.membership.may(Role.MANAGER),
        may_plan=not campaign.over and request.membership.may(Role.EDITOR),
    )


def _against(campaign: Campaign, now: datetime) -> list[Refused]:
    """What stands against its launch, besides what its plan lacks; promised checks are shown one by one."""
    return [] if campaign.launched else [r for r in gates.against(campaign, now) if r.code != "promise_open"]


def _known(
    request: OrganisationRequest, campaign: Campaign, now: datetime
) -> tuple[desk.Desk | None, CampaignNumbers | None]:
    """Today's review, and its numbers of today or those frozen at its end."""
    if not campaign.launched:
        return None, None
    if campaign.over and (kept := numbers_kept(campaign)):
        return desk.current(request.organisation, now), kept
    current, known = desk.with_numbers(request.organisation, now)
    return current, known.get(campaign.pk)


def _days(campaign: Campaign, words: Speech) -> str:
    """Those planned, and when it ended if that is over."""
    if not campaign.start or not campaign.end:
        return ""
    planned = words.say("word.window", start=campaign.start, end=campaign.end)
    ended = campaign.ended_at
    return words.say("campaign.days_ended", day=ended.date(), planned=planned) if ended else planned


def _facts(
    campaign: Campaign, plan: Plan, numbers: CampaignNumbers | None, words: Speech, people: Mapping[int, str]
) -> list[Row]:
    """What it is to bring and may cost, and whose it is; once it is launched what it has brought and cost so far."""
    as_json = plan.as_json()
    planned = [Row(words.say(f"plan.{part}"), part_words(part, as_json, words, people)) for part in FACTS]
    return [*number_rows(numbers, campaign, words), planned[-1]] if campaign.launched else planned


def _parts(plan: Plan, words: Speech, people: Mapping[int, str]) -> list[tuple[str, str]]:
    as_json = plan.as_json()
    written = [part for part in TOLD_PARTS if as_json[part]]
    return [(words.say(f"plan.{part}"), part_words(part, as_json, words, people)) for part in written]


def _amendment(
    amendment: Amendment, plan: Plan, words: Speech, people: Mapping[int, str]
) -> tuple[str, str, str, str, str]:
    """Part, before, after, why, by whom and when."""
    part, now = amendment.field, plan.as_json()
    before, after = (
        part_words(part, {**now, part: value}, words, people) for value in (amendment.before, amendment.after)
    )
    signed = words.say("decision.signed", who=str(amendment.by), at=amendment.at)
    return words.say(f"plan.{part}"), before, after, amendment.why, signed


def _pieces(campaign: Campaign, numbers: CampaignNumbers | None, words: Speech) -> list[PieceRow]:
    """What belongs, newest first, then what somebody refused."""
    found = sorted(numbers.pieces, key=lambda piece: str(piece.day or ""), reverse=True) if numbers else []
    rows = [_piece(piece, words) for piece in found[:SHOWN]]
    known = {(piece.kind, piece.platform, piece.ref) for piece in found}
    for said in campaign.pieces.order_by("-at"):
        if (said.kind, said.platform, said.ref) not in known:
            name = words.say(f"campaign.piece.{said.kind}")
            href = post_href(said.platform, said.ref) if said.kind in ("post", "mailing") else ""
            how = words.say("campaign.how.hand" if said.belongs else "campaign.how.refused")
            rows.append(
                PieceRow(
                    said.kind, said.platform, said.ref, name, said.ref, how, href, "", said.belongs, not said.belongs
                )
            )
    return rows


def _piece(piece: Found, words: Speech) -> PieceRow:
    name = words.say(f"campaign.piece.{piece.kind}")
    if piece.platform:
        name = words.say("campaign.piece_on", kind=name, network=words.name("network", piece.platform))
    if piece.day:
        name = words.say("campaign.piece_day", piece=name, day=piece.day)
    href = post_href(piece.platform, piece.ref) if piece.kind in ("post", "mailing") else ""
    how = words.say(f"campaign.how.{piece.how}")
    return PieceRow(
        piece.kind,
        piece.platform,
        piece.ref,
        name,
        piece.label or piece.ref,
        words.say("campaign.confirmed") if piece.confirmed else how,
        href,
        safe_url(piece.url),
        piece.confirmed,
    )
