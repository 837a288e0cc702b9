from __future__ import annotations

import argparse
from datetime import UTC, date, datetime

import pytest

from pratfall.cli.arguments import day, language_of_terminal, moment

ZONES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_terminals_or_english(
    given: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ZONES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    assert language_of_terminal() == expected


def test_a_day_means_its_end_so_that_all_of_it_is_judged() -> None:
    assert moment("2026-03-31") == datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)


def test_an_instant_with_its_zone_becomes_utc() -> None:
    assert moment("2026-03-31T18:00+02:00") == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)


def test_a_day_is_a_day() -> None:
    assert day("2026-03-31") == date(2026, 3, 31)
    with pytest.raises(argparse.ArgumentTypeError, match="is no day like"):
        day("yesterday")


@pytest.mark.parametrize("text", ["31/03/2026", "yesterday", "2026-02-30", "2026-03-31T18:00", ""])
def test_a_moment_nobody_can_be_sure_of_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        moment(text)
