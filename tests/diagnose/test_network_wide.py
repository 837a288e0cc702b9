"""What our other accounts did over the same days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pratfall.diagnose.case import Case, Explanation, Missing, Other
from pratfall.diagnose.network_wide import ASSUMED_BETWEEN, PLAUSIBLE, explain
from tests.calibration.changed_posts import make


def asked(others: tuple[Other, ...]) -> tuple[Case, list[Explanation | Missing]]:
    case = replace(make("none", 1).case, others=others)
    return case, list(explain(case))


def other(case: Case, platform: str, shift: float, noise: float = 0.0, name: str = "north") -> Other:
    days = np.sort(np.concatenate([case.day[case.before][-20:], case.day[case.after][:20]]))
    wiggle = noise * np.tile([1.0, -1.0], 20)
    return Other(name, name, platform, days, np.where(days >= case.day[case.after][0], shift, 0.0) + wiggle)


CASE = make("none", 1).case


def test_an_account_of_the_same_network_speaks_for_it() -> None:
    _, found = asked((other(CASE, "instagram", -0.6, 0.3), other(CASE, "facebook", 0.4, 0.3)))
    (told,) = found
    assert isinstance(told, Explanation) and told.offset is not None
    assert told.facts["scope"] == "network" and told.facts["accounts"] == 1
    assert told.facts["others"] == pytest.approx(np.exp(-0.6))
    assert -0.6 < told.offset.value < -0.4  # drawn towards none, by what one account cannot say


def test_what_is_common_is_drawn_towards_none_by_its_doubt() -> None:
    _, (told,) = asked((other(CASE, "instagram", -0.6, 0.3),))
    assert isinstance(told, Explanation) and told.offset is not None
    variance = 0.3**2 * 40 / 38 * (1 / 20 + 1 / 20) + ASSUMED_BETWEEN**2
    assert told.offset.value == pytest.approx(-0.6 * PLAUSIBLE**2 / (PLAUSIBLE**2 + variance), rel=1e-3)


def test_other_networks_speak_only_together() -> None:
    _, (alone,) = asked((other(CASE, "facebook", -0.6),))
    assert isinstance(alone, Missing) and alone.collect == "other_accounts"
    _, (both,) = asked((other(CASE, "facebook", -0.6, 0.2), other(CASE, "x", -0.5, 0.2)))
    assert isinstance(both, Explanation) and both.facts["scope"] == "everywhere"


def test_an_account_with_hardly_a_post_on_a_side_says_nothing() -> None:
    few = other(CASE, "instagram", -0.6)
    keep = np.r_[0:20, 20:25]
    _, (found,) = asked((replace(few, day=few.day[keep], left=few.left[keep]),))
    assert isinstance(found, Missing)


def test_accounts_that_went_apart_leave_more_doubt_than_accounts_that_agree() -> None:
    agree = asked(tuple(other(CASE, "instagram", s, 0.2, str(s)) for s in (-0.5, -0.52, -0.48)))[1][0]
    apart = asked(tuple(other(CASE, "instagram", s, 0.2, str(s)) for s in (-1.5, -0.5, 0.5)))[1][0]
    assert isinstance(agree, Explanation) and isinstance(apart, Explanation)
    assert agree.offset is not None and apart.offset is not None
    assert apart.offset.error > 2 * agree.offset.error
