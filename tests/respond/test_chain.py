"""Nothing in a chain can be changed, left out, moved or cut off unnoticed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.respond.chain import START, Broken, Link, digest, linked, verify

SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.dictionaries(st.text(), SIMPLE | st.lists(SIMPLE, max_size=3), max_size=4)


def chain(*values: dict[str, Any]) -> list[Link]:
    rows, before = [], START
    for place, each in enumerate(values, 1):
        rows.append(Link(place, before, linked(before, each), each))
        before = rows[-1].hash
    return rows


FIVE = chain(*({"kind": "seen", "n": n} for n in range(5)))


def test_the_example_of_the_equation_holds() -> None:
    assert digest({"b": 1.0, "a": "é"}) == sha256(b'{"a":"\\u00e9","b":1}').hexdigest()
    assert linked("ab", {}) == sha256(b"ab\n{}").hexdigest()


def test_a_chain_nobody_touched_holds() -> None:
    assert verify(FIVE) is None
    assert verify([]) is None
    assert verify(FIVE, ends=[(3, FIVE[2].hash), (5, FIVE[4].hash)]) is None


@pytest.mark.parametrize("at", range(5))
def test_a_changed_row_is_found_where_it_stands(at: int) -> None:
    rows = list(FIVE)
    rows[at] = replace(rows[at], values={"kind": "seen", "n": 99})
    assert verify(rows) == Broken(at + 1, "changed")


@pytest.mark.parametrize("at", range(5))
def test_a_changed_row_with_its_hash_made_anew_is_found(at: int) -> None:
    rows = list(FIVE)
    values = {"kind": "seen", "n": 99}
    rows[at] = replace(rows[at], values=values, hash=linked(rows[at].previous, values))
    found = verify(rows, ends=[(5, FIVE[4].hash)])
    assert found == (Broken(5, "changed") if at == 4 else Broken(at + 2, "moved"))


@pytest.mark.parametrize("at", range(4))
def test_a_row_left_out_is_found(at: int) -> None:
    assert verify(FIVE[:at] + FIVE[at + 1 :]) == Broken(at + 1, "missing")


def test_rows_in_another_order_are_found() -> None:
    first, second, *rest = FIVE
    swapped = [replace(second, place=1), replace(first, place=2), *rest]
    assert verify(swapped) == Broken(1, "moved")


def test_a_tail_cut_off_is_found_only_by_an_end_kept_elsewhere() -> None:
    assert verify(FIVE[:3]) is None
    assert verify(FIVE[:3], ends=[(5, FIVE[4].hash)]) == Broken(4, "cut")
    assert verify([], ends=[(5, FIVE[4].hash)]) == Broken(1, "cut")


def test_a_whole_new_chain_is_found_by_an_end_kept_elsewhere() -> None:
    forged = chain(*({"kind": "seen", "n": n + 1} for n in range(5)))
    assert verify(forged) is None
    assert verify(forged, ends=[(2, FIVE[1].hash)]) == Broken(2, "changed")


def test_two_ends_of_one_place_that_disagree_cannot_both_hold() -> None:
    assert verify(FIVE, ends=[(2, FIVE[1].hash), (2, "0" * 64)]) == Broken(2, "changed")


@given(VALUES)
def test_what_a_database_makes_of_numbers_changes_no_hash(values: dict[str, Any]) -> None:
    again = json.loads(json.dumps(values))
    assert digest(again) == digest(values)


def test_one_instant_has_one_digest_in_every_zone() -> None:
    moment = datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert digest({"at": moment}) == digest({"at": moment.astimezone(timezone(timedelta(hours=1)))})
    with pytest.raises(ValueError, match="time zone"):
        digest({"at": datetime(2026, 11, 20, 22)})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", object(), {1: "a key"}])
def test_what_json_cannot_hold_is_refused_and_verifies_as_changed(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        digest({"a": value})
    assert verify([Link(1, START, "0" * 64, {"a": value})]) == Broken(1, "changed")
