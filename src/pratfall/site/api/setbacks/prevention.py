"""What keeps it from happening again: promised, shown, proved, given up; and checks in the way of a launch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal, assert_never

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.errors import Refused
from pratfall.reviews.render.codec import encode
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Prevention, ProofKind
from pratfall.site.setbacks.promises import GONE, MOST_WEEKS, Promised, choices, read
from pratfall.site.setbacks.services import checks, preventions, proving
from pratfall.site.today import desk

from ..access import PLANS, ApiRequest, member, must
from ..answers import Slice, answers
from ..plans import known
from .fields import Day, Line, Number, SeenIn, one, setback_of, told

router = Router()

HERE, CHECKS = "/{int:number}/prevention/", "/checks/{int:campaign_id}/"
ONE = HERE + "{int:action_id}/"
Promise = Annotated[str, Field(max_length=preventions.LONGEST)]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Why = Annotated[str, Field(max_length=2000)]


class MatchesIO(Schema):
    """Which campaigns a check is for: by any of these; with none, for every one."""

    networks: list[Annotated[str, known(NETWORKS)]] = Field([], max_length=20)
    labels: list[Name] = Field([], max_length=20)
    words: list[Name] = Field([], max_length=20)


class ActionIn(Schema):
    """`kind`: check (the next campaign that matches must tick `check_words`), number (`number` has to come to lie at
    `bar`, in its own unit, or a finding stay away for `weeks`), or shown. `number`: a key of the choices.
    """

    words: Promise
    kind: ProofKind
    owner: Number | None = None
    due: Day | None = None
    check_words: Promise = ""
    matches: MatchesIO | None = None
    number: Line = ""
    bar: Annotated[float, Field(ge=0, le=1e9)] | None = None
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] | None = None
    public_en: Promise = ""
    public_fr: Promise = ""


class PromiseReviseIn(ActionIn, SeenIn):
    """As it is from now on."""


class ShowIn(SeenIn):
    text: Why = ""
    address: Line = ""


class WhyIn(SeenIn):
    why: Why = ""


class PromiseOut(Schema):
    """`verdict`, `reason`: how it stands by everything known. `proof`: what was shown, or what proved it."""

    id: int
    version: int
    setback: int
    words: str
    kind: ProofKind
    owner: int | None
    due: date | None
    check_words: str
    matches: MatchesIO
    number: dict[str, Any] | None
    public_en: str
    public_fr: str
    by: int
    at: datetime
    verdict: str
    reason: str
    proof: dict[str, Any] | None
    proved_at: datetime | None
    proved_by: int | None
    given_up_at: datetime | None
    given_up_by: int | None
    given_up_why: str


class ChoiceOut(Schema):
    """A number today's review can be held to. `start`: where it lies today; `side`: which way it has to move."""

    key: str
    measure: str
    platform: str
    label: str
    code: str
    side: str
    start: dict[str, float]


class CheckOut(Schema):
    """`said`: kept, waived or open."""

    prevention: int
    setback: int
    check_words: str
    said: Literal["kept", "waived", "open"]
    why: str
    by: int | None
    at: datetime | None


class CheckIn(Schema):
    """Waiving takes a manager and a `why`."""

    said: Literal["kept", "waived", "open"]
    why: Why = ""


