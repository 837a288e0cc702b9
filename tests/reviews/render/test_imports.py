from __future__ import annotations

from dataclasses import replace

from pratfall.records.imports import Problem, SkippedRows
from pratfall.reviews.render import report_lines
from pratfall.reviews.render.imports import details
from pratfall.reviews.render.speech import speech
from tests.reviews.render.example import example

GOOD, BAD, KNOWN = example().files


def test_a_report_accounts_for_every_row() -> None:
    said = "\n".join(report_lines(GOOD, "en"))
    assert "117 of 120 rows kept" in said.replace("\u00a0", " ")
    assert "line 7, 19, 44" in said


def test_a_failed_check_says_what_was_expected_and_found() -> None:
    assert any("expected 10, found 9" in line for line in report_lines(GOOD, "en"))


def test_a_good_file_needs_one_line() -> None:
    quiet = (*(f"column_ignored:Column {n}" for n in range(40)), "zone_unknown")
    good = replace(GOOD, rows_kept=GOOD.rows_read, skipped=(), checks=(), notes=quiet)
    (line,) = report_lines(good, "en")
    assert "rows kept" in line
    assert len([told for told in details(good, speech("en")) if told.startswith("note: columns")]) == 1


def test_a_note_that_matters_is_shown_on_the_way_in() -> None:
    said = report_lines(replace(GOOD, notes=("account_not_named:local:us",)), "en")
    assert any("kept under the name us" in line for line in said)


def test_a_field_that_is_absent_is_said_without_a_code() -> None:
    skipped = (SkippedRows("no_post_id", 2, (3, 4)), SkippedRows("status_failed", 1, (9,)))
    said = "\n".join(report_lines(replace(GOOD, skipped=skipped), "fr"))
    assert "sans valeur pour" in said and "status_" not in said


def test_a_table_nobody_knows_comes_with_flags_to_copy() -> None:
    flags = " ".join(f"--map 'A long name of a column {n}=views'" for n in range(12))
    problem = Problem("export_unknown", {"flags": flags})
    assert report_lines(replace(BAD, problem=problem), "en")[-1].endswith(flags)


def test_a_refused_file_says_why_and_what_to_do() -> None:
    first, second = report_lines(BAD, "fr")
    assert first.startswith("insights.csv")
    assert "page web" in second and "téléchargez" in second


def test_a_known_file_needs_one_line() -> None:
    assert len(report_lines(KNOWN, "en")) == 1


def test_no_report_carries_control_characters() -> None:
    assert not any("\x1b" in line for report in example().files for line in report_lines(report, "en"))
