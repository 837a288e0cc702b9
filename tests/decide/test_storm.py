from datetime import timedelta

import pytest

from pratfall.decide.storm import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Status
from pratfall.records.numbers import Window
from tests.decide.cases import TODAY, case, finding


@pytest.mark.parametrize(("code", "act"), [("backlash", Act.WAIT), ("talk_spike", Act.WAIT), ("surge", Act.KEEP)])
def test_a_storm_is_answered_first_and_looked_at_again_tomorrow(code: str, act: Act) -> None:
    advice = advise(case(finding(code)))
    assert advice and advice.act is act and advice.reason not in ("storm_over", "surge_over")
    assert advice.look_again == TODAY + timedelta(days=1)


def test_a_spike_nobody_can_judge_is_read_first() -> None:
    advice = advise(case(finding("surge", status=Status.CANNOT_TELL)))
    assert advice and advice.reason == "read_first"


@pytest.mark.parametrize(
    ("code", "act", "reason"), [("backlash", Act.LEARN, "storm_over"), ("surge", Act.KEEP, "surge_over")]
)
def test_a_storm_the_data_go_beyond_is_learnt_from_and_holds_nothing_back(code: str, act: Act, reason: str) -> None:
    calm = Window(TODAY - timedelta(days=12), TODAY - timedelta(days=10))
    advice = advise(case(finding(code, window=calm, facts={"heard_until": str(TODAY)})))
    assert advice and (advice.act, advice.reason) == (act, reason)
    assert advice.facts["day"] == calm.end and advice.look_again > TODAY + timedelta(days=7)


def test_a_storm_with_which_the_comments_end_may_still_go_on() -> None:
    loud = Window(TODAY - timedelta(days=12), TODAY - timedelta(days=10))
    for facts in ({"heard_until": str(loud.end + timedelta(days=1))}, {}):
        advice = advise(case(finding("backlash", window=loud, facts=facts)))
        assert advice and advice.reason == "answer_first"


def test_quieter_findings_are_left_to_other_rules() -> None:
    assert advise(case()) is None
