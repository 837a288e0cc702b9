from datetime import UTC, datetime, timedelta

from pratfall.decide.undecided import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Freshness, Status
from pratfall.records.numbers import NotEnoughData
from tests.decide.cases import TODAY, case, finding, ratio


def test_it_waits_for_the_posts_that_are_missing_at_todays_pace() -> None:
    few = finding(status=Status.CANNOT_TELL, estimate=NotEnoughData(24, 10, "posts"))
    advice = advise(case(few, posts_per_week=2.0))
    assert advice and (advice.act, advice.look_again) == (Act.WAIT, TODAY + timedelta(days=49))


def test_where_waiting_takes_over_twelve_weeks_it_asks_on_purpose() -> None:
    few = finding(status=Status.CANNOT_TELL, estimate=NotEnoughData(24, 10, "posts"))
    for pace in (0.5, 0.0, None):
        advice = advise(case(few, posts_per_week=pace))
        assert advice and (advice.act, advice.reason) == (Act.LEARN, "never_enough")


def test_days_and_weeks_pass_by_themselves() -> None:
    for of, days in (("days", 20), ("weeks", 35)):
        few = finding(status=Status.CANNOT_TELL, estimate=NotEnoughData(25 if of == "days" else 10, 5, of))
        advice = advise(case(few, posts_per_week=None))
        assert advice and advice.look_again == TODAY + timedelta(days=days)


def test_old_numbers_are_fetched_before_anything_is_decided() -> None:
    old = Freshness(datetime(2026, 7, 1, tzinfo=UTC), stale=True)
    advice = advise(case(finding(status=Status.CANNOT_TELL, freshness=old)))
    assert advice and (advice.act, advice.reason) == (Act.WAIT, "stale")


def test_what_may_be_chance_is_waited_for() -> None:
    advice = advise(case(finding(status=Status.CANNOT_TELL, estimate=ratio(0.8, 0.5, 1.2))))
    assert advice and (advice.act, advice.reason) == (Act.WAIT, "may_be_chance")


def test_verdicts_are_left_to_other_rules() -> None:
    assert advise(case()) is None
