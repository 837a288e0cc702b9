"""A test of two channels, as a team writes it into its settings when it begins to follow the weeks drawn for it:

[[channel_tests]]
first = "email"            # "email", "social", or a network: "instagram"
second = "social"
start = 2026-11-30         # the week it begins; the same day always draws the same weeks
blocks = 13                # of four weeks; default 13
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pratfall.errors import SettingsError
from pratfall.records.channels import ChannelTest

KEYS = frozenset({"first", "second", "start", "blocks"})
BLOCKS, FEWEST, MOST = 13, 6, 39


def channel_test(given: Any, file: str) -> ChannelTest:
    """One [[channel_tests]] entry. Raises SettingsError naming file, key and the form that was expected."""

    def expect(holds: bool, key: str, expected: str) -> None:
        if not holds:
            raise SettingsError("settings_value_wrong", file=file, key=f"channel_tests.{key}", expected=expected)

    expect(isinstance(given, dict), "first", "[[channel_tests]]")
    for key in given:
        expect(key in KEYS, key, " | ".join(sorted(KEYS)))
    for key in ("first", "second"):
        expect(isinstance(given.get(key), str) and given[key] != "", key, '"email"')
    expect(given["first"] != given["second"], "second", f'!= "{given["first"]}"')
    expect(type(given.get("start")) is date, "start", "2026-11-30")
    blocks = given.get("blocks", BLOCKS)
    expect(type(blocks) is int and FEWEST <= blocks <= MOST, "blocks", f"{FEWEST} ... {MOST}")
    return ChannelTest(given["first"], given["second"], given["start"], blocks)
