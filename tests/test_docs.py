"""The documentation speaks of what exists: commands, their options, public names, one door to run it all."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime

import pytest

import pratfall
from pratfall.cli import build_parser, commands
from tests.source_tree import ROOT

# What a notebook may import. A name here stays; a new one is a decision.
PUBLIC = {"backlash_scores", "forecast_post", "impact", "impact_words", "locate", "read_texts", "review"}

NAMES = sorted(commands())


def documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def parser_of(name: str) -> argparse.ArgumentParser:
    parser = build_parser()
    choices = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction)).choices
    found = choices[name]
    assert isinstance(found, argparse.ArgumentParser)
    return found


def test_the_public_names_are_locked() -> None:
    assert set(pratfall.__all__) == PUBLIC
    assert all(hasattr(pratfall, name) for name in PUBLIC)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_documented(name: str) -> None:
    assert re.search(rf"\bpratfall {name}\b", documentation()), f"`pratfall {name}` stands in no page"


@pytest.mark.parametrize("name", NAMES)
def test_a_command_and_each_of_its_options_has_help(name: str) -> None:
    parser = parser_of(name)
    assert parser.description
    assert not [action.dest for action in parser._actions if not action.help]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_command_stands_in_the_page_of_commands(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    options = {o for action in parser_of(name)._actions for o in action.option_strings if o.startswith("--")}
    section = page.partition(f"\n## `pratfall {name}")[2].partition("\n## ")[0] + page.partition("\n## ")[0]
    missing = sorted(o for o in options - {"--help"} if f"`{o}" not in section)
    assert not missing, f"docs/commands.md, {name}: {missing}"


def test_the_page_of_commands_names_no_option_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    known = {o for name in NAMES for action in parser_of(name)._actions for o in action.option_strings}
    assert set(re.findall(r"`(--[a-z-]+)", page)) <= known | {"--version"}


def test_the_readme_gives_the_command_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"/run\" test$", ci, re.MULTILINE)
    assert "./run test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_links_to_pages_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", readme)
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert targets and not missing, missing


def test_the_newest_version_of_the_changelog_is_the_version_of_the_package() -> None:
    from importlib.metadata import version

    newest = re.search(r"^## \[(\d[^\]]*)\] - (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert version("pratfall") == newest[1]
    if newest[2] != "unreleased":
        assert datetime.fromisoformat(newest[2]).replace(tzinfo=UTC) <= datetime.now(UTC)
