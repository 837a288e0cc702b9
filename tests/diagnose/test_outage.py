"""Days somebody marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pratfall.diagnose.case import Explanation
from pratfall.diagnose.outage import explain
from pratfall.records.causes import Basis
from pratfall.records.scene import Outage
from tests.diagnose.accounts import case, days_apart
from tests.small_scenes import defaults


def asked(*outages: Outage) -> list[Explanation]:
    made = case(days_apart(60, 1.0), 40, given=replace(defaults(), outages=outages))
    return [found for found in explain(made) if isinstance(found, Explanation)]


def test_posts_of_the_marked_days_are_told_with_what_was_noted() -> None:
    (told,) = asked(Outage(date(2025, 7, 15), date(2025, 7, 17), "X down"))
    assert told.columns is not None and told.columns[:, 0].sum() == 3
    assert told.facts == {"notes": ("X down",), "posts": 3}
    assert told.basis is Basis.ASSUMED


def test_an_outage_of_another_network_or_time_is_none_of_ours() -> None:
    assert asked(Outage(date(2025, 7, 15), date(2025, 7, 17), "down", networks=("instagram",))) == []
    assert asked(Outage(date(2024, 7, 15), date(2024, 7, 17), "down")) == []
    assert len(asked(Outage(date(2025, 7, 15), date(2025, 7, 17), "down", networks=("x", "instagram")))) == 1
