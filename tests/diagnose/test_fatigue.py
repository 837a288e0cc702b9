from __future__ import annotations

import numpy as np
import pytest

from pratfall.diagnose import fatigue
from pratfall.diagnose.case import Explanation
from tests.diagnose.accounts import case, days_apart

PARTS = "ba ce di fo gu la me ni po ru sa te vi zo chu bri plo stra".split()


def words(rng: np.random.Generator, k: int) -> str:
    """Made-up words, so that two texts share one only by accident."""
    return " ".join("".join(rng.choice(PARTS, 3)) for _ in range(k))


def fresh(i: int) -> str:
    """A text that shares little with any other."""
    return words(np.random.default_rng(i), 9)


def repeated_later(i: int) -> dict[str, str]:
    """From post 60 on, two in three posts say what was said before."""
    return {"text": fresh(i % 4 if i >= 60 and i % 3 else 1000 + i)}


def only(found: list[object]) -> Explanation:
    [one] = found
    assert isinstance(one, Explanation)
    return one


def test_a_text_told_again_counts_how_often_it_was_told() -> None:
    found = only(list(fatigue.explain(case(days_apart(120, 3.0), 60, each=repeated_later))))
    assert found.facts["kind"] == "text"
    assert found.facts["before"] == 0.0
    assert found.facts["after"] == pytest.approx(0.6, abs=0.1)
    assert found.columns is not None
    again = [i for i in range(60, 120) if i % 3 and i % 4 == 1]
    assert found.columns[again[0], 0] == 0.0
    assert found.columns[again[1], 0] == pytest.approx(1.0)
    assert {e.id for e in found.evidence} <= {str(i) for i in range(60, 120) if i % 3}


def test_the_same_text_within_two_days_is_a_slip_and_no_fatigue() -> None:
    doubled = case(days_apart(120, 1.0), 60, each=lambda i: {"text": fresh(i // 2 if i >= 60 else 1000 + i)})
    found = [f for f in fatigue.explain(doubled) if isinstance(f, Explanation)]
    assert all(f.facts["kind"] != "text" for f in found)


def test_one_format_alone_is_a_fatigue_of_format() -> None:
    def each(i: int) -> dict[str, str]:
        return {"text": fresh(i), "format": ("image", "video", "text", "link")[i % 4] if i < 60 else "video"}

    found = only(list(fatigue.explain(case(days_apart(120, 3.0), 60, each=each))))
    assert found.facts["kind"] == "format"
    assert found.facts["before"] == pytest.approx(0.25)
    assert found.facts["after"] > 0.75


def test_one_subject_alone_is_a_fatigue_of_subject() -> None:
    def each(i: int) -> dict[str, str]:
        rng = np.random.default_rng(i)
        same = " ".join(rng.choice(["cargo", "bike", "wheels", "pedal", "ride", "chain"], 4, replace=False))
        return {"text": f"{same} {words(rng, 4)}" if i >= 60 else fresh(i)}

    found = only(list(fatigue.explain(case(days_apart(120, 3.0), 60, each=each))))
    assert found.facts["kind"] == "subject"
    assert found.facts["after"] > 1.3 * found.facts["before"]


def test_ever_fresh_posts_are_no_cause() -> None:
    assert list(fatigue.explain(case(days_apart(120, 3.0), 60, each=lambda i: {"text": fresh(i)}))) == []


def test_posts_without_words_have_only_their_format() -> None:
    assert list(fatigue.explain(case(days_apart(120, 3.0), 60))) == []
    found = only(
        list(fatigue.explain(case(days_apart(120, 3.0), 60, each=lambda i: {"format": "image" if i % 5 else "video"})))
        or [Explanation(code="fatigue", basis=fatigue.Basis.INFERRED, changes_mind="")]
    )
    assert found.code == "fatigue"


def test_a_short_history_has_no_measure() -> None:
    assert list(fatigue.explain(case(days_apart(16, 3.0), 8, each=lambda i: {"text": fresh(i)}))) == []
