from __future__ import annotations

import io
from pathlib import Path

import pytest

from pratfall.cli import printing
from pratfall.records.imports import FileReport, Outcome


def report(outcome: Outcome) -> FileReport:
    return FileReport(file_id="0", name="posts.csv", outcome=outcome)


def test_a_file_appears_whole_and_leaves_no_part_behind(tmp_path: Path) -> None:
    printing.write_file(tmp_path / "review.html", "<p>é</p>", "en")
    assert [path.name for path in tmp_path.iterdir()] == ["review.html"]
    assert (tmp_path / "review.html").read_text(encoding="utf-8") == "<p>é</p>"


def test_a_dash_means_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    printing.write_file(Path("-"), "# Review\n", "en")
    assert capsys.readouterr().out == "# Review\n"


def test_a_terminal_without_the_character_gets_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    printing.result("été")
    printing.sys.stdout.flush()
    assert raw.getvalue() == b"?t?\n"


@pytest.mark.parametrize(("columns", "expected"), [("20", 40), ("80", 80), ("300", 100)])
def test_lines_are_neither_too_narrow_nor_too_wide_to_read(
    columns: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert printing.terminal_width() == expected


def test_there_is_no_colour_in_a_pipe() -> None:
    assert not printing.wants_color()


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.NEEDS_MAPPING, Outcome.AMBIGUOUS])
def test_a_file_that_could_not_be_used_makes_the_call_fail(outcome: Outcome) -> None:
    assert not printing.all_usable((report(Outcome.IMPORTED), report(outcome)))


def test_known_bytes_and_files_without_rows_are_no_failure() -> None:
    assert printing.all_usable((report(Outcome.ALREADY_KNOWN), report(Outcome.NOTHING_TO_READ)))
