from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pratfall.site import place
from pratfall.site.people.models import Organisation


def test_every_organisation_has_its_own_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path))
    ours, theirs = Organisation(slug="us", lake_key="La Lanterne"), Organisation(slug="them", lake_key="them")
    lake = place.lake(ours)
    assert (lake.organisation, lake.root) == ("La Lanterne", tmp_path / "lake")
    assert place.lake(ours) is lake
    assert place.lake(theirs).organisation == "them"


def test_the_first_account_takes_over_what_the_command_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRATFALL_ORGANISATION", raising=False)
    assert place.lake_key_at_start() == "default"
    monkeypatch.setenv("PRATFALL_ORGANISATION", "La Lanterne")
    assert place.lake_key_at_start() == "La Lanterne"


def test_the_key_is_made_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert place.key(home) != place.key(home), "before the first start every process has its own"
    place.prepare(home)
    key = place.key(home)
    place.prepare(home)
    assert place.key(home) == key and len(key) > 60
    assert stat.S_IMODE((home / place.KEY).stat().st_mode) == 0o600
