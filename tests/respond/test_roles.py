"""Roles of a setback."""

from __future__ import annotations

from pratfall.respond.roles import Part


def test_the_lead_comes_first_and_there_are_five() -> None:
    assert [part.value for part in Part] == ["lead", "voice", "numbers", "replies", "scribe"]
