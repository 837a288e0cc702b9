from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pratfall.records.candidates import Candidate
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import Checked
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.verdicts import SURE_PER_ACCOUNT_YEAR, judge

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WINDOW = Window(date(2026, 8, 1), date(2026, 11, 20))
FRESH = Freshness(NOW, stale=False)


def subject(name: str, kind: SubjectKind = SubjectKind.SERIES, account: str = "1") -> Subject:
    return Subject(kind, name, name, "x", account)


ACCOUNT = subject("account", SubjectKind.ACCOUNT)


def candidate(
    who: Subject, rate: float | None, code: str = "level_fell", value: float = 0.5, **more: object
) -> Candidate:
    def estimate(level: float) -> Estimate | NotEnoughData:
        if rate is None:
            return NotEnoughData(28, 9, "posts")
        return Estimate(value, value * (1 - level / 3), value * (1 + level / 3), Unit.RATIO, level)

    given = {
        "code": code,
        "kind": Kind.GOOD_NEWS if code in ("level_rose", "growing") else Kind.FAILURE,
        "subject": who,
        "budget": (who.platform, who.account_id),
        "rate": rate,
        "estimate": estimate,
        "window": WINDOW,
        "n": 100,
        "method": "shiryaev_roberts",
        "since": WINDOW.start,
        "facts": {"metric": "engagements_std", "before": 60, "after": 40},
    }
    return Candidate(**{**given, **more})  # type: ignore[arg-type]


def verdicts(
    *candidates: Candidate,
    freshness: Callable[[Subject], Freshness] = lambda s: FRESH,
    silenced: Callable[..., bool] = lambda *given: False,
) -> tuple[tuple[Finding, ...], tuple[Checked, ...]]:
    return judge(candidates, freshness=freshness, silenced=silenced, cost=lambda s, w: Cost(hours=Decimal(3)))


def quiet(n: int) -> list[Candidate]:
    return [candidate(subject(f"quiet{i}"), 5.0) for i in range(n)]


def test_what_chance_would_show_once_in_a_thousand_years_is_sure() -> None:
    (found,), _ = verdicts(candidate(subject("a"), 0.001), *quiet(9))
    assert found.status is Status.SURE
    assert found.false_alarms_per_year == 0.001
    assert found.cost.hours == 3
    assert found.reference is not None and found.reference.own_history


def test_what_is_rare_for_one_of_many_but_not_rare_enough_is_only_likely() -> None:
    rate = 2 * SURE_PER_ACCOUNT_YEAR / 10
    (found,), _ = verdicts(candidate(subject("a"), rate), *quiet(9))
    assert found.status is Status.LIKELY


def test_looking_at_more_subjects_demands_more() -> None:
    assert len(verdicts(candidate(subject("a"), 0.008), *quiet(9))[0]) == 1
    assert verdicts(candidate(subject("a"), 0.008), *quiet(99))[0] == ()


def test_many_falls_at_once_carry_each_other() -> None:
    falls = [candidate(subject(f"s{i}", account=str(i)), 0.02) for i in range(6)]
    alone, _ = verdicts(falls[0], *quiet(20))
    together, _ = verdicts(*falls, *quiet(20))
    assert len(alone) == 0 and len(together) == 6


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"facts": {"before": 60, "after": 12}}, "too few posts after"),
        ({"facts": {"before": 12, "after": 60}}, "too few posts before"),
        ({"value": 0.85}, "the interval reaches what nobody needs to act on"),
    ],
)
def test_sure_needs_enough_posts_and_an_effect_that_matters(change: dict[str, object], why: str) -> None:
    (found,), _ = verdicts(candidate(subject("a"), 1e-6, **change), *quiet(9))  # type: ignore[arg-type]
    assert found.status is Status.LIKELY, why


def test_intervals_are_as_wide_as_having_been_chosen_costs() -> None:
    alone, _ = verdicts(candidate(subject("a"), 1e-4))
    among, _ = verdicts(candidate(subject("a"), 1e-4), *quiet(19))
    assert isinstance(alone[0].estimate, Estimate) and isinstance(among[0].estimate, Estimate)
    assert alone[0].estimate.level == pytest.approx(0.95)
    assert among[0].estimate.level == pytest.approx(1 - 0.05 / 20)


