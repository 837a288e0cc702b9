"""Which comments are still there, of those a setback asks about."""

from __future__ import annotations

from pathlib import Path

from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.standing import standing_of
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import export, said

ROWS = [said(f"c{i}", "Hello", i) for i in range(4)]
KEYS = [("x", f"c{i}") for i in range(4)]


def test_the_newest_export_that_can_tell_decides(home: Path, setback: Setback, organisation: Organisation) -> None:
    export(organisation, "one", ROWS)
    export(organisation, "two", [ROWS[0], ROWS[2]])
    found = standing_of(setback, KEYS, NOW)
    assert {ref: said for (_, ref), (said, _) in found.items()} == {"c0": True, "c1": False, "c2": True, "c3": True}
    assert found["x", "c1"][1] == "two"


def test_only_what_was_asked_about_is_told(home: Path, setback: Setback, organisation: Organisation) -> None:
    assert standing_of(setback, KEYS, NOW) == {}
    export(organisation, "one", ROWS)
    assert set(standing_of(setback, KEYS[:1], NOW)) == {("x", "c0")}
    assert standing_of(setback, [], NOW) == {}
    assert standing_of(setback, [("facebook", "c0")], NOW) == {}
