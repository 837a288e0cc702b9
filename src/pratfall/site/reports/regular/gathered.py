"""Everything a section may look at: the days, the review at their end, and the organisation whose rows it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pratfall.records.review import Review
from pratfall.records.scene import Scene
from pratfall.site.campaigns.models import Decision
from pratfall.site.people.models import Organisation

from .periods import Period

Facts = Mapping[str, Any]  # JSON: codes, numbers, estimates; the only words are names of things the team gave


@dataclass(frozen=True)
class Gathered:
    """`scene`: everything known on `known_on`, cut off at the end of the period; `review`: what it says by itself.

    `gifts_until`: the day of the newest gift of any file, also after the period; None where no file speaks of gifts.
    `previous`: what the report before this one said, by section; None where there is none.
    """

    organisation: Organisation
    period: Period
    known_on: date
    scene: Scene
    review: Review
    gifts_until: date | None
    previous: Mapping[str, Facts] | None

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Signed by the end of the period and not taken back by then, oldest first."""
        found = Decision.objects.filter(organisation=self.organisation, at__lt=self.period.over)
        kept = found.exclude(withdrawal__at__lt=self.period.over)
        return tuple(
            kept.select_related("withdrawal", "superseded_by")
            .prefetch_related("revisits", "actions")
            .order_by("at", "pk")
        )

    @cached_property
    def decided(self) -> tuple[Decision, ...]:
        """Those signed in the period."""
        return tuple(decision for decision in self.decisions if decision.at >= self.period.begins)
