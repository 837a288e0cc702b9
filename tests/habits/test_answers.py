import numpy as np
import pytest

from pratfall.habits.answers import answers
from tests.small_scenes import comment, post, scene


def hours(comments: list[dict[str, object]]) -> list[float]:
    return answers(scene([post("2026-01-01"), post("2026-01-02")], comments=comments), 0).hours.tolist()


def test_a_later_own_comment_in_the_thread_is_an_answer() -> None:
    found = hours([
        comment("2026-01-01T10:00:00", id="a"),
        comment("2026-01-01T10:00:00", id="b"),
        comment("2026-01-01T13:00:00", id="o", parent="a", by_owner=True),
    ])  # fmt: skip
    assert found[0] == 3.0
    assert np.isnan(found[1])


def test_an_own_comment_before_the_question_does_not_answer_it() -> None:
    found = hours([
        comment("2026-01-01T10:00:00", id="o", parent="a", by_owner=True),
        comment("2026-01-01T11:00:00", id="b", parent="a"),
    ])  # fmt: skip
    assert np.isnan(found).tolist() == [True]


def test_without_threads_a_later_own_comment_under_the_post_answers() -> None:
    found = hours([
        comment("2026-01-01T10:00:00", id="a", post=0),
        comment("2026-01-01T11:00:00", id="b", post=1),
        comment("2026-01-01T10:30:00", id="o", post=0, by_owner=True),
    ])  # fmt: skip
    assert found[0] == 0.5
    assert np.isnan(found[1])


def test_comments_written_elsewhere_are_not_received() -> None:
    assert hours([comment("2026-01-01T10:00:00", received=False)]) == []


@pytest.mark.parametrize("seed", range(10))
def test_the_first_answer_agrees_with_looking_at_every_pair(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [
        comment(
            f"2026-01-{rng.integers(1, 9):02}T{rng.integers(0, 24):02}:00:00",
            id=f"c{i}",
            parent=str(rng.choice(["", "c0", "c1", "c2"])) if i > 2 else "",
            by_owner=bool(rng.random() < 0.3) and i > 2,
        )
        for i in range(40)
    ]
    rows[3]["parent"] = "c0"  # this export has threads
    expected = []
    for row in rows:
        if row["by_owner"]:
            continue
        thread = row["parent"] or row["id"]
        waits = [
            (o["created"] - row["created"]).astype(float) / 3600
            for o in rows
            if o["by_owner"] and (o["parent"] or o["id"]) == thread and o["created"] >= row["created"]
        ]
        expected.append(min(waits, default=np.nan))
    np.testing.assert_allclose(hours(rows), expected)
