from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratfall import habits
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Window
from pratfall.records.scene import Covered, Scene
from tests.small_scenes import INSTAGRAM, X, comment, post, scene


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


TEXTS = (
    "Please donate today, every euro counts for the frogs of the pond",
    "The frogs are back in the old pond since this morning",
    "Look on Facebook what we do there",
    "",
)
LINKS = ((), ("https://pond.example/give",), ("https://pond.example/give?utm_source=x&utm_campaign=oven",))


@st.composite
def lives(draw: st.DrawFn) -> Scene:
    """Up to two accounts with posts, replies and comments of half a year, some silent, some without numbers."""
    posts = []
    for account in range(draw(st.integers(1, 2))):
        for i in range(draw(st.sampled_from((0, 4, 30, 70)))):
            day = np.datetime64("2026-11-20", "D") - np.timedelta64(i * draw(st.sampled_from((1, 2, 3))), "D")
            text = f"{draw(st.sampled_from(TEXTS))} {i if draw(st.booleans()) else ''}"
            numbers = {"likes": float(i)} if draw(st.booleans()) else {}
            relation = draw(st.sampled_from(("original", "original", "reply")))
            links = draw(st.sampled_from(LINKS))
            posts.append(post(str(day), account, text=text, metrics=numbers, relation=relation, links=links))
    asked = draw(st.sampled_from((0, 12, 40)))
    comments = [comment(f"2026-10-{1 + i % 28:02}T09:00:00", text="When do you open?", id=str(i)) for i in range(asked)]
    answers = [comment(f"2026-11-{1 + i % 9:02}T09:00:00", by_owner=True, parent=str(i)) for i in range(asked // 3)]
    gifts = [{"occurred": np.datetime64("2026-11-01", "s")}] if draw(st.booleans()) else []
    covered = Covered(0, "posts", date(2026, 1, 1), date(2026, 11, 20))
    return scene(posts, accounts=(X, INSTAGRAM), comments=[*comments, *answers], coverage=(covered,), gifts=gifts)


@pytest.mark.parametrize("habit", habits.habits(), ids=lambda habit: habit.__name__.rsplit(".", 1)[-1])
@settings(max_examples=20, deadline=None)
@given(made=lives())
def test_what_is_told_is_what_is_read_with_a_status_and_can_never_differ(habit: ModuleType, made: Scene) -> None:
    read: list[HabitReading] = list(habit.readings(made))
    told = [(f.code, f.subject, f.status, f.estimate, f.n, f.window) for f in habit.audit(made)]
    assert told == [(r.code, r.subject, r.status, r.estimate, r.n, r.window) for r in read if r.status]
    assert len({reading.key for reading in read}) == len(read)
    assert all(reading.code == habit.__name__.rsplit(".", 1)[-1] for reading in read)


@pytest.mark.parametrize("habit", habits.habits(), ids=lambda habit: habit.__name__.rsplit(".", 1)[-1])
@settings(max_examples=20, deadline=None)
@given(made=lives())
def test_a_number_can_be_read_of_other_days_too(habit: ModuleType, made: Scene) -> None:
    for reading in habit.readings(made, days=91):
        assert isinstance(reading.window, Window)
        assert reading.code == "abandoned" or reading.window.days <= 91


def test_a_habit_is_read_also_where_it_is_no_fault() -> None:
    posts = [post(f"2026-{9 + i // 28:02}-{1 + i % 28:02}", i % 2, text=f"Frog number {i}") for i in range(80)]
    made = scene(posts, accounts=(X, INSTAGRAM))
    codes = {reading.code for habit in habits.habits() for reading in habit.readings(made) if not reading.status}
    assert {"abandoned", "pitch_heavy", "evergreen", "links_not_tracked"} <= codes
