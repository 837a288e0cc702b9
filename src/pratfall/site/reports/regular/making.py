"""Makes the report of a period once, and keeps it as codes and numbers that never change.

Every report looks at what had happened by the end of its period, with what is known on the day it is made: so the one
of last month and the one of a year ago are made the same way, and their numbers can be laid side by side.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import numpy as np
from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.records.scene import Scene
from pratfall.reviews import settings
from pratfall.reviews.engine import review_scene, scene_of
from pratfall.reviews.hindsight import as_it_was
from pratfall.site.campaigns import goals
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.reports.announcements import report_made
from pratfall.site.reports.models import Report
from pratfall.site.setbacks.rights import require
from pratfall.site.today import making

from .gathered import Facts, Gathered
from .periods import Period
from .sections import sections
from .unnamed import without


def newest(organisation: Organisation, period: Period) -> Report | None:
    """The last edition of a period's report; None while there is none."""
    rows = Report.objects.filter(organisation=organisation, kind=period.kind, start=period.start)
    return rows.order_by("-edition").first()


def make(*, organisation: Organisation, period: Period, actor: User | None, now: datetime) -> Report:
    """The report of `period`, made now if nobody has; twice at once gives one. `actor` None: made by itself.

    Raises Refused where the period is not over, or nothing is known of it, and for somebody who may change nothing.
    """
    if actor is not None:
        require(actor, organisation, Role.EDITOR)
    there = newest(organisation, period)
    return there or _keep(organisation, period, facts_of(organisation, period, now), 1, actor, now)


def correct(*, report: Report, period: Period, actor: User, now: datetime) -> Report:
    """A further edition, made from what is known now. Raises Refused where it would say the same."""
    organisation = report.organisation
    require(actor, organisation, Role.EDITOR)
    facts, there = facts_of(organisation, period, now), newest(organisation, period) or report
    if digest_of(facts) == there.digest:
        raise Refused("report_unchanged")
    return _keep(organisation, period, facts, there.edition + 1, actor, now)


def _keep(
    organisation: Organisation, period: Period, facts: Facts, edition: int, actor: User | None, now: datetime
) -> Report:
    values = {"end": period.end, "known_on": now.date(), "facts": facts, "digest": digest_of(facts), "by": actor}
    try:
        with transaction.atomic():
            made = Report.objects.create(
                organisation=organisation, kind=period.kind, start=period.start, edition=edition, at=now, **values
            )
            said = {"kind": period.kind, "start": period.start.isoformat(), "edition": edition}
            record(actor=actor, organisation=organisation, act="report_made", subject=made, after=said)
    except IntegrityError:  # somebody else made it meanwhile
        there = newest(organisation, period)
        if there is None:
            raise
        return there
    report_made.send(sender=Organisation, organisation=organisation, report=made)
    return made


def facts_of(organisation: Organisation, period: Period, now: datetime) -> dict[str, Any]:
    """What its report would say, as JSON: by section, with the numbers of the report before beside them.

    Raises Refused as `make`.
    """
    if now < period.over:
        raise Refused("report_not_over", day=period.end)
    wanted = making.wanted(organisation, now)
    if not making.anything_known(wanted):
        raise Refused("report_nothing_known")
    everything = _everything(wanted)
    scene = _then(everything, period)
    if not (len(scene.posts) or len(scene.days.day) or len(scene.gifts.occurred) or len(scene.comments.id)):
        raise Refused("report_nothing_then", day=period.end)
    before = newest(organisation, period.before)
    look = Gathered(
        organisation=organisation,
        period=period,
        known_on=now.date(),
        scene=scene,
        review=review_scene(scene, wanted.lake.reports()),
        gifts_until=_last_gift(everything),
        previous=before.facts["sections"] if before else None,
    )
    told = {code: section.gather(look) for code, section in sections().items()}
    clean = without(_names(organisation))
    beside = {code: _numbers(facts) for code, facts in look.previous.items()} if look.previous else None
    facts: dict[str, Any] = clean({"sections": json.loads(json.dumps(told)), "before": beside})
    return facts


def digest_of(facts: Facts) -> str:
    """SHA-256 of the canonical JSON."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def _everything(wanted: making.Wanted) -> Scene:
    known = goals.with_goals(settings.load(settings.home()), goals.told(wanted.campaigns))
    return scene_of(wanted.lake, now=wanted.now, settings=known)


def _then(scene: Scene, period: Period) -> Scene:
    """As it was at the period's end; campaigns that began later were not there yet."""
    cut = as_it_was(scene, period.end)
    campaigns = tuple(goal for goal in cut.settings.campaigns if goal.window.start <= period.end)
    return replace(cut, settings=replace(cut.settings, campaigns=campaigns))


def _last_gift(scene: Scene) -> date | None:
    known = scene.gifts.occurred[~np.isnat(scene.gifts.occurred)]
    return known.max().astype("datetime64[D]").item() if len(known) else None


def _numbers(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a later report lays beside its own: counts, no lists and nothing that has a name."""
    return {
        key: _numbers(value) if isinstance(value, dict) else value
        for key, value in facts.items()
        if isinstance(value, int | float | dict) and key != "levels"
    }


def _names(organisation: Organisation) -> list[str]:
    """Of everybody who works there or ever did something there."""
    now = set(Membership.objects.filter(organisation=organisation).values_list("user", flat=True))
    once = set(organisation.audit.exclude(actor=None).values_list("actor", flat=True).distinct())
    return list(User.objects.filter(pk__in=now | once).exclude(name="").values_list("name", flat=True))