def test_stale_data_carry_no_verdict() -> None:
    stale = Freshness(datetime(2026, 1, 1, tzinfo=UTC), stale=True)
    (found,), checked = verdicts(candidate(subject("a"), 1e-6), freshness=lambda s: stale)
    assert found.status is Status.CANNOT_TELL
    assert checked[0].found == 0


def test_a_silenced_window_carries_no_verdict() -> None:
    def silenced(who: Subject, window: Window, metric: str) -> bool:
        return who.id == "a" and window == WINDOW and metric == "engagements_std"

    found, _ = verdicts(candidate(subject("a"), 1e-6), candidate(subject("b", account="2"), 1e-6), silenced=silenced)
    assert {f.subject.id: f.status for f in found} == {"a": Status.CANNOT_TELL, "b": Status.SURE}


def test_an_account_nobody_can_judge_yet_is_told_and_its_series_are_not() -> None:
    found, checked = verdicts(candidate(ACCOUNT, None), candidate(subject("s"), None), candidate(subject("t"), 4.0))
    assert [(f.subject.id, f.status) for f in found] == [("account", Status.CANNOT_TELL)]
    assert isinstance(found[0].estimate, NotEnoughData)
    assert checked == (Checked("level_fell", 3, 1, 0),)


def test_an_account_that_its_daily_totals_can_judge_is_not_called_unknown() -> None:
    assert verdicts(candidate(ACCOUNT, None), candidate(ACCOUNT, 4.0, method="weekly_scan"))[0] == ()


def test_an_account_that_only_looks_lower_cannot_be_told() -> None:
    (lower,), _ = verdicts(candidate(ACCOUNT, 0.5, value=0.6), *quiet(9))
    assert lower.status is Status.CANNOT_TELL and isinstance(lower.estimate, Estimate)
    assert verdicts(candidate(ACCOUNT, 0.5, value=0.9), *quiet(9))[0] == ()
    assert verdicts(candidate(ACCOUNT, 3.0, value=0.6), *quiet(9))[0] == ()


def test_a_fall_is_told_by_the_series_that_explains_its_account() -> None:
    """The account's other posts did not move; the series moved by more than they did."""
    series = candidate(subject("s"), 1e-5, given=lambda others: 1e-4)
    account = candidate(ACCOUNT, 1e-4, given=lambda others: 0.6)
    (found,), _ = verdicts(account, series)
    assert found.subject.id == "s"
    assert found.facts["also"] == ("account",)


def test_a_fall_of_the_whole_account_is_not_told_again_by_each_series() -> None:
    series = [candidate(subject(f"s{i}"), 1e-3, given=lambda others: 0.4) for i in range(4)]
    account = candidate(ACCOUNT, 1e-6, given=lambda others: 1e-5)
    (found,), _ = verdicts(*series, account)
    assert found.subject.id == "account"
    assert found.facts["also"] == ("s0", "s1", "s2", "s3")


def test_an_account_and_a_series_that_fell_farther_are_both_told() -> None:
    series = candidate(subject("s"), 1e-5, given=lambda others: 0.001)
    account = candidate(ACCOUNT, 1e-6, given=lambda others: 0.001)
    assert {f.subject.id for f in verdicts(account, series)[0]} == {"account", "s"}


def test_of_two_series_with_the_same_posts_the_surer_one_is_told() -> None:
    first = candidate(subject("hashtag"), 1e-6, given=lambda others: 1.0)
    second = candidate(subject("format"), 1e-4, given=lambda others: 1.0)
    (found,), _ = verdicts(second, first)
    assert found.subject.id == "hashtag"


def test_good_news_and_failures_do_not_explain_each_other() -> None:
    up = candidate(subject("up"), 1e-6, code="level_rose", value=2.5, given=lambda others: 1.0)
    down = candidate(subject("down"), 1e-6, given=lambda others: 1.0)
    assert {f.kind for f in verdicts(up, down)[0]} == {Kind.GOOD_NEWS, Kind.FAILURE}


def test_slopes_and_steps_are_one_question() -> None:
    _, checked = verdicts(candidate(subject("a"), 1e-6, code="declining"), candidate(subject("b"), 2.0))
    assert checked == (Checked("level_fell", 2, 2, 1),)


def test_nothing_asked_is_nothing_found() -> None:
    assert verdicts() == ((), ())
