from datetime import date

from pratfall.notice import partial
from tests.small_scenes import scene


def test_a_partial_day_is_told_once_for_all_its_metrics() -> None:
    days = [
        (0, "views", "2026-11-19", 3.0, False),
        (0, "views", "2026-11-20", 1.0, True),
        (0, "likes", "2026-11-20", 1.0, True),
    ]
    (found,) = partial.doubt(scene(days=days), ())
    assert found.n == 1
    assert found.window.start == date(2026, 11, 20)


def test_complete_days_are_not_mentioned() -> None:
    assert list(partial.doubt(scene(days=[(0, "views", "2026-11-19", 3.0, False)]), ())) == []
