from datetime import date

from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Window
from pratfall.records.subjects import Account
from tests.small_scenes import INSTAGRAM, X


def reading(code: str, of: Account) -> HabitReading:
    window = Window(date(2026, 1, 1), date(2026, 1, 31))
    return HabitReading(code=code, subject=of.subject, status=None, estimate=None, n=0, window=window)


def test_a_reading_is_known_again_by_its_habit_and_its_account() -> None:
    assert reading("one_way", X).key == ("one_way", "x", "1")
    assert len({reading(code, of).key for code in ("one_way", "abandoned") for of in (X, INSTAGRAM)}) == 4
