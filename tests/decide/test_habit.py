from datetime import UTC, datetime

import pytest

from pratfall.decide.habit import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Freshness, Kind
from pratfall.records.numbers import Cost
from tests.decide.cases import case, finding


@pytest.mark.parametrize(
    ("code", "act"), [("pitch_heavy", Act.OPTIMISE), ("no_conversions", Act.LEARN), ("abandoned", Act.PULL)]
)
def test_a_habit_is_mended_measured_or_ended(code: str, act: Act) -> None:
    advice = advise(case(finding(code, kind=Kind.HABIT)))
    assert advice and advice.act is act
    assert advice.saving == Cost()  # mending it saves nothing anybody has counted


def test_a_habit_of_old_data_waits_for_newer_ones() -> None:
    old = Freshness(datetime(2026, 6, 1, tzinfo=UTC), stale=True)
    advice = advise(case(finding("pitch_heavy", kind=Kind.HABIT, freshness=old)))
    assert advice and (advice.act, advice.reason) == (Act.WAIT, "habit_stale")
    left = advise(case(finding("abandoned", kind=Kind.HABIT, freshness=old)))
    assert left and left.act is Act.PULL  # nothing newer will come


def test_failures_are_left_to_other_rules() -> None:
    assert advise(case()) is None
