"""One row per day: what a file speaks for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest

from pratfall.sources.days import DayRows, runs_of
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from pratfall.sources.frames import Frame

CONTEXT = Context(datetime(2026, 11, 21, tzinfo=UTC))


def days(*numbers: int) -> list[date]:
    return [date(2026, 1, number) for number in numbers]


def gathered(*numbers: int) -> Draft:
    draft = Draft()
    draft.rows_read = len(numbers)
    rows = DayRows("x", "a", draft)
    columns = {"day": pa.array(days(*numbers), pa.date32()), "likes": pa.array(map(float, numbers), pa.float64())}
    frame = Frame(len(numbers), columns, draft, lambda i: i + 2, np.arange(len(numbers)))
    rows.see(frame, all=frame.metrics("likes"), paid={"likes": None})
    rows.finish(CONTEXT)
    return draft


def test_the_newest_day_is_unfinished() -> None:
    rows = gathered(3, 2, 1).tables()["observation"].to_pylist()
    assert [(row["window_start"], row["window_end"], row["partial_day"]) for row in rows] == [
        (day, day, day.day == 3) for day in days(3, 2, 1)
    ]
    assert {row["scope"] for row in rows} == {"all"}


def test_a_missing_day_is_a_gap_and_not_a_zero() -> None:
    draft = gathered(1, 2, 5)
    covered = draft.tables()["coverage"].to_pylist()
    assert [(row["start"].day, row["end"].day) for row in covered] == [(1, 2), (5, 5)]
    (check,) = draft.checks
    assert (check.code, check.passed, check.expected, check.got) == ("every_day_has_a_row", False, "5", "3")


def test_a_day_printed_twice_counts_once() -> None:
    draft = gathered(1, 2, 1)
    assert draft.tables()["observation"].num_rows == 2
    (skipped,) = draft.skipped
    assert (skipped.reason, skipped.lines) == ("day_repeated", (4,))


def test_a_file_without_days_says_nothing() -> None:
    assert gathered().tables() == {}


@pytest.mark.parametrize(("numbers", "runs"), [((), []), ((2, 1), [(1, 2)]), ((1, 3, 4, 9), [(1, 1), (3, 4), (9, 9)])])
def test_days_form_unbroken_runs(numbers: tuple[int, ...], runs: list[tuple[int, int]]) -> None:
    assert [(start.day, end.day) for start, end in runs_of(set(days(*numbers)))] == runs
