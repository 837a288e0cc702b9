"""What the organisation is going to say: drafted, edited, approved by people, taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.respond import chain
from pratfall.respond.severity import TWO_PEOPLE_FROM
from pratfall.respond.statement import Facts, Kind, from_json
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..drafting import drafted
from ..local_times import zone_called
from ..models import Approval, Setback, Statement
from ..rights import require

LANGUAGES = ("en", "fr")
LONGEST = 20_000  # characters of a text
LONGEST_FACT = 2_000
LONGEST_REASON = 500
TWICE_WITHIN = timedelta(minutes=10)
FEWEST = 2  # people who approve a severe case's words


def draft(
    *, setback: Setback, actor: User, kind: Kind, facts: Facts, next_word_at: datetime | None, now: datetime
) -> Statement:
    """A statement in both languages, drafted from what was entered; the same form sent twice is one. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    facts = possible(facts)
    if next_word_at is not None and next_word_at <= now:
        raise Refused("next_word_past")
    texts = _texts(facts, next_word_at)
    digest = _digest(kind, texts, next_word_at)
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        mine = setback.statements.filter(digest=digest, drafted_by=actor, withdrawn_at=None)
        there = mine.filter(drafted_at__gt=now - TWICE_WITHIN).first()
        if there is not None:
            return there
        made = Statement.objects.create(
            setback=setback,
            kind=kind.value,
            facts=facts.as_json(),
            next_word_at=next_word_at,
            digest=digest,
            drafted_by=actor,
            drafted_at=now,
            changed_at=now,
            **texts,
        )
        _told(made, actor, "statement_drafted")
    return made


def redraft(
    *,
    statement: Statement,
    actor: User,
    kind: Kind,
    facts: Facts,
    next_word_at: datetime | None,
    seen: int,
    now: datetime,
    anew: Collection[str] = (),
) -> None:
    """Other facts. Texts nobody touched are written anew; one edited by hand only where `anew` names its language.

    Raises Refused, and Conflict where it moved since `seen`.
    """
    require(actor, statement.setback.organisation, Role.EDITOR)
    facts, by_hand = possible(facts), edited(statement)
    if next_word_at is not None and next_word_at <= now and next_word_at != statement.next_word_at:
        raise Refused("next_word_past")
    fresh = _texts(facts, next_word_at)
    kept = {f"text_{lang}": getattr(statement, f"text_{lang}") for lang in by_hand if lang not in anew}
    _write(statement, actor, {**fresh, **kept}, kind, next_word_at, seen, now, facts=facts.as_json())


def edit(*, statement: Statement, actor: User, text_en: str, text_fr: str, seen: int, now: datetime) -> None:
    """The texts as they are from now on; an approval of other words no longer counts.

    Raises Refused, and Conflict with both texts where it moved since `seen`.
    """
    require(actor, statement.setback.organisation, Role.EDITOR)
    texts = {"text_en": tidy(text_en), "text_fr": tidy(text_fr)}
    _write(statement, actor, texts, Kind(statement.kind), statement.next_word_at, seen, now)


def approve(
    *,
    statement: Statement,
    actor: User,
    digest: str,
    now: datetime,
    warnings: Sequence[str] = (),
    alone_because: str = "",
) -> Approval:
    """`actor` stands for exactly the words with this `digest`. `warnings`: codes of the advice they approved it with.

    A severe case takes two people, or one who signs why they are alone. Raises Refused.
    """
    require(actor, statement.setback.organisation, Role.MANAGER)
    alone_because = tidy(alone_because)[:LONGEST_REASON]
    with transaction.atomic():
        rows = Statement.objects.select_for_update(of=("self",)).select_related("setback__organisation")
        here = rows.get(pk=statement.pk)
        _approvable(here, digest)
        mine = here.approvals.filter(digest=digest, by=actor)
        if any(approval.alone_because or not alone_because for approval in mine):
            raise Refused("statement_approved_already")
        made = _signed(here, digest=digest, warnings=list(warnings), alone_because=alone_because, by=actor, at=now)
        after = {"digest": digest, "warnings": list(warnings), "alone": bool(alone_because)}
        record(actor=actor, organisation=here.setback.organisation, act="statement_approved", subject=here, after=after)
    return made


def withdraw(*, statement: Statement, actor: User, seen: int, now: datetime) -> None:
    """It is not going to be said. One that went out stays out: say a correction. Raises Refused and Conflict."""
    require(actor, statement.setback.organisation, Role.EDITOR)
    with transaction.atomic():
        # Held, so that nobody approves it or tells that it was said in the same moment.
        here = Statement.objects.select_for_update(of=("self",)).select_related("setback").get(pk=statement.pk)
        if is_approved(here):
            require(actor, statement.setback.organisation, Role.MANAGER)
        if here.outings.exists():
            raise Refused("statement_is_out")
        change(statement, version=seen, withdrawn_at=now)
        _told(statement, actor, "statement_withdrawn")


