"""What everybody may read: opening the page, publishing an update, changing its words in the open, withdrawing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.respond import chain
from pratfall.respond.lifecycle import State, may_follow
from pratfall.respond.severity import TWO_PEOPLE_FROM
from pratfall.reviews.render.plain import plain
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..models import PublicPage, Setback, Statement, Update, UpdateText
from ..public import making
from ..public.safe import clean
from ..rights import require
from .clocks import said_something
from .statements import is_approved
from .states import move

LONGEST = 20_000  # characters of an update, in each language: as much as a statement takes
LONGEST_WHY = 300  # as much as a line of ours quotes
LONGEST_TITLE = 200
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,78}[a-z0-9])", re.ASCII)
STATES = tuple(state for state in State if state not in (State.NOTICED, State.REOPENED))  # what is inside no matter


def page_of(setback: Setback) -> PublicPage | None:
    return PublicPage.objects.filter(setback=setback).select_related("setback__organisation").first()


def open_page(*, setback: Setback, actor: User, slug: str, title_en: str, title_fr: str, now: datetime) -> PublicPage:
    """Takes the address and gives the page its title. Nobody sees anything before the first update. Raises Refused."""
    require(actor, setback.organisation, Role.MANAGER)
    if setback.drill:
        raise Refused("drill_stays_inside")
    if not SLUG.fullmatch(slug):
        raise Refused("public_slug_wrong")
    titles = _titles(title_en, title_fr)
    try:
        with transaction.atomic():
            page = PublicPage.objects.create(setback=setback, slug=slug, opened_at=now, opened_by=actor, **titles)
            _told(page, actor, "public_page_opened", after={"slug": slug})
    except IntegrityError as error:
        mine = PublicPage.objects.filter(setback=setback).exists()
        raise Refused("public_page_open_already" if mine else "public_slug_taken", slug=slug) from error
    return page


def change_page(
    *,
    page: PublicPage,
    actor: User,
    title_en: str,
    title_fr: str,
    shows_ledger: bool,
    shows_changes: bool,
    seen: int,
    now: datetime,
) -> None:
    """Title, and what is shown besides updates. Raises Refused, and Conflict where it moved since `seen`."""
    require(actor, page.setback.organisation, Role.MANAGER)
    values = {**_titles(title_en, title_fr), "shows_ledger": shows_ledger, "shows_changes": shows_changes}
    with transaction.atomic():
        before = {name: getattr(page, name) for name in ("shows_ledger", "shows_changes")}
        change(page, version=seen, **values)
        _told(page, actor, "public_page_changed", before, {name: values[name] for name in before})
        _rewritten(page, now)


def publish(
    *,
    setback: Setback,
    actor: User,
    text_en: str,
    text_fr: str,
    state: str,
    now: datetime,
    statement: Statement | None = None,
    next_word_at: datetime | None = None,
) -> Update:
    """One dated update, in both languages at once. The same words go out once, whoever presses first.

    A manager publishes; an editor, words that were approved: `statement`, unchanged. In a severe case nobody publishes
    anything else. `next_word_at`: when we promise to say more, None for the pace the room has. Raises Refused.
    """
    page, texts = _open(setback), _texts(text_en, text_fr)
    _may_publish(setback, actor, texts, statement)
    if state not in STATES:
        raise Refused("setback_no_such_state")
    if next_word_at is not None and next_word_at <= now:
        raise Refused("next_word_past")
    with transaction.atomic():
        update = _added(setback, actor, texts, state, statement, now)
        UpdateText.objects.create(update=update, place=1, by=actor, at=now, **texts)
        said_something(setback=setback, actor=actor, at=now, next_word_at=next_word_at, now=now)
        _follow(setback, actor, State(state), now)
        after = {"update": update.pk, "state": state, "statement": statement.pk if statement else None}
        _told(page, actor, "update_published", after=after)
        _rewritten(page, now)
        transaction.on_commit(lambda: _tell(setback.pk), robust=True)
    return update


def edit(*, update: Update, actor: User, text_en: str, text_fr: str, why: str, seen: int, now: datetime) -> UpdateText:
    """Other words for a published update. Those before stay readable on the page, with `why`.

    `seen`: the place of the text its editor saw. Raises Refused, and Conflict where somebody was faster.
    """
    setback = update.setback
    require(actor, setback.organisation, Role.MANAGER)
    page, texts, why = _open(setback), _texts(text_en, text_fr), plain(why)
    if not why:
        raise Refused("update_edit_needs_reason")
    if len(why) > LONGEST_WHY:
        raise Refused("update_too_long", most=LONGEST_WHY, given=len(why))
    newest = update.texts.order_by("-place").first()
    if newest is not None and newest.place == seen and {name: getattr(newest, name) for name in texts} == texts:
        raise Refused("update_unchanged")
    try:
        with transaction.atomic():
            if newest is None or newest.place != seen:
                raise IntegrityError
            made = UpdateText.objects.create(update=update, place=seen + 1, why=why, by=actor, at=now, **texts)
            _told(page, actor, "update_edited", after={"update": update.pk, "place": made.place})
            _rewritten(page, now)
    except IntegrityError as error:
        there = update.texts.order_by("-place").values("text_en", "text_fr").first()
        raise Conflict("changed_meanwhile", yours=texts, theirs=dict(there or {})) from error
    return made


def withdraw(*, page: PublicPage, actor: User, seen: int, now: datetime) -> None:
    """Its address says from now on that the page was withdrawn. Raises Refused and Conflict."""
    _shown(page, actor, seen, now, withdrawn_at=now, act="public_page_withdrawn")


def put_back(*, page: PublicPage, actor: User, seen: int, now: datetime) -> None:
    """A withdrawn page is there again, with everything it said. Raises Refused and Conflict."""
    _shown(page, actor, seen, now, withdrawn_at=None, act="public_page_put_back")


def refresh(setback: Setback, now: datetime) -> None:
    """For whoever changes something the page shows: its files follow once the transaction is through."""
    page = PublicPage.objects.filter(setback=setback).first()
    if page is not None:
        _rewritten(page, now)


def _shown(page: PublicPage, actor: User, seen: int, now: datetime, *, withdrawn_at: datetime | None, act: str) -> None:
    require(actor, page.setback.organisation, Role.MANAGER)
    with transaction.atomic():
        change(page, version=seen, withdrawn_at=withdrawn_at)
        _told(page, actor, act)
        _rewritten(page, now)


def _follow(setback: Setback, actor: User, state: State, now: datetime) -> None:
    """The room goes to where everybody was told it stands, if a step leads there; closing is a step of its own."""
    if state is not State.CLOSED and state in may_follow(State(setback.state)):
        move(setback=setback, actor=actor, to=state, seen=setback.version, now=now)


def _open(setback: Setback) -> PublicPage:
    page = page_of(setback)
    if page is None or page.withdrawn_at:
        raise Refused("public_page_not_open")
    return page


def _may_publish(setback: Setback, actor: User, texts: dict[str, str], statement: Statement | None) -> None:
    approved = statement is not None and _approved_words(setback, statement, texts)
    if statement is not None and not approved:
        raise Refused("update_not_as_approved")
    if not approved and setback.severity >= TWO_PEOPLE_FROM:
        raise Refused("update_needs_approval")
    require(actor, setback.organisation, Role.EDITOR if approved else Role.MANAGER)


def _approved_words(setback: Setback, statement: Statement, texts: dict[str, str]) -> bool:
    here = statement.setback_id == setback.pk and statement.withdrawn_at is None and is_approved(statement)
    return here and {name: clean(getattr(statement, name)) for name in texts} == texts


def _added(
    setback: Setback, actor: User, texts: dict[str, str], state: str, statement: Statement | None, now: datetime
) -> Update:
    digest = chain.digest(texts)
    try:
        with transaction.atomic():
            return Update.objects.create(
                setback=setback, state=state, statement=statement, digest=digest, by=actor, at=now
            )
    except IntegrityError as error:
        out = Update.objects.filter(setback=setback, digest=digest).first()
        raise Refused("update_out_already", at=out.at if out else now) from error


def _texts(text_en: str, text_fr: str) -> dict[str, str]:
    texts = {"text_en": clean(text_en), "text_fr": clean(text_fr)}
    if not all(texts.values()):
        raise Refused("update_both_languages")
    longest = max(len(text) for text in texts.values())
    if longest > LONGEST:
        raise Refused("update_too_long", most=LONGEST, given=longest)
    return texts


def _titles(title_en: str, title_fr: str) -> dict[str, str]:
    titles = {"title_en": plain(title_en), "title_fr": plain(title_fr)}
    if not all(titles.values()):
        raise Refused("update_both_languages")
    longest = max(len(title) for title in titles.values())
    if longest > LONGEST_TITLE:
        raise Refused("update_too_long", most=LONGEST_TITLE, given=longest)
    return titles


def _rewritten(page: PublicPage, now: datetime) -> None:
    """Should the disk refuse, what was published stays published, and the worker tries again."""
    number = page.pk
    write: Callable[[], object] = lambda: making.make(number, now)  # noqa: E731
    transaction.on_commit(write, robust=True)


def _tell(number: int) -> None:
    from ..public.work import tell_subscribers

    tell_subscribers(number)


def _told(
    page: PublicPage,
    actor: User,
    act: str,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    organisation = page.setback.organisation
    record(actor=actor, organisation=organisation, act=act, subject=page.setback, before=before, after=after)
