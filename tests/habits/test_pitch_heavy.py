from datetime import date, timedelta
from typing import Any

import pytest

from pratfall.habits import pitch_heavy
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate
from tests.small_scenes import post, scene

ASK = "Please donate today, every euro counts"
TELL = "The frogs are back at the old mill pond"


def posts(pitches: int, others: int, **given: Any) -> list[dict[str, Any]]:
    texts = [ASK] * pitches + [TELL] * others
    return [post(date(2026, 11, 19) - timedelta(days=i), text=t, **given) for i, t in enumerate(texts)]


def test_an_account_that_only_asks_is_named_for_sure_with_its_words() -> None:
    (found,) = pitch_heavy.audit(scene(posts(30, 20)))
    assert found.status is Status.SURE
    assert found.facts["band"] == "red"
    assert "please donate" in str(found.facts["words"])
    assert found.cost.hours == 15
    assert found.reference is not None
    assert "Lovejoy" in found.reference.source


def test_a_pitch_in_eight_is_nobodys_fault() -> None:
    assert list(pitch_heavy.audit(scene(posts(10, 70)))) == []


def test_the_interval_is_wider_than_that_of_the_posts_alone() -> None:
    (found,) = pitch_heavy.audit(scene(posts(50, 50)))
    assert isinstance(found.estimate, Estimate)
    assert found.estimate.low < 0.40
    assert found.estimate.high > 0.60
    assert found.estimate.low < 0.5 < found.estimate.value < found.estimate.high


def test_replies_are_not_counted_and_unreadable_languages_are_not_innocent() -> None:
    spanish = posts(0, 50, lang="es")
    (found,) = pitch_heavy.audit(scene(posts(30, 20) + spanish + posts(0, 60, relation="reply")))
    assert (found.n, found.facts["unread"]) == (50, 50)


def test_nineteen_posts_are_too_few() -> None:
    assert list(pitch_heavy.audit(scene(posts(19, 0)))) == []


@pytest.mark.parametrize(("hits", "n"), [(0, 50), (1, 50), (25, 50), (50, 50)])
def test_the_corrected_interval_stays_a_share(hits: int, n: int) -> None:
    low, high = pitch_heavy.corrected_ends(hits, n, 0.95)
    assert 0.0 <= low <= high <= 1.0
