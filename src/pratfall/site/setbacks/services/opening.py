"""Open a setback: by hand in two fields, or from a finding with its numbers as they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.pace import first_word_due
from pratfall.respond.playbooks import suggested
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..at_hand import at_hand
from ..models import Setback
from ..rights import require
from . import holders, severity, steps

TITLE, WHAT = 120, 5000  # characters
SLACK = timedelta(minutes=5)  # between clocks of two machines
OLDEST = timedelta(days=366)


@transaction.atomic
def open_by_hand(
    *, organisation: Organisation, actor: User, what: str, began_at: datetime, now: datetime, drill: bool = False
) -> Setback:
    """What happened and when it began is all that is asked. The same words sent twice open one. Raises Refused."""
    require(actor, organisation, Role.EDITOR)
    what = what.strip()[:WHAT]
    if not what:
        raise Refused("setback_says_nothing")
    _possible(began_at, now)
    _one_at_a_time(organisation)
    twice = Setback.objects.filter(
        organisation=organisation, opened_by=actor, what=what, began_at=began_at, drill=drill, opened_at__gt=now - SLACK
    ).first()
    if twice is not None and not twice.over:
        return twice
    setback = Setback(organisation=organisation, title=_first_line(what), what=what, drill=drill)
    severity.at_first(setback, {})
    return _opened(setback, actor, min(began_at, now), now)


@transaction.atomic
def open_from_finding(
    *,
    organisation: Organisation,
    actor: User,
    finding: str,
    code: str,
    title: str,
    about: Sequence[Mapping[str, str]],
    facts: Mapping[str, Any],
    basis: Mapping[str, Any],
    began_at: datetime,
    now: datetime,
) -> Setback:
    """From the finding of that slug, whose numbers are kept as `basis`. One that is open already is given back.

    `facts`: the finding's, some of which answer questions of severity. Raises Refused.
    """
    require(actor, organisation, Role.EDITOR)
    _one_at_a_time(organisation)
    standing = Setback.objects.filter(organisation=organisation, finding=finding, closed_at=None)
    if (there := standing.first()) is not None:
        return there
    setback = Setback(
        organisation=organisation,
        title=title[:TITLE],
        about=[dict(subject) for subject in about],
        finding=finding,
        code=code,
        basis=json.dumps(basis, ensure_ascii=False, sort_keys=True),
    )
    severity.at_first(setback, facts)
    return _opened(setback, actor, min(began_at, now), now)


@transaction.atomic
def describe(
    *, setback: Setback, actor: User, title: str, what: str, began_at: datetime, seen: int, now: datetime
) -> None:
    """Its title, what happened and when it began, said better. Raises Refused, and Conflict with both texts."""
    require(actor, setback.organisation, Role.EDITOR)
    title = " ".join(title.split())[:TITLE]
    if not title:
        raise Refused("setback_says_nothing")
    _possible(began_at, now)
    before = setback.began_at
    values: dict[str, Any] = {"title": title, "what": what.strip()[:WHAT], "began_at": began_at}
    change(setback, version=seen, **values)
    moved = {"began_at": before.isoformat()}, {"began_at": began_at.isoformat()}
    _told(setback, actor, "setback_described", *moved)


@transaction.atomic
def name_subjects(*, setback: Setback, actor: User, about: Sequence[Mapping[str, str]], seen: int) -> None:
    """The accounts and posts it is about, in place of those named before. Raises Refused and Conflict."""
    require(actor, setback.organisation, Role.EDITOR)
    before = [_key(subject) for subject in setback.about]
    change(setback, version=seen, about=[dict(subject) for subject in about])
    after = [_key(subject) for subject in about]
    _told(setback, actor, "setback_about", {"about": before}, {"about": after})


@transaction.atomic
def name_campaign(*, setback: Setback, actor: User, campaign: Campaign | None, seen: int) -> None:
    """The plan it is about, None for none: its forms are looked at and its decisions told. Raises Refused, Conflict."""
    require(actor, setback.organisation, Role.EDITOR)
    if campaign is not None and campaign.organisation_id != setback.organisation_id:
        raise Refused("not_allowed_here")
    before = setback.campaign_id
    change(setback, version=seen, campaign=campaign)
    _told(setback, actor, "setback_about", {"campaign": before}, {"campaign": setback.campaign_id})


def _opened(setback: Setback, actor: User, began_at: datetime, now: datetime) -> Setback:
    setback.began_at, setback.opened_at, setback.opened_by = began_at, now, actor
    setback.first_word_due_at = first_word_due(began_at=began_at, opened_at=now)
    setback.save()
    holders.everything(setback, actor, now)
    steps.lay(setback, suggested(setback.code, at_hand().books), now)
    _told(setback, actor, "setback_opened", {}, {"finding": setback.finding, "severity": setback.severity})
    return setback


def _one_at_a_time(organisation: Organisation) -> None:
    """Two who press at the same moment open one: the second waits here, and finds what the first has opened."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _possible(began_at: datetime, now: datetime) -> None:
    if began_at > now + SLACK:
        raise Refused("setback_begins_later")
    if began_at < now - OLDEST:
        raise Refused("setback_too_old", days=OLDEST.days)


def _first_line(what: str) -> str:
    """Its title until somebody says it better: the first line, cut at a word."""
    line = " ".join(what.splitlines()[0].split())
    return line if len(line) <= TITLE else line[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def _key(subject: Mapping[str, str]) -> str:
    return "/".join(subject.get(part, "") for part in ("kind", "platform", "account_id", "id"))


def _told(setback: Setback, actor: User, act: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    record(actor=actor, organisation=setback.organisation, act=act, subject=setback, before=before, after=after)
