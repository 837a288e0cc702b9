"""What can be used again: texts a team has, pieces made of them, and feeds that bring more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.lessons import evergreens, jobs, reuse_view
from pratfall.site.lessons.guard import Guard
from pratfall.site.lessons.models import Feed, Material, MaterialKind, Reuse, ReuseState
from pratfall.site.lessons.reuse_outcomes import Outcomes, outcomes
from pratfall.site.lessons.services import feeds, materials, reuses
from pratfall.site.today import desk

from ..access import PLANS, ApiRequest, member
from ..answers import Slice, answers
from ..setbacks.fields import Code, Day, Line, Number, SeenIn, one, told

router = Router()

MATERIAL, PIECE = "/materials/{int:material_id}/", "/pieces/{int:piece_id}/"
Address = Annotated[str, Field(max_length=materials.LONGEST_ADDRESS)]
Because = Annotated[str, Field(max_length=reuses.LONGEST_WHY)]


class MaterialIn(Schema):
    """`language`: "" for the one it is found to be in. `evergreen`: it does not age."""

    kind: Literal["article", "brochure", "talk"] = "article"
    title: Annotated[str, Field(max_length=materials.LONGEST_TITLE)] = ""
    text: Annotated[str, Field(max_length=materials.LONGEST)]
    address: Address = ""
    language: Literal["", "en", "fr"] = ""
    evergreen: bool = False
    made_on: Day | None = None


class FromPostIn(Schema):
    """One of `evergreens/`."""

    platform: Code
    post: Line


class MaterialOut(Schema):
    """`feed`: the one it came from."""

    id: int
    version: int
    kind: MaterialKind
    title: str
    text: str
    address: str
    language: str
    evergreen: bool
    made_on: date | None
    feed: int | None
    at: datetime
    put_away_at: datetime | None


class ProposalOut(Schema):
    """A text for one account, of the material's own sentences. `advised`: the guard against repeats says go; `said`:
    since when, or why not."""

    platform: str
    account_id: str
    account: str
    text: str
    why: str
    length: str
    advised: bool
    said: str


class MaterialFullOut(MaterialOut):
    """What could be made of it, for each account that posts."""

    proposals: list[ProposalOut]


class EvergreenOut(Schema):
    platform: str
    post: str
    label: str
    account: str


class ReuseIn(Schema):
    """`person`: in whose hands. `why`: needed where the guard advises against it."""

    material: Number
    platform: Code
    account_id: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=reuses.LONGEST)]
    person: Number | None = None
    due: Day | None = None
    why: Because = ""


class HandOverIn(SeenIn):
    person: Number | None = None
    due: Day | None = None


class ReuseOutIn(SeenIn):
    """`post`: its address or id."""

    post: Annotated[str, Field(max_length=reuses.LONGEST_REF)]


class ReuseDropIn(SeenIn):
    why: Because = ""


class ReuseOut(Schema):
    """`ratio`: of what it brought over what is usual on its account, in `metric`; null before anybody can tell."""

    id: int
    version: int
    material: int
    platform: str
    account_id: str
    text: str
    state: ReuseState
    person: int | None
    due: date | None
    post_ref: str
    why: str
    at: datetime
    out_at: datetime | None
    ratio: float | None
    metric: str


class FeedIn(Schema):
    address: Address


class FeedOut(Schema):
    """`trouble`: a code of what stood in the way when it was read last, "" for nothing."""

    id: int
    version: int
    address: str
    title: str
    at: datetime
    read_at: datetime | None
    trouble: str


@router.get("/materials/", response=answers(list[MaterialOut]), summary="Texts in use, newest first")
def listed(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    return [_material(row) for row in part.of(materials.of(request.organisation))]


@router.post("/materials/", auth=PLANS, response=answers(MaterialOut, 201), summary="Add a text")
def add(request: ApiRequest, given: MaterialIn) -> Status[dict[str, Any]]:
    """The same address, or the same title and text, is the one that is there."""
    values = {**given.dict(), "kind": MaterialKind(given.kind), "usual_language": language_of(request)}
    return Status(201, _added(request, materials.Given(**values)))


@router.get("/evergreens/", response=answers(list[EvergreenOut]), summary="Posts that work again and again")
def working(request: ApiRequest) -> list[dict[str, Any]]:
    """Those that are materials already are left out."""
    current = desk.current(request.organisation, timezone.now())
    if current is None:
        return []
    taken = list(materials.of(request.organisation))
    offers = evergreens.offered(current.review, taken, speech(language_of(request)))
    return [{"platform": o.platform, "post": o.post_id, "label": o.label, "account": o.account} for o in offers]


@router.post("/evergreens/", auth=PLANS, response=answers(MaterialOut, 201), summary="Make one of them a material")
def add_post(request: ApiRequest, given: FromPostIn) -> Status[dict[str, Any]]:
    found = evergreens.of_ids(request.organisation, given.platform, given.post, timezone.now())
    if found is None:
        raise Http404
    return Status(201, _added(request, found))


@router.get(MATERIAL, response=answers(MaterialFullOut), summary="One text, and what could be made of it")
def shown(request: ApiRequest, material_id: int) -> dict[str, Any]:
    row = _material_of(request, material_id)
    return {**_material(row), "proposals": _proposals(request, row)}


@router.post(
    MATERIAL + "put-away/", auth=PLANS, response=answers(MaterialOut), summary="Nothing is made of it any more"
)
def put_away(request: ApiRequest, material_id: int, given: SeenIn) -> dict[str, Any]:
    row = _material_of(request, material_id)
    materials.put_away(material=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _material(row)


@router.post(MATERIAL + "take-out/", auth=PLANS, response=answers(MaterialOut), summary="It is used again")
def take_out(request: ApiRequest, material_id: int, given: SeenIn) -> dict[str, Any]:
    row = _material_of(request, material_id)
    materials.take_out(material=row, actor=request.auth.user, seen=given.seen)
    return _material(row)


@router.get("/pieces/", response=answers(list[ReuseOut]), summary="Pieces, what is due first coming first")
def pieces(request: ApiRequest, part: Query[Slice]) -> list[dict[str, Any]]:
    worked = outcomes(Guard(request.organisation, timezone.now()))
    return [_piece(row, worked) for row in part.of(reuses.of(request.organisation))]


@router.post("/pieces/", auth=PLANS, response=answers(ReuseOut, 201), summary="Plan one for an account")
def plan(request: ApiRequest, given: ReuseIn) -> Status[dict[str, Any]]:
    """The same sent twice is one."""
    made = reuses.plan(
        material=_material_of(request, given.material),
        actor=request.auth.user,
        platform=given.platform,
        account_id=given.account_id,
        text=given.text,
        person=member(request, given.person) if given.person is not None else None,
        due=given.due,
        why=given.why,
        now=timezone.now(),
    )
    return Status(201, _piece(made))


@router.post(PIECE + "hand-over/", auth=PLANS, response=answers(ReuseOut), summary="Into other hands, to another day")
def hand_over(request: ApiRequest, piece_id: int, given: HandOverIn) -> dict[str, Any]:
    row = _piece_of(request, piece_id)
    person = member(request, given.person) if given.person is not None else None
    actor, now = request.auth.user, timezone.now()
    reuses.hand_over(piece=row, actor=actor, person=person, due=given.due, seen=given.seen, now=now)
    return _piece(row)


@router.post(PIECE + "out/", auth=PLANS, response=answers(ReuseOut), summary="It is out")
def out(request: ApiRequest, piece_id: int, given: ReuseOutIn) -> dict[str, Any]:
    row = _piece_of(request, piece_id)
    reuses.out(piece=row, actor=request.auth.user, post_ref=given.post, seen=given.seen, now=timezone.now())
    return _piece(row)


@router.post(PIECE + "drop/", auth=PLANS, response=answers(ReuseOut), summary="It does not go out")
def drop(request: ApiRequest, piece_id: int, given: ReuseDropIn) -> dict[str, Any]:
    row = _piece_of(request, piece_id)
    reuses.drop(piece=row, actor=request.auth.user, why=given.why, seen=given.seen, now=timezone.now())
    return _piece(row)


@router.get("/feeds/", response=answers(list[FeedOut]), summary="Feeds that are read")
def followed(request: ApiRequest) -> list[dict[str, Any]]:
    return [_feed(row) for row in feeds.of(request.organisation)]


@router.post("/feeds/", auth=PLANS, response=answers(FeedOut, 201), summary="Read another, once a day")
def follow(request: ApiRequest, given: FeedIn) -> Status[dict[str, Any]]:
    """The worker reads it first in a moment: ask again for its title, or what stood in the way."""
    now = timezone.now()
    made = feeds.add(organisation=request.organisation, actor=request.auth.user, address=given.address, now=now)
    jobs.read_feed(made.pk)
    return Status(201, _feed(made))


@router.delete("/feeds/{int:feed_id}/", auth=PLANS, response=answers(None, 204), summary="Read it no more")
def end(request: ApiRequest, feed_id: int, given: Query[SeenIn]) -> Status[None]:
    """What came of it stays."""
    row: Feed = one(Feed.objects.filter(organisation=request.organisation).select_related("organisation"), feed_id)
    feeds.end(feed=row, actor=request.auth.user, seen=given.seen, now=timezone.now())
    return Status(204, None)


def _added(request: ApiRequest, given: materials.Given) -> dict[str, Any]:
    actor, now = request.auth.user, timezone.now()
    return _material(materials.add(organisation=request.organisation, actor=actor, given=given, now=now))


def _material_of(request: ApiRequest, material_id: int) -> Material:
    rows = Material.objects.filter(organisation=request.organisation).select_related("organisation")
    row: Material = one(rows, material_id)
    return row


def _piece_of(request: ApiRequest, piece_id: int) -> Reuse:
    row: Reuse = one(reuses.of(request.organisation), piece_id)
    return row


def _proposals(request: ApiRequest, row: Material) -> list[dict[str, Any]]:
    now = timezone.now()
    current, guard = desk.current(request.organisation, now), Guard(request.organisation, now)
    accounts = [state.account for state in current.review.accounts] if current else []
    columns = reuse_view.columns(row, guard, reuse_view.accounts_of(guard, accounts), speech(language_of(request)))
    names = ("text", "why", "length", "advised", "said")
    return [
        {"platform": column.platform, "account_id": column.account_id, "account": column.title}
        | {name: getattr(each, name) for name in names}
        for column in columns
        for each in column.proposals
    ]


def _material(row: Material) -> dict[str, Any]:
    same = ("version", "kind", "title", "text", "address", "language", "evergreen", "made_on", "at", "put_away_at")
    return told(row, *same, feed=row.feed_id)


def _piece(row: Reuse, worked: Outcomes | None = None) -> dict[str, Any]:
    same = ("version", "platform", "account_id", "text", "state", "due", "post_ref", "why", "at", "out_at")
    found = worked.by_piece.get(row.pk) if worked else None
    told_of = {"ratio": found.ratio if found else None, "metric": found.metric if found else ""}
    return told(row, *same, material=row.material_id, person=row.person_id, **told_of)


def _feed(row: Feed) -> dict[str, Any]:
    return told(row, "version", "address", "title", "at", "read_at", "trouble")