def bring_back(*, statement: Statement, actor: User, seen: int) -> None:
    """A withdrawn one is there again, with the approvals its words have. Raises Refused and Conflict."""
    require(actor, statement.setback.organisation, Role.EDITOR)
    with transaction.atomic():
        change(statement, version=seen, withdrawn_at=None)
        _told(statement, actor, "statement_brought_back")


def approved(setback: Setback) -> Statement | None:
    """The newest approved statement; None where there is none."""
    rows = setback.statements.filter(withdrawn_at=None).exclude(digest="").order_by("-changed_at", "-pk")
    return next((s for s in rows.prefetch_related("approvals").select_related("setback") if is_approved(s)), None)


def is_approved(statement: Statement) -> bool:
    """Whether the words as they stand may be said: by one person, in a severe case by two or by one who signed why."""
    standing = standing_approvals(statement)
    if statement.setback.severity < TWO_PEOPLE_FROM:
        return bool(standing)
    return len({a.by_id for a in standing}) >= FEWEST or any(a.alone_because for a in standing)


def is_waiting(statement: Statement) -> bool:
    """Whether one person approved it and a second has to."""
    return statement.withdrawn_at is None and bool(standing_approvals(statement)) and not is_approved(statement)


def standing_approvals(statement: Statement) -> list[Approval]:
    """Those of the words as they stand now."""
    return [approval for approval in statement.approvals.all() if approval.digest == statement.digest]


def edited(statement: Statement) -> tuple[str, ...]:
    """Languages whose text is no longer what was drafted from its facts."""
    texts = _texts(from_json(statement.facts), statement.next_word_at)
    return tuple(lang for lang in LANGUAGES if getattr(statement, f"text_{lang}") != texts[f"text_{lang}"])


def tidy(text: str) -> str:
    """Line ends of one kind, and no signs that no reader sees and no database keeps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _write(
    statement: Statement,
    actor: User,
    texts: dict[str, str],
    kind: Kind,
    next_word_at: datetime | None,
    seen: int,
    now: datetime,
    **more: Any,
) -> None:
    if statement.withdrawn_at is not None:
        raise Refused("statement_withdrawn")
    if any(len(text) > LONGEST for text in texts.values()):
        raise Refused("statement_too_long", limit=LONGEST)
    before, digest = statement.digest, _digest(kind, texts, next_word_at)
    values = {**texts, "kind": kind.value, "next_word_at": next_word_at, "digest": digest, "changed_at": now, **more}
    with transaction.atomic():
        try:
            change(statement, version=seen, **values)
        except Conflict as conflict:
            raise Conflict("changed_meanwhile", theirs=conflict.theirs, yours=texts) from conflict
        _told(statement, actor, "statement_edited", before={"digest": before})


def _signed(statement: Statement, **values: Any) -> Approval:
    try:
        with transaction.atomic():
            return Approval.objects.create(statement=statement, **values)
    except IntegrityError as error:
        raise Refused("statement_approved_already") from error


def _approvable(statement: Statement, digest: str) -> None:
    if statement.withdrawn_at is not None:
        raise Refused("statement_withdrawn")
    if statement.digest != digest:
        raise Refused("statement_moved")
    if not (statement.text_en.strip() and statement.text_fr.strip()):
        raise Refused("statement_one_language")


def possible(facts: Facts) -> Facts:
    """Facts as they are kept. Raises Refused."""
    texts = {lang: {part: tidy(words) for part, words in said.items()} for lang, said in facts.texts.items()}
    if any(len(words) > LONGEST_FACT for said in texts.values() for words in said.values()):
        raise Refused("statement_too_long", limit=LONGEST_FACT)
    zone = facts.zone if zone_called(facts.zone) else "UTC"
    return from_json({**facts.as_json(), "texts": texts, "contact": tidy(facts.contact)[:300], "zone": zone})


def _texts(facts: Facts, next_word_at: datetime | None) -> dict[str, str]:
    return {f"text_{lang}": drafted(facts, lang, next_word_at) for lang in LANGUAGES}


def _digest(kind: Kind, texts: dict[str, str], next_word_at: datetime | None) -> str:
    return chain.digest({"kind": kind.value, **texts, "next_word_at": next_word_at.isoformat() if next_word_at else ""})


def _told(statement: Statement, actor: User, act: str, before: dict[str, str] | None = None) -> None:
    after = {"kind": statement.kind, "digest": statement.digest}
    organisation = statement.setback.organisation
    record(actor=actor, organisation=organisation, act=act, subject=statement, before=before, after=after)
