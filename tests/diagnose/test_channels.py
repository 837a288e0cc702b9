"""Two channels week by week: what is counted, what is left out, and when anything may be claimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.diagnose.channels import together, two_channels
from pratfall.records.channels import ChannelTest, Together
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.scene import Covered, Scene, Settings
from pratfall.records.subjects import Account
from pratfall.reviews.channels import drawn
from tests.small_scenes import INSTAGRAM, defaults, post, scene

MAIL = Account("mailchimp", "m", name="Letter")
START = date(2025, 1, 6)
WEEKS = 96


def weekly(on: np.ndarray, synergy: float, *, noise: float = 0.1, mean: float = 40.0, seed: int = 1) -> list[int]:
    rng = np.random.default_rng(seed)
    log = np.log(mean) + 0.2 * on[:, 0] + 0.2 * on[:, 1] + synergy * on.all(axis=1) + noise * rng.normal(size=len(on))
    return rng.poisson(np.exp(log)).tolist()


def sent(on: np.ndarray, account: int, k: int, **given: Any) -> Iterator[dict[str, Any]]:
    for week in np.flatnonzero(on[:, k]).tolist():
        yield post(START + timedelta(days=7 * week + 1), account, **given)


def gifts(counts: list[int]) -> Iterator[dict[str, Any]]:
    for week, n in enumerate(counts):
        for i in range(n):
            day = START + timedelta(days=7 * week + i % 7)
            yield {"occurred": np.datetime64(f"{day}T10:00:00", "s"), "net": Decimal(10)}


def organisation(on: np.ndarray, counts: list[int], given: Settings | None = None, gap: bool = False) -> Scene:
    end = START + timedelta(days=7 * WEEKS - 1)
    covered = [Covered(1, "posts", START, end)]
    covered += (
        [Covered(0, "posts", START, START + timedelta(days=69)), Covered(0, "posts", START + timedelta(days=98), end)]
        if gap
        else [Covered(0, "posts", START, end)]
    )
    return scene(
        [*sent(on, 0, 1), *sent(on, 1, 0, format="email")],
        accounts=(INSTAGRAM, MAIL),
        coverage=covered,
        gifts=gifts(counts),
        given=given,
    )


def asked(made: Scene) -> Together:
    found = together(made, drawn)
    assert found is not None
    return found


LOT = drawn(START, WEEKS // 4)
TEST = ChannelTest("email", "social", START, WEEKS // 4)


def test_nothing_is_claimed_of_weeks_a_team_chose_itself() -> None:
    found = asked(organisation(LOT, weekly(LOT, 0.5)))
    assert isinstance(found.both, Estimate)
    assert found.both.low > 1.0
    assert (found.by_lot, found.claimed) == (False, False)
    assert (found.first, found.second, found.outcome) == ("email", "social", "gifts")


def test_a_synergy_is_claimed_of_weeks_drawn_by_lot_and_kept_to() -> None:
    found = asked(organisation(LOT, weekly(LOT, 0.5), replace(defaults(), channel_tests=(TEST,))))
    assert (found.by_lot, found.followed, found.claimed) == (True, 1.0, True)


def test_weeks_drawn_and_then_ignored_claim_nothing() -> None:
    other = drawn(START + timedelta(days=7), WEEKS // 4)
    found = asked(organisation(other, weekly(other, 0.5), replace(defaults(), channel_tests=(TEST,))))
    assert found.by_lot
    assert found.followed is not None
    assert found.followed < 0.8
    assert not found.claimed


def test_weeks_before_the_draw_are_no_part_of_the_test() -> None:
    late = ChannelTest("email", "social", START + timedelta(days=7 * 40), 10)
    found = asked(organisation(LOT, weekly(LOT, 0.5), replace(defaults(), channel_tests=(late,))))
    assert found.weeks == 40
    assert sum(found.cells) == 40
    assert len(set(found.cells)) == 1


def test_a_test_that_has_not_begun_waits() -> None:
    coming = ChannelTest("email", "social", date(2026, 11, 30), 13)
    found = asked(organisation(LOT, weekly(LOT, 0.5), replace(defaults(), channel_tests=(coming,))))
    assert (found.both, found.followed, found.claimed) == (NotEnoughData(24, 0, "weeks"), None, False)
    assert found.calendar[0].monday == date(2026, 11, 30)


def test_weeks_no_export_speaks_for_are_left_out_not_counted_as_silent() -> None:
    whole, holed = (asked(organisation(LOT, weekly(LOT, 0.0), gap=gap)) for gap in (False, True))
    assert whole.weeks - holed.weeks == 4


def test_a_channel_used_every_week_is_compared_by_more_than_usual() -> None:
    always = LOT.copy()
    always[:, 1] = True
    made = organisation(always, weekly(LOT, 0.0))
    found = asked(made)
    assert found.rule == ("any", "more")
    assert found.both == NotEnoughData(3, 0, "weeks_of_each")  # one post every week is never more than usual


def test_without_anything_to_count_it_says_what_to_bring() -> None:
    found = asked(organisation(LOT, [0] * WEEKS))
    assert found.both == NotEnoughData(5, 0, "outcomes_a_week")
    assert len(found.calendar) == 52


def test_visits_to_the_site_are_counted_where_gifts_are_few() -> None:
    made = organisation(LOT, [0] * WEEKS)
    days = [
        (0, "sessions", str(START + timedelta(days=i)), float(20 + i % 5), False) for i in range(7 * WEEKS)
    ]  # fmt: skip
    made = replace(made, days=scene(days=days).days)
    assert asked(made).outcome == "sessions"


def test_one_channel_alone_has_no_answer() -> None:
    assert together(scene([post("2026-01-05")]), drawn) is None


def test_without_mail_the_two_busiest_networks_are_asked_about() -> None:
    made = scene([post("2026-01-05"), post("2026-01-06", 1), post("2026-01-07", 1)], accounts=(INSTAGRAM, MAIL))
    assert two_channels(made) == ("mailchimp", "instagram")


def test_more_weeks_give_more_power() -> None:
    (few, early), (many, late) = asked(organisation(LOT, weekly(LOT, 0.0))).power
    assert (few, many) == (52, 104)
    assert 0.0 < early < late <= 1.0
