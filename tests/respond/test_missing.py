"""Gone is only what a newer export could have shown and did not; nothing cut short says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pratfall.respond.missing import Standing, standings

NEVER = np.datetime64("NaT")
DAY = np.datetime64("2026-11-20T00:00:00")


def look(files: Sequence[Sequence[int]], made: Sequence[int | None] = (), undated: Sequence[int] = ()) -> list[str]:
    """Files of one post, oldest first, holding comments by the minute they were written in."""
    rows = [(c, f) for f, held in enumerate(files) for c in held]
    comment = np.array([c for c, _ in rows], dtype=np.int64)
    created = np.array([NEVER if c in undated else DAY + c * 60 for c, _ in rows], dtype="datetime64[s]")
    when = [NEVER if m is None else DAY + m * 60 for m in made] or [NEVER] * len(files)
    state, _ = standings(
        comment,
        np.array([f for _, f in rows], dtype=np.int64),
        np.zeros(len(rows), dtype=np.int64),
        created,
        order=np.arange(len(files)),
        made=np.array(when, dtype="datetime64[s]"),
    )
    return [Standing(s).name for s in state]


def test_what_a_newer_export_lacks_in_mid_span_is_gone() -> None:
    assert look([[0, 1, 2], [0, 2]]) == ["THERE", "GONE", "THERE"]


def test_what_comes_again_is_there() -> None:
    assert look([[0, 1, 2], [0, 2], [0, 1, 2]]) == ["THERE", "THERE", "THERE"]


def test_beyond_its_ends_an_export_says_nothing() -> None:
    assert look([[0, 1, 2, 3], [1, 2]]) == ["THERE", "THERE", "THERE", "THERE"]


def test_an_export_that_says_when_it_was_made_speaks_until_then() -> None:
    assert look([[0, 1, 2], [0, 1]], made=[None, 5]) == ["THERE", "THERE", "GONE"]


def test_an_older_export_read_later_makes_nothing_gone_that_came_after_it() -> None:
    assert look([[0, 1], [0, 1, 2, 3]]) == ["THERE"] * 4


def test_a_comment_without_a_time_is_never_gone() -> None:
    assert look([[0, 1, 2], [0, 2]], undated=[1]) == ["THERE", "THERE", "THERE"]


def test_an_export_cut_short_says_only_that_nobody_can_tell() -> None:
    every = list(range(50))
    assert look([every, every[:1] + every[31:]]).count("UNSURE") == 30
    assert look([every, every[:-2] + every[-1:]]).count("GONE") == 1


def test_what_was_gone_before_stays_gone_when_a_cut_export_follows() -> None:
    every = list(range(50))
    found = look([every, every[:10] + every[11:], every[:5] + every[45:]])
    assert found[10] == "GONE"
    assert found[20] == "UNSURE"


def test_posts_do_not_speak_of_each_other() -> None:
    state, by = standings(
        np.array([0, 1, 2, 0, 2]),
        np.array([0, 0, 0, 1, 1]),
        np.array([0, 1, 0, 0, 0]),
        np.array([DAY, DAY + 60, DAY + 120, DAY, DAY + 120]),
        order=np.arange(2),
        made=np.array([NEVER, NEVER], dtype="datetime64[s]"),
    )
    assert state.tolist() == [Standing.THERE] * 3
    assert by.tolist() == [1, 0, 1]


def test_nothing_imported_says_nothing() -> None:
    empty = np.array([], dtype=np.int64)
    times = np.array([], dtype="datetime64[s]")
    state, by = standings(empty, empty, empty, times, order=empty, made=times)
    assert len(state) == len(by) == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_quick_way_says_what_the_slow_one_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    files = [sorted(set(rng.choice(30, size=rng.integers(15, 30), replace=False).tolist())) for _ in range(4)]
    files[0] = list(range(30))
    assert look(files) == _slow(files)


def _slow(files: Sequence[Sequence[int]]) -> list[str]:
    state: dict[int, str] = {}
    for held in files:
        lacking = [c for c in state if c not in held and min(held) <= c <= max(held)]
        cut = len(lacking) > 3 and len(lacking) > 0.2 * (len(lacking) + len(held))
        for c in lacking:
            if not cut:
                state[c] = "GONE"
            elif state[c] == "THERE":
                state[c] = "UNSURE"
        state |= dict.fromkeys(held, "THERE")
    return [state[c] for c in sorted(state)]
