from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits import same_everywhere
from pratfall.records.findings import Status
from tests.small_scenes import INSTAGRAM, X, post, scene

WORDS = [f"{chr(97 + i % 26)}{i * 7919 % 9973}word" for i in range(600)]


def posts(n: int, account: int, seed: int) -> list[dict[str, Any]]:
    rng = np.random.default_rng(seed)
    begin = date(2026, 3, 1)
    return [
        post(begin + timedelta(days=4 * i), account, text=" ".join(rng.choice(WORDS, 9)), id=f"{account}-{seed}-{i}")
        for i in range(n)
    ]


def copied(rows: list[dict[str, Any]], account: int, days: int) -> list[dict[str, Any]]:
    return [
        {**row, "account": account, "published": row["published"] + np.timedelta64(days, "D"), "id": f"copy{i}"}
        for i, row in enumerate(rows)
    ]


def test_the_account_that_only_copies_is_named_and_the_first_to_say_it_is_not() -> None:
    first = posts(40, 0, 1)
    (found,) = same_everywhere.audit(scene(first + copied(first, 1, 1), accounts=(X, INSTAGRAM)))
    assert found.subject == INSTAGRAM.subject
    assert found.status is Status.SURE
    assert (found.facts["copies"], found.facts["posts"]) == (40, 40)


def test_words_of_ones_own_are_no_copies() -> None:
    assert list(same_everywhere.audit(scene(posts(40, 0, 1) + posts(40, 1, 2), accounts=(X, INSTAGRAM)))) == []


def test_what_another_account_said_a_week_ago_is_no_copy() -> None:
    first = posts(40, 0, 1)
    assert list(same_everywhere.audit(scene(first + copied(first, 1, 7), accounts=(X, INSTAGRAM)))) == []


def test_a_few_copies_among_many_are_no_habit() -> None:
    first = posts(40, 0, 1)
    mixed = first + copied(first[:5], 1, 1) + posts(40, 1, 3)
    assert list(same_everywhere.audit(scene(mixed, accounts=(X, INSTAGRAM)))) == []


def test_one_account_alone_copies_nobody() -> None:
    assert list(same_everywhere.audit(scene(posts(40, 0, 1)))) == []
