"""Lessons that fit: how long 5,000 lessons take to be asked, beside SQLite's full text search (FTS5) on the same texts.

    ./run bench learn_matching              both parts
    ./run bench learn_matching asking       one of them: asking, making

Lessons are made of the sentences of tests/truth/lessons, mixed by a fixed seed. FTS5 ranks by BM25 over words as they
stand; it knows no notions and no pieces of words. A ratio below 1 says that ours is quicker.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.parts import run
from pratfall.learn.matching import Known, Library, Situation

sys.path.insert(0, str(Path(__file__).parents[1]))
WORD = re.compile(r"\w+")
LESSONS, ASKED, AGAIN = 5_000, 50, 3


def texts(n: int, seed: int = 8) -> list[str]:
    """Lessons of three sentences drawn from all of the truth set's."""
    from tests.truth.test_lesson_matching import everything

    lines = [line for known in everything().values() for line in known.text.split("\n")]
    rng = np.random.default_rng(seed)
    return ["\n".join(lines[at] for at in rng.choice(len(lines), 3, replace=False)) for _ in range(n)]


def situations() -> list[Situation]:
    from tests.truth.test_lesson_matching import pairs_of

    return [pair.situation for pair in pairs_of("held_out")][:ASKED]


def fts5(given: Sequence[str]) -> Callable[[str], Any]:
    """SQLite's own search, BM25 over an index made beforehand."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE lesson USING fts5(line)")
    base.executemany("INSERT INTO lesson (line) VALUES (?)", [(text,) for text in given])
    asked = "SELECT rowid FROM lesson WHERE lesson MATCH ? ORDER BY rank LIMIT 3"
    return lambda text: base.execute(asked, [" OR ".join(f'"{w}"' for w in WORD.findall(text))]).fetchall()


def seconds(ask: Callable[[], object]) -> float:
    taken = []
    for _ in range(AGAIN):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return median(taken)


def asking() -> None:
    given, asked = texts(LESSONS), situations()
    library, peer = Library([Known(text=text) for text in given]), fts5(given)
    ours = seconds(lambda: [library.fits(situation) for situation in asked]) / len(asked)
    theirs = seconds(lambda: [peer(situation.text) for situation in asked]) / len(asked)
    print(f"  {LESSONS:,} lessons asked: {ours * 1000:.1f} ms (asked for: under 200)")
    print(f"  SQLite FTS5: {theirs * 1000:.1f} ms, ratio {ours / theirs:.2f}")


def making() -> None:
    """The library made ready, as after every new lesson: what each text holds is kept, so only the first is slow."""
    for n in (500, LESSONS):
        given = [Known(text=text) for text in texts(n, seed=n)]
        began = time.perf_counter()
        Library(given)
        cold = time.perf_counter() - began
        warm = seconds(lambda given=given: Library(given))  # type: ignore[misc]
        print(f"  {n:,} lessons made ready: {cold * 1000:.0f} ms at first, {warm * 1000:.0f} ms after that")


if __name__ == "__main__":
    run([asking, making], sys.argv[1:])
