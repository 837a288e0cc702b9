from datetime import timedelta

from pratfall.decide.single import advise
from pratfall.records.advice import Act
from pratfall.records.numbers import NotEnoughData
from pratfall.records.subjects import SubjectKind
from tests.decide.cases import TODAY, case, cause, diagnosis, finding


def test_nothing_is_stopped_for_one_post() -> None:
    advice = advise(case(finding("post_flopped", subject=SubjectKind.POST)))
    assert advice and advice.act is Act.LEARN
    assert advice.wrong_if_pulled == NotEnoughData(20, 1, "posts")


def test_what_can_be_mended_on_a_post_is_said() -> None:
    broken = finding("post_flopped", subject=SubjectKind.POST, diagnosis=diagnosis(cause("execution", 0.9)))
    advice = advise(case(broken))
    assert advice and (advice.act, advice.change) == (Act.OPTIMISE, "execution")


def test_posts_that_still_run_are_looked_at_again_in_two_days() -> None:
    advice = advise(case(finding("flop_expected", subject=SubjectKind.ACCOUNT)))
    assert advice and (advice.reason, advice.look_again) == ("still_running", TODAY + timedelta(days=2))


def test_series_are_left_to_other_rules() -> None:
    assert advise(case()) is None
