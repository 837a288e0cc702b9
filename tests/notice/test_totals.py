from datetime import date

from pratfall.notice import totals
from pratfall.records.imports import Check, FileReport, Outcome
from tests.small_scenes import scene


def report(name: str, *checks: Check) -> FileReport:
    return FileReport(
        file_id=name, name=name, outcome=Outcome.IMPORTED, source="x_posts_old", checks=checks,
        period_start=date(2026, 1, 1), period_end=date(2026, 1, 31),
    )  # fmt: skip


def test_a_failed_check_is_told_once_for_all_files_of_its_kind() -> None:
    bad, good = Check("engagements_sum", False, expected="12", got="11"), Check("rate", True)
    (found,) = totals.doubt(scene(), [report("a.csv", bad, good), report("b.csv", bad), report("c.csv", good)])
    assert found.facts["files"] == 2
    assert found.facts["expected"] == "12"
    assert [e.label for e in found.evidence] == ["a.csv", "b.csv"]
    assert found.window.end == date(2026, 1, 31)


def test_informational_checks_are_no_mismatch() -> None:
    assert list(totals.doubt(scene(), [report("a.csv", Check("rate", None))])) == []
