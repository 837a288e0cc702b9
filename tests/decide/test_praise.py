from pratfall.decide.praise import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Kind
from pratfall.records.subjects import SubjectKind
from tests.decide.cases import case, cause, diagnosis, finding, ratio


def test_what_works_is_kept_and_its_cause_named() -> None:
    why = diagnosis(cause("timing", 0.7))
    risen = finding("level_rose", kind=Kind.GOOD_NEWS, estimate=ratio(1.6, 1.2, 2.1), diagnosis=why)
    advice = advise(case(risen))
    assert advice and (advice.act, advice.change) == (Act.KEEP, "timing")


def test_a_single_post_that_shone_is_tried_again() -> None:
    shone = finding("post_shone", kind=Kind.GOOD_NEWS, subject=SubjectKind.POST)
    advice = advise(case(shone))
    assert advice and (advice.act, advice.reason) == (Act.LEARN, "once_more")


def test_failures_are_left_to_other_rules() -> None:
    assert advise(case()) is None
