"""What was foretold of campaigns that are over, and what came: of the team, of oneself, and the base rate.

Only campaigns that are over are read: until then predictions are nobody's but their author's. A person's own line is
given for that person only; nothing here lists people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import QuerySet

from pratfall.learn.calibration import Calibration, OfKind, Predicted, by_kind, calibration
from pratfall.learn.calibration import base_rate as rate_of
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.site.campaigns.models import Campaign, Prediction
from pratfall.site.campaigns.models.plans import OVER
from pratfall.site.lessons.outcomes import reached
from pratfall.site.people.models import Organisation, User

SEED = 68  # of the diagram's band: whoever looks twice sees the same


@dataclass(frozen=True)
class Foretold:
    """`left_out`: campaigns with predictions that are over without anybody being able to tell whether they got there.

    `window`: from the start of the first campaign counted to the end of the last; None where none is.
    """

    calibration: Calibration | NotEnoughData
    kinds: tuple[OfKind, ...]
    campaigns: int
    left_out: int
    window: Window | None


def of_team(organisation: Organisation) -> Foretold:
    """Everybody's predictions together."""
    return _foretold(Prediction.objects.filter(campaign__organisation=organisation))


def own(organisation: Organisation, user: User) -> Foretold:
    """`user`'s alone. For themselves only: a page gives it to whoever asks about themselves, and to nobody else."""
    return _foretold(Prediction.objects.filter(campaign__organisation=organisation, by=user))


def base_rate(organisation: Organisation, *, boldness: str | None = None) -> Estimate | NotEnoughData:
    """How often a campaign of the team's reached its target, by how bold it was where `boldness` is given."""
    return rate_of(came for bold, came in results(organisation) if boldness in (None, bold))


def results(organisation: Organisation) -> tuple[tuple[str, bool], ...]:
    """(boldness, whether it reached its target) of every campaign that is over and whose result is known."""
    found = Campaign.objects.filter(organisation=organisation, state__in=OVER)
    return tuple((campaign.boldness, came) for campaign in found if (came := reached(campaign)) is not None)


def _foretold(found: QuerySet[Prediction]) -> Foretold:
    rows = list(found.filter(campaign__state__in=OVER).select_related("campaign").order_by("pk"))
    campaigns = {row.campaign_id: row.campaign for row in rows}
    came = {number: reached(campaign) for number, campaign in campaigns.items()}
    predictions = list(_predictions(rows, came))
    counted = [campaigns[number] for number, answer in came.items() if answer is not None]
    return Foretold(
        calibration=calibration(predictions, rng=np.random.default_rng(SEED)),
        kinds=by_kind(predictions),
        campaigns=len(counted),
        left_out=len(campaigns) - len(counted),
        window=_window(counted),
    )


def _predictions(rows: Iterable[Prediction], came: dict[int, bool | None]) -> Iterator[Predicted]:
    for row in rows:
        answer = came[row.campaign_id]
        if answer is not None:
            yield Predicted(row.probability, answer, row.campaign_id, kinds_of(row.campaign))


def kinds_of(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """How bold it was, what it counts, and where it ran."""
    networks = tuple(("network", network) for network in campaign.networks)
    return (("boldness", campaign.boldness), ("unit", campaign.unit), *networks)


def _window(campaigns: Iterable[Campaign]) -> Window | None:
    starts: list[date] = [day for c in campaigns if (day := c.start or (c.launched_at and c.launched_at.date()))]
    ends: list[date] = [c.ended_at.date() for c in campaigns if c.ended_at]
    return Window(min(starts), max(max(ends), min(starts))) if starts and ends else None
