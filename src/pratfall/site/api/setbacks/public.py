"""What everybody may read: the page, its updates, and the fix step by step."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from pratfall.respond.lifecycle import State
from pratfall.site.people.links import absolute
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import FixStep, PublicPage, Setback, Update
from pratfall.site.setbacks.services import fix_steps, publishing, subscribers

from ..access import PLANS, ApiRequest, must
from ..answers import Slice, answers
from .fields import Line, Moment, Number, SeenIn, Text, one, setback_of, told

router = Router()

PAGE, UPDATES, FIX = "/{int:number}/public/", "/{int:number}/updates/", "/{int:number}/fix-steps/"


class PublicOpenIn(Schema):
    """`slug`: its address, below /updates/."""

    slug: Annotated[str, Field(max_length=80)]
    title_en: Line
    title_fr: Line


class ChangeIn(SeenIn):
    title_en: Line
    title_fr: Line
    shows_ledger: bool
    shows_changes: bool


class PageOut(Schema):
    """`address`: where everybody reads it, from the first update on. `subscribers`: who confirmed to want mail."""

    version: int
    slug: str
    address: str
    title_en: str
    title_fr: str
    shows_ledger: bool
    shows_changes: bool
    opened_at: datetime
    opened_by: int
    withdrawn_at: datetime | None
    written_at: datetime | None
    subscribers: int


class UpdateIn(Schema):
    """`statement`: the approved one whose words these are, which lets an editor publish them."""

    text_en: Text
    text_fr: Text
    state: State
    statement: Number | None = None
    next_word_at: Moment | None = None


class UpdateEditIn(SeenIn):
    """`seen`: the `place` of the text that was read. Words of before stay readable, with `why`."""

    text_en: Text
    text_fr: Text
    why: Annotated[str, Field(max_length=publishing.LONGEST_WHY)]


class TextOut(Schema):
    """`place` 1: as first published."""

    place: int
    text_en: str
    text_fr: str
    why: str
    by: int
    at: datetime


class UpdateOut(Schema):
    """`texts`: every wording it had, the one that stands last."""

    id: int
    state: str
    statement: int | None
    by: int
    at: datetime
    texts: list[TextOut]


class FixIn(Schema):
    words_en: Annotated[str, Field(max_length=fix_steps.LONGEST)]
    words_fr: Annotated[str, Field(max_length=fix_steps.LONGEST)]


class RewordIn(FixIn, SeenIn):
    """Other words for what was promised."""


class FixTickIn(SeenIn):
    done: bool


class FixOut(Schema):
    id: int
    version: int
    place: int
    words_en: str
    words_fr: str
    done_at: datetime | None
    by: int
    at: datetime


@router.get(PAGE, response=answers(PageOut), summary="The public page")
def shown(request: ApiRequest, number: int) -> dict[str, Any]:
    """404 while there is none."""
    return _page(request, setback_of(request, number))


@router.post(PAGE, auth=PLANS, response=answers(PageOut, 201), summary="Open a public page")
def open_page(request: ApiRequest, number: int, given: PublicOpenIn) -> Status[dict[str, Any]]:
    """Nobody sees anything of it before the first update."""
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    publishing.open_page(setback=setback, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return Status(201, _page(request, setback))


@router.put(PAGE, auth=PLANS, response=answers(PageOut), summary="Change its title and what it shows")
def change(request: ApiRequest, number: int, given: ChangeIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    publishing.change_page(page=_of(setback), actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _page(request, setback)


@router.post(PAGE + "withdraw/", auth=PLANS, response=answers(PageOut), summary="Take the page away")
def withdraw(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    """Its address says that it was withdrawn."""
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    publishing.withdraw(page=_of(setback), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _page(request, setback)


@router.post(PAGE + "put-back/", auth=PLANS, response=answers(PageOut), summary="Put a withdrawn page back")
def put_back(request: ApiRequest, number: int, given: SeenIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    setback = setback_of(request, number)
    publishing.put_back(page=_of(setback), actor=request.auth.user, seen=given.seen, now=timezone.now())
    return _page(request, setback)


@router.get(UPDATES, response=answers(list[UpdateOut]), summary="What was published, newest first")
def updates(request: ApiRequest, number: int, part: Query[Slice]) -> list[dict[str, Any]]:
    rows = setback_of(request, number).updates.prefetch_related("texts").order_by("-at", "-pk")
    return [_update(row) for row in part.of(rows)]


@router.post(UPDATES, auth=PLANS, response=answers(UpdateOut, 201), summary="Publish an update")
def publish(request: ApiRequest, number: int, given: UpdateIn) -> Status[dict[str, Any]]:
    """A manager publishes, an editor what was approved; in a severe case nobody anything else. The same words go out
    once: who comes second is refused.
    """
    setback = setback_of(request, number)
    statement = one(setback.statements, given.statement) if given.statement is not None else None
    if statement is None:
        must(request.auth, Role.MANAGER)
    values = {**given.model_dump(), "state": given.state.value, "statement": statement}
    made = publishing.publish(setback=setback, actor=request.auth.user, now=timezone.now(), **values)
    return Status(201, _update(made))


@router.put(UPDATES + "{int:update_id}/", auth=PLANS, response=answers(UpdateOut), summary="Change it in the open")
def edit(request: ApiRequest, number: int, update_id: int, given: UpdateEditIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = one(setback_of(request, number).updates.select_related("setback__organisation"), update_id)
    publishing.edit(update=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _update(row)


@router.get(FIX, response=answers(list[FixOut]), summary="The fix, step by step")
def steps(request: ApiRequest, number: int) -> list[dict[str, Any]]:
    return [_step(row) for row in setback_of(request, number).fix_steps.all()]


@router.post(FIX, auth=PLANS, response=answers(FixOut, 201), summary="Promise another step")
def add_step(request: ApiRequest, number: int, given: FixIn) -> Status[dict[str, Any]]:
    must(request.auth, Role.MANAGER)
    setback, now = setback_of(request, number), timezone.now()
    return Status(201, _step(fix_steps.add(setback=setback, actor=request.auth.user, now=now, **given.model_dump())))


@router.put(FIX + "{int:step_id}/", auth=PLANS, response=answers(FixOut), summary="Say a step better")
def reword(request: ApiRequest, number: int, step_id: int, given: RewordIn) -> dict[str, Any]:
    must(request.auth, Role.MANAGER)
    row = _step_of(request, number, step_id)
    fix_steps.reword(step=row, actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return _step(row)


@router.put(FIX + "{int:step_id}/done/", auth=PLANS, response=answers(FixOut), summary="Tick a step, or untick it")
def tick(request: ApiRequest, number: int, step_id: int, given: FixTickIn) -> dict[str, Any]:
    row = _step_of(request, number, step_id)
    fix_steps.tick(step=row, actor=request.auth.user, done=given.done, seen=given.seen, now=timezone.now())
    return _step(row)


@router.delete(FIX + "{int:step_id}/", auth=PLANS, response=answers(None, 204), summary="Drop a step nobody has read")
def remove(request: ApiRequest, number: int, step_id: int, seen: int) -> Status[None]:
    must(request.auth, Role.MANAGER)
    row = _step_of(request, number, step_id)
    fix_steps.remove(step=row, actor=request.auth.user, seen=seen, now=timezone.now())
    return Status(204, None)


def _of(setback: Setback) -> PublicPage:
    page = publishing.page_of(setback)
    if page is None:
        raise Http404
    return page


def _page(request: ApiRequest, setback: Setback) -> dict[str, Any]:
    page = _of(setback)
    same = ("version", "slug", "title_en", "title_fr", "shows_ledger", "shows_changes", "opened_at")
    return told(
        page,
        *same,
        "withdrawn_at",
        "written_at",
        opened_by=page.opened_by_id,
        address=absolute(request, f"/updates/{page.slug}/"),
        subscribers=subscribers.confirmed(setback).count(),
    )


def _update(row: Update) -> dict[str, Any]:
    names = ("place", "text_en", "text_fr", "why", "at")
    texts = [told(text, *names, by=text.by_id) for text in sorted(row.texts.all(), key=lambda text: text.place)]
    return told(row, "state", "at", statement=row.statement_id, by=row.by_id, texts=texts)


def _step_of(request: ApiRequest, number: int, step_id: int) -> FixStep:
    row: FixStep = one(setback_of(request, number).fix_steps.select_related("setback__organisation"), step_id)
    return row


def _step(row: FixStep) -> dict[str, Any]:
    return told(row, "version", "place", "words_en", "words_fr", "done_at", "at", by=row.by_id)
