"""Weekly numbers of a setback, from scenes made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.learn.comeback import Standing, WayBack
from pratfall.records.numbers import NotEnoughData
from pratfall.records.scene import Scene
from pratfall.reviews.recovery import (
    LAST_YEAR,
    OTHERS,
    Measure,
    Measured,
    Recovery,
    accounts_meant,
    day_of,
    recovery_of,
)
from pratfall.reviews.render import codec
from tests.small_scenes import INSTAGRAM, X, comment, post, scene

BEGAN = date(2026, 8, 3)
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)  # thirteen weeks later
ABOUT_X = [{"kind": "account", "platform": "x", "account_id": "1", "id": "x/1"}]


def posts(account: int, low: float = 1.0, weeks: int = 60, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Two posts a week with about 40 reactions; times `low` in the thirteen weeks after."""
    rng = np.random.default_rng((account, seed))
    for week in range(-weeks, 13):
        for day in (1, 4):
            at = BEGAN + timedelta(days=7 * week + day)
            likes = round(40 * float(np.exp(rng.normal(0.0, 0.1))) * (low if week >= 0 else 1.0))
            yield post(at, account, id=f"{account}-{at}", metrics={"likes": likes, "comments": 0, "shares": 0})


def comments(bad: float, weeks: int = 40) -> Iterator[dict[str, Any]]:
    """Ten a week from different people; a share of `bad` is angry after, a tenth before."""
    for week in range(-weeks, 13):
        for n in range(10):
            at = datetime.combine(BEGAN, datetime.min.time()) + timedelta(days=7 * week + n % 7, hours=n)
            angry = n < 10 * (bad if week >= 0 else 0.1)
            text = "This is disgusting, I hate it, shame on you" if angry else "Wonderful, thank you, I love it"
            said = {"account": 0, "author": f"p{n}", "received": True, "by_owner": False, "text": text}
            yield comment(at.isoformat(), **said)


def of(recovery: Recovery, measure: Measure) -> Measured:
    return next(m for m in recovery.measured if m.measure is measure)


def two_accounts(low: float) -> Scene:
    return scene([*posts(0, low), *posts(1)], accounts=(X, INSTAGRAM), now=NOW)


def test_a_loss_on_one_account_is_seen_against_the_other() -> None:
    found = recovery_of(two_accounts(0.4), ABOUT_X, BEGAN)
    engagement = of(found, Measure.ENGAGEMENT)
    assert found.accounts == ("Pond Friends (x)",) and engagement.against == ("pond.pictures (instagram)",)
    assert isinstance(engagement.way, WayBack) and engagement.way.standing is Standing.BELOW
    assert engagement.way.now.ratio.low <= 0.4 <= engagement.way.now.ratio.high
    assert len(engagement.after) == 13 and engagement.before[-1][0] == -1
    assert engagement.before[-1][1] == pytest.approx(40, rel=0.3)


def test_without_a_loss_none_is_told() -> None:
    way = of(recovery_of(two_accounts(1.0), ABOUT_X, BEGAN), Measure.ENGAGEMENT).way
    assert isinstance(way, WayBack) and way.standing is Standing.UNSEEN


def test_what_nobody_imported_is_not_enough_data_and_never_a_number() -> None:
    found = recovery_of(two_accounts(0.4), ABOUT_X, BEGAN)
    for measure in (Measure.NEGATIVE, Measure.DEFENDERS, Measure.DONATIONS):
        assert of(found, measure).way == NotEnoughData(14, 0, "weeks")
    empty = recovery_of(scene(now=NOW), [], BEGAN)
    assert {type(m.way) for m in empty.measured} == {NotEnoughData}


def test_a_setback_of_this_week_has_no_week_to_look_at_yet() -> None:
    found = recovery_of(two_accounts(0.4), ABOUT_X, NOW.date() - timedelta(days=3))
    assert {m.way for m in found.measured} == {NotEnoughData(2, 0, "weeks_after")}


