from pathlib import Path

from pratfall import habits
from pratfall.records.findings import Finding, Kind
from pratfall.records.scene import Scene
from tests.small_scenes import post, scene


def audit_all(made: Scene) -> list[Finding]:
    return [finding for habit in habits.habits() for finding in habit.audit(made)]


def test_every_file_with_an_audit_is_registered() -> None:
    folder = Path(str(habits.__path__[0]))
    on_disk = {p.stem for p in folder.glob("*.py") if "\ndef audit(" in p.read_text(encoding="utf-8")}
    assert on_disk == {h.__name__.rsplit(".", 1)[-1] for h in habits.habits()}
    assert on_disk


def test_an_empty_scene_has_no_habits() -> None:
    assert audit_all(scene(accounts=())) == []
    assert audit_all(scene()) == []


def test_findings_of_habits_are_complete() -> None:
    texts = [f"Please donate today for pond number {i}, every euro counts for the frogs" for i in range(60)]
    posts = [post(f"2026-{9 + i // 28:02}-{1 + i % 28:02}", text=text) for i, text in enumerate(texts)]
    found = audit_all(scene(posts))
    codes = {finding.code for finding in found}
    assert codes == {"pitch_heavy", "one_way", "repeated_content", "no_conversions", "no_recent_numbers"}
    for finding in found:
        check_complete(finding)


def check_complete(finding: Finding) -> None:
    assert finding.kind is Kind.HABIT
    assert finding.repair
    assert finding.evidence
    assert finding.code == "no_conversions" or (finding.reference and finding.reference.source)
