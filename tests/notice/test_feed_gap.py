from datetime import date, timedelta

from pratfall.notice import feed_gap
from pratfall.records.charts import CalendarChart, DayState
from pratfall.records.findings import Status
from pratfall.records.scene import Covered
from tests.small_scenes import X, post, scene


def months(*firsts: str) -> list[Covered]:
    """Whole months of 2026 that an export speaks for."""
    starts = [date.fromisoformat(f"2026-{m}-01") for m in firsts]
    return [Covered(0, "posts", s, (s + timedelta(days=32)).replace(day=1) - timedelta(days=1)) for s in starts]


def test_a_month_without_export_is_a_gap_of_its_days() -> None:
    daily = [post(date(2026, 1, 1) + timedelta(days=i)) for i in range(120) if not 31 <= i < 59]
    (found,) = feed_gap.doubt(scene(daily, coverage=months("01", "03", "04")), ())
    assert found.status is Status.SURE
    assert found.estimate is not None and found.estimate.value == 28
    assert (found.window.start, found.window.end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert found.facts["silences"] == ("2026-02-01/2026-02-28",)
    assert isinstance(found.chart, CalendarChart)
    assert found.chart.days.count(DayState.GAP) == 28


def test_overlapping_and_touching_exports_leave_no_gap() -> None:
    coverage = [Covered(0, "posts", date(2026, 1, 1), date(2026, 2, 10)), *months("02", "03")]
    assert list(feed_gap.doubt(scene([post("2026-01-05")], coverage=coverage), ())) == []


def test_a_pause_usual_for_the_account_between_two_files_is_no_gap() -> None:
    weekly = [post(date(2026, 1, 1) + timedelta(days=7 * i)) for i in range(20)]
    coverage = [
        Covered(0, "posts", date(2026, 1, 1), date(2026, 1, 29)),
        Covered(0, "posts", date(2026, 2, 5), date(2026, 5, 20)),
    ]
    assert list(feed_gap.doubt(scene(weekly, coverage=coverage), ())) == []


def test_one_missing_day_of_daily_numbers_is_a_gap() -> None:
    coverage = [
        Covered(0, "days", date(2026, 1, 1), date(2026, 1, 30)),
        Covered(0, "days", date(2026, 2, 1), date(2026, 2, 28)),
    ]
    (found,) = feed_gap.doubt(scene(coverage=coverage), ())
    assert found.facts["of"] == "days"
    assert found.n == 1


def test_days_before_the_first_and_after_the_last_export_are_no_gap() -> None:
    assert list(feed_gap.doubt(scene([post("2020-01-01")], accounts=(X,), coverage=months("03")), ())) == []
