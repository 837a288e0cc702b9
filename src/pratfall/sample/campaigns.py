"""The charity's fundraising campaigns: six weeks each, with a rush at both ends, and one that runs too slowly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from .posts import organisation

DAYS = 42
RUSH_DAYS = 4.0  # how fast the first rush ends and the last one begins
RUSH = 2.0  # gifts of the first or last day over those of a quiet one, less one


@dataclass(frozen=True)
class SampleCampaign:
    """`pace`: gifts on a quiet day. `target`: euros, where the team wrote one down."""

    name: str
    start: date
    pace: float
    target: int | None

    @property
    def end(self) -> date:
        return self.start + timedelta(days=DAYS - 1)


def campaigns(until: date) -> list[SampleCampaign]:
    return [
        SampleCampaign(
            c["name"], until - timedelta(days=round(7 * c["began_weeks"])), c["pace"], c.get("target")
        )
        for c in organisation()["campaigns"]
    ]  # fmt: skip


def moments(campaign: SampleCampaign, until: date, rng: np.random.Generator) -> Iterator[datetime]:
    """When its gifts came in, up to the last day known."""
    for i in range(DAYS):
        day = campaign.start + timedelta(days=i)
        rush = RUSH * (math.exp(-i / RUSH_DAYS) + math.exp(-(DAYS - 1 - i) / RUSH_DAYS))
        for _ in range(int(rng.poisson(campaign.pace * (1 + rush)))):
            at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
                seconds=int(rng.integers(25_000, 80_000))
            )
            if day <= until:
                yield at


def campaigns_toml(until: date) -> list[str]:
    """Its campaigns, and what the running one should bring, as the team wrote them into its settings."""
    written = []
    for c in campaigns(until):
        lines = ["[[campaigns]]", f'name = "{c.name}"', f"start = {c.start}", f"end = {c.end}", 'currency = "EUR"']
        if c.target is not None:
            half = c.start + timedelta(days=DAYS // 2 - 1)
            lines += [f"target = {c.target}", f"milestones = [{{ date = {half}, value = {c.target // 2} }}]"]
        written.append("\n".join(lines))
    return written
