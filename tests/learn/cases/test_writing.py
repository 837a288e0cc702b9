"""A case as a file: what it says reads back the same, whatever was typed into it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest

from pratfall.learn.cases import as_toml, cases, check, read
from pratfall.learn.cases.writing import as_facts

CASE = cases()["emmaus-abbe-pierre-2024"]


@pytest.mark.parametrize("text", ['"""', "back\\slash", "]\n[[sources]]", "# no comment", "é\u202f«\u00a0»", "= {}"])
def test_nothing_typed_can_break_out_of_its_place(text: str) -> None:
    typed = " ".join(text.split("\n"))
    hostile = replace(CASE, organisation=typed)
    assert read(as_toml(hostile), file="x").organisation == " ".join(typed.split(" ")).strip()
    assert set(tomllib.loads(as_toml(hostile))) == set(tomllib.loads(as_toml(CASE)))


def test_facts_go_through_a_row_and_come_back_as_the_same_case() -> None:
    assert check(json.loads(json.dumps(as_facts(CASE))), file="x") == CASE


def test_what_is_not_known_is_left_out_of_the_file() -> None:
    assert "read" not in as_toml(replace(CASE, sources=(replace(CASE.sources[0], read=None, dated=""),)))
