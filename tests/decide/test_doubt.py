from datetime import timedelta

from pratfall.decide.doubt import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Kind
from pratfall.records.numbers import Cost, NotEnoughData
from tests.decide.cases import TODAY, case, finding


def test_nothing_is_decided_on_doubtful_data() -> None:
    advice = advise(case(finding("feed_gap", kind=Kind.TRUST)))
    assert advice and advice.act is Act.WAIT
    assert advice.look_again == TODAY + timedelta(days=7)
    assert isinstance(advice.wrong_if_pulled, NotEnoughData) and advice.saving == Cost()


def test_verdicts_are_left_to_other_rules() -> None:
    assert advise(case()) is None
