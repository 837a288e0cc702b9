"""The door itself: discovery, exit codes, what is printed where. Commands have files of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pratfall import cli
from pratfall.errors import LakeBusy, SettingsError
from tests.cli.conftest import Pratfall
from tests.source_tree import PACKAGE, parsed


def test_every_file_that_is_no_support_is_a_command() -> None:
    support = {"__init__", "arguments", "beginning", "bringing", "mapping", "printing"}
    files = {path.stem for path in (PACKAGE / "cli").glob("*.py")} - support
    assert {name.rstrip("_") for name in files} == set(cli.commands())


def test_a_command_without_a_part_stops_the_start_naming_file_and_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from pratfall.cli import doctor

    monkeypatch.delattr(doctor, "configure")
    cli.commands.cache_clear()
    with pytest.raises(TypeError, match=r"cli/doctor\.py has no configure"):
        cli.commands()
    cli.commands.cache_clear()


def test_help_loads_nothing_heavy() -> None:
    asked = "import sys, pratfall.cli as c; c.build_parser().format_help(); print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {"numpy", "pandas", "pyarrow", "duckdb", "ibis", "scipy", "django", "altair", "babel"}


def test_no_command_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([])
    assert stopped.value.code == 2
    assert "usage: pratfall" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--js", "--htm=x"])
def test_an_abbreviated_option_is_refused_because_it_would_change_meaning_later(option: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["review", option])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [(LakeBusy("lake_busy", who="ann", since=None), 1), (SettingsError("home_not_a_folder", value="x"), 2)],
)
def test_an_expected_failure_is_one_line_and_no_traceback(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr("pratfall.cli.sources.run", fail)
    assert cli.main(["sources", "--lang", "en"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert len(printed.err.splitlines()) == 1


def test_what_the_system_refuses_is_one_line_and_no_traceback(
    pratfall: Pratfall, tweets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    capsys.readouterr()
    assert pratfall("review", "--html", tmp_path / "no such folder" / "review.html") == 1
    told = capsys.readouterr().err
    assert "no such folder" in told and len(told.splitlines()) == 1


def test_a_reader_who_stops_reading_is_no_failure() -> None:
    piped = f"{sys.executable} -m pratfall sources --json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", piped], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_no_command_imports_its_sibling_for_its_views() -> None:
    """Shared words live in the support modules; `demo` alone is made of other commands."""
    import ast

    names = set(cli.commands()) | {"import_"}
    for path in (PACKAGE / "cli").glob("*.py"):
        if path.stem in ("demo", "__init__"):
            continue
        inner = [n.module for n in ast.walk(parsed(path)) if isinstance(n, ast.ImportFrom) and n.level == 1]
        assert not names & set(inner), path.name
