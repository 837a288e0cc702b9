"""Metrics of X's exports until 2024."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pratfall.sources.draft import Draft
from pratfall.sources.frames import Frame
from pratfall.sources.x_old import METRIC_COLUMNS, OTHER, metrics_of, row_sums


def frame(**columns: list[float | None]) -> Frame:
    arrays = {name.replace("__", " "): pa.array(values, pa.float64()) for name, values in columns.items()}
    return Frame(2, arrays, Draft(), lambda i: i, np.arange(2))


def test_both_blocks_have_every_metric() -> None:
    fields = {column.field for column in METRIC_COLUMNS}
    assert {"impressions", "promoted.impressions", "media views", "promoted.media views"} <= fields
    assert {name for column in METRIC_COLUMNS if column.field == "likes" for name in column.names} == {
        "likes",
        "favorites",
    }


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    assert row_sums(frame(a=[1, None], b=[2, 3]), ["a", "b"]).to_pylist() == [3, None]
    assert row_sums(frame(a=[1, 2]), ["b"]) is None


def test_clicks_without_a_name_of_their_own_are_summed() -> None:
    columns = {name.replace(" ", "__"): [1.0, 2.0] for name in (*OTHER, "media engagements")}
    assert metrics_of(frame(**columns))["clicks_other"].to_pylist() == [len(OTHER) + 1, 2 * (len(OTHER) + 1)]
