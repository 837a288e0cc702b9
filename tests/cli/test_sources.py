from __future__ import annotations

import json

import pytest

from pratfall.sources.catalogue import catalogue
from tests.cli.conftest import Pratfall


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_source_is_listed_with_how_to_get_it(
    lang: str, pratfall: Pratfall, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("sources", "--lang", lang) == 0
    printed = capsys.readouterr().out
    assert all(f"{entry.name}: " in printed for entry in catalogue())
    assert "source_" not in printed, "a source without words"


def test_a_format_nobody_has_seen_a_real_file_of_says_so(
    pratfall: Pratfall, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("sources")
    unseen = [entry.name for entry in catalogue() if not entry.real_file_seen]
    lines = capsys.readouterr().out.splitlines()
    assert unseen
    assert all("no real file seen" in next(x for x in lines if x.startswith(f"{name}: ")) for name in unseen)


def test_the_list_is_json_where_a_program_asks(pratfall: Pratfall, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("sources", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["name"] for row in rows} == {entry.name for entry in catalogue()}
