from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from pratfall.records.numbers import Window
from pratfall.records.scene import Covered, Scene, Settings
from tests.small_scenes import scene

SETTINGS = Settings(hours_per_post={"text": Decimal("0.5"), "video": Decimal(8)}, ripening_days={}, benchmarks={})


def days(start: int, end: int, subject: str = "posts", account: int = 0) -> Covered:
    return Covered(account, subject, date(2026, 3, start), date(2026, 3, end))


def test_hours_add_up_by_kind_of_post() -> None:
    assert SETTINGS.hours_for(["text", "video", "text"]) == Decimal("9.0")
    assert SETTINGS.hours_for([]) == 0


def test_one_kind_without_a_default_makes_the_hours_unknown() -> None:
    assert SETTINGS.hours_for(["text", "hologram"]) is None


def test_overlapping_and_touching_exports_become_one_window() -> None:
    made = scene(coverage=[days(10, 12), days(1, 5), days(3, 7), days(8, 8), days(20, 25), days(21, 22)])
    assert made.known_days("posts") == {
        0: (
            Window(date(2026, 3, 1), date(2026, 3, 8)),
            Window(date(2026, 3, 10), date(2026, 3, 12)),
            Window(date(2026, 3, 20), date(2026, 3, 25)),
        )
    }


def test_accounts_and_subjects_are_kept_apart() -> None:
    made = scene(coverage=[days(1, 5), days(6, 9, "days"), days(2, 3, account=1)])
    assert made.known_days("days") == {0: (Window(date(2026, 3, 6), date(2026, 3, 9)),)}
    assert set(made.known_days("posts")) == {0, 1}


def test_nothing_is_known_of_days_to_come() -> None:
    made = scene(coverage=[days(1, 9), days(12, 15)], now=datetime(2026, 3, 5, tzinfo=UTC))
    assert made.known_days("posts") == {0: (Window(date(2026, 3, 1), date(2026, 3, 5)),)}


def test_a_question_is_computed_once_per_scene_and_anew_for_a_changed_copy() -> None:
    asked: list[int] = []

    def question(made: Scene) -> int:
        asked.append(len(made.coverage))
        return len(made.coverage)

    made = scene(coverage=[days(1, 5)])
    assert [made.once(question), made.once(question)] == [1, 1] and asked == [1]
    assert replace(made, coverage=()).once(question) == 0
    assert made == replace(made)
