from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site import place


def test_the_lake_is_the_one_the_server_was_started_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    monkeypatch.setenv("PRATFALL_ORGANISATION", "La Lanterne")
    lake = place.lake()
    assert (lake.organisation, lake.root) == ("La Lanterne", tmp_path / "lake")
    assert place.lake() is lake


def test_an_organisation_nobody_named_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRATFALL_ORGANISATION", raising=False)
    assert place.organisation() == "default"