def test_more_angry_comments_are_a_loss_and_are_held_against_other_accounts_comments() -> None:
    found = recovery_of(scene(posts(0), comments=comments(0.8), now=NOW), [], BEGAN)
    negative = of(found, Measure.NEGATIVE)
    assert isinstance(negative.way, WayBack) and negative.way.standing is Standing.BELOW
    assert negative.way.now.ratio.low > 1.5 and negative.against == ()
    told = [*comments(0.8), *({**c, "account": 1} for c in comments(0.1))]
    both = scene([*posts(0), *posts(1)], accounts=(X, INSTAGRAM), comments=told, now=NOW)
    assert of(recovery_of(both, ABOUT_X, BEGAN), Measure.NEGATIVE).against == (OTHERS,)


def gifts(weeks: int, low: float) -> list[dict[str, Any]]:
    rng = np.random.default_rng(5)
    made = []
    for week in range(-weeks, 13):
        for _ in range(rng.poisson(30 * (low if week >= 0 else 1.0))):
            at = BEGAN + timedelta(days=7 * week + int(rng.integers(7)))
            made.append({"occurred": np.datetime64(at, "s"), "type": "donation"})
    return [*made, {"occurred": np.datetime64(BEGAN + timedelta(days=90), "s"), "type": "signup"}]


def test_donations_are_held_against_the_year_before_where_it_is_known() -> None:
    short = of(recovery_of(scene(gifts=gifts(40, 0.5), now=NOW), [], BEGAN), Measure.DONATIONS)
    assert short.against == () and isinstance(short.way, WayBack) and short.way.standing is Standing.BELOW
    long = of(recovery_of(scene(gifts=gifts(100, 0.5), now=NOW), [], BEGAN), Measure.DONATIONS)
    assert long.against == (LAST_YEAR,) and isinstance(long.way, WayBack)
    assert long.way.now.ratio.low <= 0.5 <= long.way.now.ratio.high


def test_weeks_after_the_last_known_gift_are_unknown_and_not_zero() -> None:
    early = [g for g in gifts(40, 1.0) if g["occurred"] < np.datetime64(BEGAN + timedelta(days=30), "s")]
    found = of(recovery_of(scene(gifts=early, now=NOW), [], BEGAN), Measure.DONATIONS)
    assert isinstance(found.way, WayBack) and found.way.weeks == 4 and found.way.standing is Standing.UNSEEN


@pytest.mark.parametrize(
    ("subject", "meant"),
    [
        ({"kind": "network", "platform": "x", "id": "x"}, [True, False]),
        ({"kind": "series", "platform": "instagram", "account_id": "2", "id": "a"}, [False, True]),
        ({"kind": "campaign", "id": "winter"}, [False, True]),
        ({"kind": "post", "platform": "x", "id": "one"}, [True, False]),
        ({"kind": "organisation", "id": "pond"}, [True, True]),
        ({"kind": "post", "platform": "instagram", "account_id": "2", "id": "not yet"}, [False, True]),
        ({"kind": "account", "platform": "x", "account_id": "nobody"}, [False, False]),
    ],
)
def test_a_subject_means_the_accounts_it_lives_in(subject: dict[str, str], meant: list[bool]) -> None:
    made = scene(
        [post(BEGAN, 0, id="one"), post(BEGAN, 1, id="one", campaign="winter")], accounts=(X, INSTAGRAM), now=NOW
    )
    assert accounts_meant(made, [subject]).tolist() == meant


def test_accounts_of_one_name_on_two_networks_are_two() -> None:
    same = replace(INSTAGRAM, name="Pond Friends")
    made = scene([*posts(0, 0.4), *posts(1)], accounts=(X, same), now=NOW)
    assert of(recovery_of(made, ABOUT_X, BEGAN), Measure.ENGAGEMENT).against == ("Pond Friends (instagram)",)


def test_nothing_is_measured_of_an_account_nobody_knows() -> None:
    unknown = [{"kind": "account", "platform": "x", "account_id": "nobody"}]
    found = recovery_of(two_accounts(0.4), unknown, BEGAN)
    assert found.accounts == () and of(found, Measure.ENGAGEMENT).way == NotEnoughData(14, 0, "weeks")


def test_what_was_measured_comes_back_from_its_json() -> None:
    found = recovery_of(two_accounts(0.4), ABOUT_X, BEGAN)
    codec.tag_choices(Recovery)
    assert codec.decode(Recovery, codec.encode(found)) == found


def test_a_week_has_its_first_day() -> None:
    assert day_of(-1, BEGAN) == date(2026, 7, 27)
