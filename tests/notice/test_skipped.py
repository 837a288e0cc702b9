import pytest

from pratfall.notice import skipped
from pratfall.records.imports import FileReport, Outcome, SkippedRows
from pratfall.records.numbers import Estimate
from tests.small_scenes import scene


def report(name: str, rows: int, *left_out: SkippedRows) -> FileReport:
    return FileReport(file_id=name, name=name, outcome=Outcome.IMPORTED, rows_read=rows, skipped=left_out)


def test_rows_left_out_are_counted_by_reason() -> None:
    reports = [
        report("a.csv", 60, SkippedRows("no_id", 2, (3, 9)), SkippedRows("no_date", 1, (4,))),
        report("b.csv", 40, SkippedRows("no_date", 3, (4, 5, 6))),
    ]
    (found,) = skipped.doubt(scene(), reports)
    assert found.facts["reasons"] == {"no_date": 4, "no_id": 2}
    assert isinstance(found.estimate, Estimate)
    assert found.estimate.value == pytest.approx(0.06)


def test_what_is_left_out_on_purpose_is_no_loss() -> None:
    payments = report("a.csv", 60, SkippedRows("status_failed", 9, (3,)), SkippedRows("own_repost", 1, (4,)))
    assert list(skipped.doubt(scene(), [payments])) == []
    (found,) = skipped.doubt(scene(), [payments, report("b.csv", 40, SkippedRows("new_reason", 1, (5,)))])
    assert found.facts["reasons"] == {"new_reason": 1}
    assert [e.label for e in found.evidence] == ["b.csv"]


def test_nothing_left_out_is_not_mentioned() -> None:
    assert list(skipped.doubt(scene(), [report("a.csv", 60)])) == []
