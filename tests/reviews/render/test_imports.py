from __future__ import annotations

from pratfall.reviews.render import report_lines
from tests.reviews.render.example import example

GOOD, BAD, KNOWN = example().files


def test_a_report_accounts_for_every_row() -> None:
    said = "\n".join(report_lines(GOOD, "en"))
    assert "117 of 120 rows kept" in said.replace("\u00a0", " ")
    assert "line 7, 19, 44" in said


def test_a_failed_check_says_what_was_expected_and_found() -> None:
    assert any("expected 10, found 9" in line for line in report_lines(GOOD, "en"))


def test_a_refused_file_says_why_and_what_to_do() -> None:
    first, second = report_lines(BAD, "fr")
    assert first.startswith("insights.csv")
    assert "page web" in second and "téléchargez" in second


def test_a_known_file_needs_one_line() -> None:
    assert len(report_lines(KNOWN, "en")) == 1


def test_no_report_carries_control_characters() -> None:
    assert not any("\x1b" in line for report in example().files for line in report_lines(report, "en"))
