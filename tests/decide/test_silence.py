from pratfall.decide.silence import advise
from pratfall.records.advice import Act
from pratfall.records.numbers import Cost
from tests.decide.cases import case, finding


def test_what_stopped_by_itself_is_asked_about_and_saves_nothing() -> None:
    advice = advise(case(finding("series_stopped")))
    assert advice and (advice.act, advice.saving) == (Act.LEARN, Cost())


def test_what_goes_on_is_left_to_other_rules() -> None:
    assert advise(case()) is None
