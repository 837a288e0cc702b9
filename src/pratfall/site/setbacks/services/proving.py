"""What proves promised actions: asked once a day of every organisation's review, and at each launch."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import receiver

from pratfall.respond import proof
from pratfall.respond.proof import Answer, Verdict
from pratfall.reviews.render.codec import encode
from pratfall.site.campaigns.announcements import campaign_launched
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.setbacks import promises
from pratfall.site.setbacks.models import Prevention, ProofKind
from pratfall.site.today.desk import Desk

from . import preventions


def answer(prevention: Prevention, desk: Desk | None, now: datetime) -> Answer:
    """How it stands by everything known at `now`."""
    match ProofKind(prevention.kind):
        case ProofKind.CHECK:
            return _of_check(prevention)
        case ProofKind.SHOWN:
            shown = prevention.proof or {}
            if "back" in shown:
                return Answer(Verdict.NOT_YET, "sent_back")
            return proof.of_shown(shown_by=shown.get("by"), confirmed_by=shown.get("confirmed_by"))
        case ProofKind.NUMBER:
            return _of_number(prevention, desk, now)


def _of_check(prevention: Prevention) -> Answer:
    checks = prevention.campaign_checks.all()
    ticked = [check for check in checks if not check.waived]
    launched = any(check.campaign.launched for check in ticked)
    return proof.of_check(ticked=bool(ticked), launched=launched, waived=len(ticked) < len(checks))


def _of_number(prevention: Prevention, desk: Desk | None, now: datetime) -> Answer:
    promised = promises.read(prevention.number)
    if promised is None:
        return Answer(Verdict.CANNOT_TELL, "nothing_read")
    if promised.measure == promises.GONE:
        looks = promised.seen()
        return proof.of_absence(looks, weeks=promised.weeks, promised_at=prevention.at, today=now.date())
    measure = promises.measure_of(promised, desk.measures) if desk else None
    return proof.of_number(measure, side=promised.side, bar=promised.bar, promised_at=prevention.at)


def look(*, organisation: Organisation, desk: Desk, now: datetime) -> int:
    """Looks whether open promises have moved by today's review, and keeps what it saw. How many are proved by it."""
    proved = 0
    for prevention in preventions.open_of(organisation).filter(kind=ProofKind.NUMBER):
        _keep_look(prevention, desk)
        given = answer(prevention, desk, now)
        if given.verdict is Verdict.PROVED:
            proved += prove(prevention=prevention, given=given, now=now)
    return proved


def _keep_look(prevention: Prevention, desk: Desk) -> None:
    """Beside what people write: a look is no change of theirs, so the version stays."""
    promised, review = promises.read(prevention.number), desk.review
    if promised is None or promised.measure != promises.GONE:
        return
    with transaction.atomic():
        held = Prevention.objects.select_for_update().get(pk=prevention.pk)
        there = promises.read(held.number)
        newer = there.looked(review, review.as_of.date()) if there else None
        if newer is not None:
            Prevention.objects.filter(pk=prevention.pk).update(number=newer.as_json())
            prevention.number = newer.as_json()


def prove(*, prevention: Prevention, given: Answer, now: datetime, by: User | None = None, **more: Any) -> bool:
    """Frozen with what proved it; once, whoever comes second changes nothing. Whether it was this call."""
    kept = {"reason": given.reason, "facts": encode(given.facts), **more}
    with transaction.atomic():
        mine = Prevention.objects.filter(pk=prevention.pk, proved_at=None, given_up_at=None).update(
            proved_at=now, proved_by=by, proof=kept, version=F("version") + 1
        )
        if mine:
            organisation = prevention.setback.organisation
            after = {"reason": given.reason}
            record(actor=by, organisation=organisation, act="prevention_proved", subject=prevention, after=after)
    return bool(mine)


@receiver(campaign_launched)
def launched_with_checks(campaign: Campaign, actor: User, now: datetime, **_more: Any) -> None:
    """A campaign that goes out with a check ticked keeps the promise. In the transaction of its launch."""
    ticked = campaign.promised_checks.filter(waived=False, prevention__proved_at=None)
    for check in ticked.select_related("prevention__setback__organisation"):
        given = Answer(Verdict.PROVED, "launched_with_it", {"campaign": campaign.name})
        prove(prevention=check.prevention, given=given, now=now, by=actor, campaign=campaign.pk)
