from datetime import timedelta

import pytest

from pratfall.decide.storm import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Status
from tests.decide.cases import TODAY, case, finding


@pytest.mark.parametrize(("code", "act"), [("backlash", Act.WAIT), ("talk_spike", Act.WAIT), ("surge", Act.KEEP)])
def test_a_storm_is_answered_first_and_looked_at_again_tomorrow(code: str, act: Act) -> None:
    advice = advise(case(finding(code)))
    assert advice and advice.act is act
    assert advice.look_again == TODAY + timedelta(days=1)


def test_a_spike_nobody_can_judge_is_read_first() -> None:
    advice = advise(case(finding("surge", status=Status.CANNOT_TELL)))
    assert advice and advice.reason == "read_first"


def test_quieter_findings_are_left_to_other_rules() -> None:
    assert advise(case()) is None
