"""Readers are found by name and checked before the first file."""

from __future__ import annotations

import importlib
from types import SimpleNamespace

import pytest

from pratfall.sources import registry
from pratfall.sources.registry import PARTS, readers


def test_every_reader_has_every_part() -> None:
    assert readers()
    for name, reader in readers().items():
        assert reader.name == name
        assert all(hasattr(reader, part) for part in PARTS)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (SimpleNamespace(), "no READER"),
        (SimpleNamespace(READER=SimpleNamespace(name="x_content")), "has no platform"),
        (SimpleNamespace(READER=SimpleNamespace(**dict.fromkeys(PARTS, "other"))), "is named 'other'"),
    ],
)
def test_a_wrong_reader_stops_the_start_and_is_named(
    broken: object, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module
    monkeypatch.setattr(
        registry.importlib, "import_module", lambda name: broken if name.endswith(".x_content") else real(name)
    )
    with pytest.raises(TypeError, match=rf"x_content\.py.*{complaint}"):
        readers.__wrapped__()
