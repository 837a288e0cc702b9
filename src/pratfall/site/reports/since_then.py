"""What happened after a decision, by today's numbers: what a team looks at before it says whether it was right."""

from __future__ import annotations

from datetime import date, datetime

from pratfall.decide.afterwards import Afterwards
from pratfall.reviews import settings
from pratfall.reviews.render import codec
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns.models import Decision, Revisit
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import User
from pratfall.site.today import desk


def afterwards(decision: Decision, now: datetime) -> Afterwards | None:
    """None while nobody can say, or where it was about nothing that has numbers."""
    current = desk.current(decision.organisation, now)
    later = current.later.get(decision.pk) if current else None
    floor = settings.load(settings.home()).benchmarks["worth_keeping_ratio"]
    return frozen.afterwards(decision, later, floor=floor)


def judge(
    *, decision: Decision, actor: User, judgement: str, why: str, look_again: date | None, now: datetime
) -> Revisit:
    """Keeps what the team makes of it, with the numbers as they stand. Raises Refused."""
    after = afterwards(decision, now)
    return decisions.revisit(
        decision=decision,
        actor=actor,
        judgement=judgement,
        why=why,
        numbers=codec.encode(after) if after else {},
        look_again=look_again,
        now=now,
    )
