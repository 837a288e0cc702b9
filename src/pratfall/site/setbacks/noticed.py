"""A setback from what Pratfall noticed: a finding of today's review, or an incident that is heard right now."""

from __future__ import annotations

from datetime import UTC, datetime, time

from pratfall.errors import Refused
from pratfall.reviews import settings
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.events import instant
from pratfall.reviews.watch.incidents import Incident
from pratfall.reviews.watch.live import open_incidents
from pratfall.reviews.watch.telling import open_line
from pratfall.site.people.models import Organisation, User
from pratfall.site.today import desk

from . import naming
from .models import Setback
from .services import opening

HEARD = "backlash"  # the code an incident would have as a finding
CALLED = "incident:"  # and the beginning of its name, in place of a finding's slug


def open_finding(*, organisation: Organisation, actor: User, slug: str, lang: str, now: datetime) -> Setback:
    """From the finding of today's review, its numbers frozen as they stand. Raises Refused where it is gone."""
    current = desk.current(organisation, now)
    told = current.story(lang).by_slug.get(slug) if current else None
    if current is None or told is None:
        raise Refused("need_gone")
    review = current.review
    seen = {"as_of": review.as_of.isoformat(), "state": current.state, "sha256": current.fingerprint}
    since = told.finding.since
    return opening.open_from_finding(
        organisation=organisation,
        actor=actor,
        finding=slug,
        code=told.code,
        title=f"{told.title} · {told.subject}",
        about=naming.of_finding(told.finding, told.subject),
        facts=told.finding.facts,
        basis={"review": seen, "findings": [codec.encode(told.finding)]},
        began_at=datetime.combine(since, time(), UTC) if since else now,
        now=now,
    )


def open_incident(*, organisation: Organisation, actor: User, number: int, lang: str, now: datetime) -> Setback:
    """From what `pratfall watch` hears, as far as it is known. Raises Refused where it is over."""
    found = open_incidents(settings.home(), organisation.lake_key)
    incident = next((one for one in found if one.id == number), None)
    if incident is None:
        raise Refused("need_gone")
    words = speech(lang)
    names = words.listed([member.label for member in incident.members.values()])
    return opening.open_from_finding(
        organisation=organisation,
        actor=actor,
        finding=name_of(incident),
        code=HEARD,
        title=words.say("monday.happening.title", who=names),
        about=_accounts(incident),
        facts=incident.severity,
        basis={"incident": {"opened": incident.opened, "said": open_line(incident, lang), **incident.severity}},
        began_at=instant(incident.opened),
        now=now,
    )


def name_of(incident: Incident) -> str:
    """The same as long as it lasts."""
    return f"{CALLED}{incident.id}:{incident.opened}"


def _accounts(incident: Incident) -> list[dict[str, str]]:
    """The accounts it is heard at; the sum of all accounts names none."""
    heard = [(Source.of_key(key), member.label) for key, member in incident.members.items()]
    return [
        {
            "kind": "account",
            "platform": source.platform,
            "account_id": source.account,
            "id": f"{source.platform}/{source.account}",
            "name": label or source.account,
        }
        for source, label in heard
        if not source.whole and source.platform
    ]
