from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from pratfall.diagnose import execution
from pratfall.diagnose.case import Explanation
from pratfall.records.causes import Basis
from pratfall.records.links import LinkCheck, LinkState
from tests.diagnose.accounts import HOUR, case, days_apart
from tests.diagnose.test_fatigue import fresh

N, SPLIT = 120, 60
AT = days_apart(N, 3.0)
PAGE, DEAD = "https://pond.example/give", "https://pond.example/old"
ENGLISH = "The volunteers cooked a soup with vegetables from the garden this morning, number {}"
FRENCH = "Les bénévoles ont préparé une soupe avec les légumes du jardin ce matin, numéro {}"


def faulty(i: int) -> bool:
    """One in three posts after the change."""
    return i >= SPLIT and i % 3 == 0


def explained(each: Any, at: np.ndarray = AT, links: Mapping[str, LinkCheck] | None = None) -> list[Explanation]:
    found = execution.explain(case(at, SPLIT, each=each, links=links or {}))
    return [a for a in found if isinstance(a, Explanation)]


def tried(url: str, state: str) -> LinkCheck:
    return LinkCheck(url=url, asked=datetime(2026, 11, 1, tzinfo=UTC), state=LinkState(state))


TRIED = {PAGE: tried(PAGE, "alive"), DEAD: tried(DEAD, "dead")}


@pytest.mark.parametrize(
    ("fault", "each"),
    [
        ("dead_page", lambda i: {"links": (DEAD if faulty(i) else PAGE,)}),
        ("wrong_link", lambda i: {"links": ("https://elsewhere.example/x" if faulty(i) else PAGE,)}),
        ("wrong_language", lambda i: {"text": (FRENCH if faulty(i) else ENGLISH).format(i), "lang": ""}),
        ("broken_label", lambda i: {"links": (f"{PAGE}?utm_campaign={'' if faulty(i) else 'soup'}",)}),
        ("missing_media", lambda i: {"format": "text" if faulty(i) else "image"}),
    ],
)
def test_a_fault_is_found_where_the_usual_posts_keep_the_rule(fault: str, each: Any) -> None:
    [found] = explained(each, links=TRIED)
    assert found.code == "execution"
    assert found.basis is Basis.OBSERVED
    assert found.facts["fault"] == fault
    assert found.facts["posts"] == 20
    assert found.facts["before"] == 0.0
    assert found.facts["after"] == pytest.approx(1 / 3)
    assert {int(e.id) for e in found.evidence} == {i for i in range(N) if faulty(i)}
    assert found.columns is not None
    assert found.step == f"mend_{fault}"


def test_a_series_that_misses_its_hour_now_and_then_is_late() -> None:
    late = AT + np.array([6 if i >= SPLIT and i % 6 == 0 else 0 for i in range(N)]) * HOUR
    [found] = explained(lambda i: {}, late)
    assert found.facts["fault"] == "late"
    assert found.facts["posts"] == 10


def test_a_series_that_moved_as_a_whole_is_not_late() -> None:
    assert explained(lambda i: {}, AT + np.array([6 if i >= SPLIT else 0 for i in range(N)]) * HOUR) == []


def test_the_usual_hour_is_the_one_nearest_to_all_others_round_the_clock() -> None:
    rng = np.random.default_rng(7)
    for n in range(1, 60):
        seconds = rng.integers(0, 86_400, n) if n % 2 else rng.integers(0, 24, n) * 3600  # the second has many alike
        apart = np.abs((seconds[:, None] - seconds[None, :] + 43_200) % 86_400 - 43_200).sum(axis=1)
        assert execution._usual_hour(seconds / 3600) == seconds[apart.argmin()] / 3600


def test_the_usual_hour_of_a_million_posts_needs_no_table_of_pairs() -> None:
    hours = np.random.default_rng(7).normal(9.0, 2.0, 1_000_000) % 24
    assert execution._usual_hour(hours) == pytest.approx(9.0, abs=0.1)


def test_the_same_text_within_two_days_is_double() -> None:
    at = days_apart(N, 1.0)
    [found] = explained(lambda i: {"text": fresh(i - 1 if faulty(i) else i)}, at)
    assert found.facts["fault"] == "double_post"
    assert found.facts["posts"] == 20


def test_a_team_without_a_rule_cannot_break_it() -> None:
    def each(i: int) -> dict[str, Any]:
        return {
            "text": (FRENCH if i % 2 else ENGLISH).format(i),
            "format": "text" if i % 3 else "image",
            "links": (f"https://site{i % 30}.example/",),
        }

    assert explained(each, AT + np.array([i % 24 for i in range(N)]) * HOUR) == []


def test_nobody_asked_means_nothing_is_known_of_the_links() -> None:
    assert explained(lambda i: {"links": (DEAD if faulty(i) else PAGE,)}) == []


def test_a_fault_of_every_new_post_known_of_no_old_one_is_told_without_a_share() -> None:
    [found] = explained(lambda i: {"links": (f"{PAGE}/{i}",) if i < SPLIT else (DEAD,)}, links=TRIED)
    assert found.facts["fault"] == "dead_page"
    assert found.columns is None
    assert found.facts["before"] is None  # nobody asked for those links: unknown is not none


def test_a_short_link_leads_where_it_led() -> None:
    short = "https://bit.ly/abc"
    led = LinkCheck(
        url=short, asked=datetime(2026, 11, 1, tzinfo=UTC), state=LinkState.ALIVE, landed="https://elsewhere.example/"
    )
    [found] = explained(lambda i: {"links": (short if faulty(i) else PAGE,)}, links={short: led})
    assert found.facts["fault"] == "wrong_link"


def test_one_slip_among_many_is_no_cause() -> None:
    assert explained(lambda i: {"format": "text" if i == 100 else "image"}) == []


def test_a_fault_as_old_as_the_account_explains_no_change() -> None:
    assert explained(lambda i: {"format": "text" if i % 20 == 0 else "image"}) == []


def test_the_usual_hour_is_found_across_midnight() -> None:
    assert execution._usual_hour(np.array([23.5, 0.5, 0.0, 23.0, 12.0])) in (23.5, 0.0)


def test_a_dead_link_says_when_it_was_tried() -> None:
    [found] = explained(lambda i: {"links": (DEAD if faulty(i) else PAGE,)}, links=TRIED)
    assert found.changes_mind == "links_tried"
    assert found.facts["asked"] == date(2026, 11, 1)