@router.get("/prevention/", response=answers(list[PromiseOut]), summary="Every promised action of the organisation")
def every(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    """What is due first comes first."""
    current = desk.current(request.organisation)
    rows = preventions.of(request.organisation).prefetch_related("campaign_checks__campaign")
    return [_told(row, current) for row in part.of(rows)]


@router.get("/prevention/numbers/", response=answers(list[ChoiceOut]), summary="Numbers that can be promised")
def numbers(request: ApiRequest) -> list[dict[str, Any]]:
    names = ("key", "measure", "platform", "label", "code", "start")
    offers = choices(desk.current(request.organisation))
    return [{**{name: getattr(offer, name) for name in names}, "side": offer.side.value} for offer in offers]


@router.get(HERE, response=answers(list[PromiseOut]), summary="What was promised after this setback")
def listed(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    current = desk.current(request.organisation)
    rows = setback_of(request, number).preventions.prefetch_related("campaign_checks__campaign").order_by("pk")
    return [_told(row, current) for row in rows]


@router.post(HERE, auth=PLANS, response=answers(PromiseOut, 201), summary="Promise an action")
def promise(request: ApiRequest, number: int, given: ActionIn) -> Status[dict[str, Any]]:
    setback, now = setback_of(request, number), timezone.now()
    made = preventions.promise(setback=setback, actor=request.auth.user, action=_action(request, given, None), now=now)
    return Status(201, _again(request, number, made.pk))


@router.put(ONE, auth=PLANS, response=answers(PromiseOut), summary="Change it")
def revise(request: ApiRequest, number: int, action_id: int, given: PromiseReviseIn) -> dict[str, Any]:
    row, now = _of(request, number, action_id), timezone.now()
    action = _action(request, given, row)
    preventions.revise(prevention=row, actor=request.auth.user, action=action, seen=given.seen, now=now)
    return _again(request, number, action_id)


@router.post(ONE + "show/", auth=PLANS, response=answers(PromiseOut), summary="Show that it is done")
def show(request: ApiRequest, number: int, action_id: int, given: ShowIn) -> dict[str, Any]:
    """Somebody else has to agree."""
    row = _of(request, number, action_id)
    preventions.show(prevention=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _again(request, number, action_id)


@router.post(ONE + "confirm/", auth=PLANS, response=answers(PromiseOut), summary="Agree, as a second person")
def confirm(request: ApiRequest, number: int, action_id: int, given: SeenIn) -> dict[str, Any]:
    row = _of(request, number, action_id)
    preventions.confirm(prevention=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _again(request, number, action_id)


@router.post(ONE + "send-back/", auth=PLANS, response=answers(PromiseOut), summary="Disagree, and say why")
def send_back(request: ApiRequest, number: int, action_id: int, given: WhyIn) -> dict[str, Any]:
    row = _of(request, number, action_id)
    preventions.send_back(prevention=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _again(request, number, action_id)


@router.post(ONE + "give-up/", auth=PLANS, response=answers(PromiseOut), summary="Give it up, signed")
def give_up(request: ApiRequest, number: int, action_id: int, given: WhyIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = _of(request, number, action_id)
    preventions.give_up(prevention=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _again(request, number, action_id)


@router.post(ONE + "take-up/", auth=PLANS, response=answers(PromiseOut), summary="It holds again")
def take_up(request: ApiRequest, number: int, action_id: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = _of(request, number, action_id)
    preventions.take_up(prevention=row, actor=request.auth.user, seen=given.seen)
    return _again(request, number, action_id)


@router.get(CHECKS, response=answers(list[CheckOut]), summary="Promised checks in the way of a campaign's launch")
def of_campaign(request: ApiRequest, campaign_id: int) -> list[dict[str, Any]]:
    return [_check(row) for row in checks.of_campaign(one(request.organisation.campaigns, campaign_id))]


@router.put(CHECKS + "{int:action_id}/", auth=PLANS, response=answers(list[CheckOut]), summary="Say that it is kept")
def check(request: ApiRequest, campaign_id: int, action_id: int, given: CheckIn) -> list[dict[str, Any]]:
    campaign = one(request.organisation.campaigns.select_related("organisation"), campaign_id)
    if given.said == "waived":
        must(request.auth, Role.MANAGER)
    _say(campaign, one(preventions.of(request.organisation), action_id), request.auth.user, given)
    return of_campaign(request, campaign_id)


def _say(campaign: Campaign, row: Prevention, actor: User, given: CheckIn) -> None:
    match given.said:
        case "kept":
            checks.tick(campaign=campaign, prevention=row, actor=actor, now=timezone.now())
        case "waived":
            checks.waive(campaign=campaign, prevention=row, actor=actor, why=given.why, now=timezone.now())
        case "open":
            checks.untick(campaign=campaign, prevention=row, actor=actor)
        case _:
            assert_never(given.said)


def _action(request: ApiRequest, given: ActionIn, row: Prevention | None) -> preventions.Action:
    plain = {name: getattr(given, name) for name in ("words", "kind", "due", "check_words", "public_en", "public_fr")}
    return preventions.Action(
        **plain,
        owner=member(request, given.owner) if given.owner is not None else None,
        matches=given.matches.model_dump() if given.matches else {},
        number=_number(request, given, row) if given.kind is ProofKind.NUMBER else None,
    )


def _number(request: ApiRequest, given: ActionIn, row: Prevention | None) -> Promised:
    """One of today's choices, or the one that was promised before. Raises Refused."""
    before = read(row.number) if row else None
    offered = {o.key: o for o in (*([before] if before else []), *choices(desk.current(request.organisation)))}
    chosen = offered.get(given.number)
    if chosen is not None and chosen.measure == GONE and given.weeks is not None:
        return replace(chosen, weeks=given.weeks)
    if chosen is not None and chosen.measure != GONE and given.bar is not None:
        return replace(chosen, bar=given.bar)
    raise Refused("prevention_needs_number")


def _of(request: ApiRequest, number: int, action_id: int) -> Prevention:
    rows = setback_of(request, number).preventions.select_related("setback__organisation")
    row: Prevention = one(rows.prefetch_related("campaign_checks__campaign"), action_id)
    return row


def _again(request: ApiRequest, number: int, action_id: int) -> dict[str, Any]:
    return _told(_of(request, number, action_id), desk.current(request.organisation))


def _told(row: Prevention, current: desk.Desk | None) -> dict[str, Any]:
    what = ("version", "words", "kind", "due", "check_words", "matches", "number", "public_en", "public_fr", "at")
    ends = ("proof", "proved_at", "given_up_at", "given_up_why")
    stands = proving.answer(row, current, timezone.now())
    people = {name: getattr(row, f"{name}_id") for name in ("owner", "by", "proved_by", "given_up_by", "setback")}
    return encode(told(row, *what, *ends, **people, verdict=stands.verdict.value, reason=stands.reason))


def _check(row: checks.Check) -> dict[str, Any]:
    said = row.said
    return {
        "prevention": row.prevention.pk,
        "setback": row.prevention.setback_id,
        "check_words": row.prevention.check_words,
        "said": "open" if said is None else "waived" if said.waived else "kept",
        "why": said.why if said else "",
        "by": said.by_id if said else None,
        "at": said.at if said else None,
    }
