from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pratfall.records.numbers import NotEnoughData
from pratfall.records.slices import Located
from pratfall.stats.locate import search

NETWORKS, FORMATS = np.array(["linkedin", "mastodon", "x"]), np.array(["link", "photo", "video"])


def table(seed: int = 1, **factor: float) -> dict[str, np.ndarray]:
    """Hours 0 to 23 of three networks and formats; now an eighth of before, times `factor` of a network or format."""
    rng = np.random.default_rng(seed)
    cells = np.array([(n, f, h) for n in range(3) for f in range(3) for h in range(24)])
    columns: dict[str, Any] = {"network": NETWORKS[cells[:, 0]], "format": FORMATS[cells[:, 1]], "hour": cells[:, 2]}
    mean = rng.gamma(3.0, 1.0, len(cells))
    fall = np.ones(len(cells))
    for name, times in factor.items():
        fall[(columns["network"] == name) | (columns["format"] == name)] *= times
    return {**columns, "before": rng.poisson(8.0 * mean), "now": rng.poisson(mean * fall)}


def found(columns: Any, dimensions: tuple[str, ...] = ("network", "format", "hour"), **options: Any) -> Located:
    given = {"actual": "now", "before": "before", "periods": 8.0, "rng": np.random.default_rng(3), **options}
    located = search(columns, dimensions=dimensions, **given)
    assert isinstance(located, Located)
    return located


def test_the_network_that_fell_is_named_first_with_its_numbers() -> None:
    columns = table(mastodon=0.4)
    one = found(columns).slices[0]
    assert dict(one.where) == {"network": "mastodon"}
    assert one.low <= -0.6 <= one.high and one.p <= 0.05
    assert one.actual == columns["now"][columns["network"] == "mastodon"].sum()
    assert one.level == 0.95 and one.method == "slice_scan"


def test_a_fall_of_everything_is_told_once_and_not_as_slices() -> None:
    columns = table(linkedin=0.5, mastodon=0.5, x=0.5)
    located = found(columns)
    assert located.slices == ()
    assert dict(located.common.where) == {}
    assert located.common.low <= -0.5 <= located.common.high < 0.0


def test_a_rise_is_found_as_well_as_a_fall() -> None:
    located = found(table(video=2.2))
    assert [dict(s.where) for s in located.slices] == [{"format": "video"}]
    assert located.slices[0].effect > 0.5


@pytest.mark.parametrize("network", ["linkedin", "mastodon"])
@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_of_two_networks_the_one_that_moved_as_the_total_did_is_named_and_not_its_opposite(
    network: str, factor: float
) -> None:
    columns = table(7, **{network: factor})
    two = {name: values[columns["network"] != "x"] for name, values in columns.items()}
    assert [dict(s.where) for s in found(two, ("network", "format")).slices] == [{"network": network}]


def test_a_slice_that_rose_while_the_total_fell_is_named_where_it_is_plain() -> None:
    located = found(table(8, linkedin=0.5, mastodon=0.5, x=0.5, video=4.0))
    assert [dict(s.where) for s in located.slices] == [{"format": "video"}]


def test_a_few_hours_are_one_window_over_midnight_and_not_several_values() -> None:
    columns = table(5)
    night = np.isin(columns["hour"], (22, 23, 0, 1))
    columns["now"] = np.where(night, columns["now"] // 4, columns["now"])
    located = found(columns, circular=["hour"])
    assert [dict(s.where) for s in located.slices] == [{"hour": (22, 23, 0, 1)}]


def test_rows_of_the_same_cell_are_added_and_their_order_does_not_matter() -> None:
    columns = table(mastodon=0.4)
    twice = {name: np.concatenate([values, values])[::-1] for name, values in columns.items()}
    for name in ("now", "before"):
        halves = columns[name] // 2
        twice[name] = np.concatenate([halves, columns[name] - halves])[::-1]
    assert found(twice) == found(columns)


def test_an_arrow_table_says_the_same_as_the_mapping_it_was_made_of() -> None:
    columns = table(mastodon=0.4)
    assert found(pa.table(columns)) == found(columns)


def test_columns_may_be_given_themselves_instead_of_by_name() -> None:
    columns = table(mastodon=0.4)
    assert found(columns, actual=columns["now"], before=columns["before"].tolist()) == found(columns)


def test_shares_are_pairs_of_hits_and_tries() -> None:
    columns = table(6)
    rng = np.random.default_rng(7)
    tries, of = np.full(216, 900), np.full(216, 4_000)
    worse = np.where(columns["format"] == "video", 0.025, 0.05)
    columns |= {"views": tries, "clicks": rng.binomial(tries, worse), "was": of, "clicked": rng.binomial(of, 0.05)}
    located = found(columns, ("network", "format"), actual=("clicks", "views"), before=("clicked", "was"), periods=1.0)
    assert [dict(s.where) for s in located.slices] == [{"format": "video"}]
    assert located.slices[0].low <= -0.5 <= located.slices[0].high
    assert located.slices[0].method == "ratio_scan"


def test_too_few_events_are_not_enough_data() -> None:
    few = {"network": ["x", "y"], "now": [3, 4], "before": [30, 20]}
    answer = search(few, dimensions=["network"], actual="now", before="before", rng=np.random.default_rng(1))
    assert answer == NotEnoughData(20, 7, "events")


def test_a_table_of_one_value_has_no_slices_to_compare() -> None:
    one = {"network": ["x"], "now": [300], "before": [3000]}
    answer = search(one, dimensions=["network"], actual="now", before="before", rng=np.random.default_rng(1))
    assert answer == NotEnoughData(2, 0, "slices")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"now": [np.nan, 30.0]}, "leave out cells"),
        ({"now": [-1.0, 30.0]}, "leave out cells"),
        ({"network": ["x", "y", "z"]}, "has 3 rows"),
    ],
    ids=["unknown", "negative", "another-length"],
)
def test_numbers_that_are_no_counts_are_refused(change: dict[str, list[Any]], message: str) -> None:
    bad = {"network": ["x", "y"], "now": [30.0, 40.0], "before": [300.0, 200.0], **change}
    with pytest.raises(ValueError, match=message):
        search(bad, dimensions=["network"], actual="now", before="before", rng=np.random.default_rng(1))


def test_more_hits_than_tries_are_refused() -> None:
    bad = {"network": ["x", "y"], "hits": [50, 40], "tries": [30, 100]}
    with pytest.raises(ValueError, match="more hits than tries"):
        search(
            bad, dimensions=["network"], actual=("hits", "tries"), before=("hits", "tries"),
            rng=np.random.default_rng(1),
        )  # fmt: skip


def test_an_ordered_dimension_must_be_one_of_the_dimensions() -> None:
    with pytest.raises(ValueError, match="not among the dimensions"):
        found(table(), ("network",), ordered=["hour"])
