import numpy as np

from pratfall.notice import paid_mixed
from tests.small_scenes import post, scene


def test_boosted_posts_are_counted_and_listed() -> None:
    made = scene(
        [
            post(f"2026-01-{d:02}", id=f"p{d}", metrics={"views": 9.0, "paid_views": 40.0 if d < 4 else 0.0})
            for d in range(1, 11)
        ]
    )
    (found,) = paid_mixed.doubt(made, ())
    assert found.facts == {"boosted": 3, "posts": 10}
    assert [e.id for e in found.evidence] == ["p3", "p2", "p1"]
    assert np.flatnonzero(paid_mixed.boosted(made)).tolist() == [0, 1, 2]


def test_paid_columns_that_are_zero_or_missing_say_nothing() -> None:
    made = scene([post("2026-01-01", metrics={"paid_views": 0.0}), post("2026-01-02")])
    assert list(paid_mixed.doubt(made, ())) == []
