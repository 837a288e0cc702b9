from datetime import date, timedelta
from pathlib import Path

import pytest

from pratfall import notice
from pratfall.notice import trust
from pratfall.records.findings import Kind
from pratfall.records.numbers import Window
from pratfall.records.scene import Covered
from pratfall.records.subjects import Subject, SubjectKind
from tests.small_scenes import INSTAGRAM, X, post, scene

GAPPED = scene(
    [post(date(2026, 9, 1) + timedelta(days=i)) for i in range(80) if not 30 <= i < 61],
    accounts=(X, INSTAGRAM),
    coverage=[
        Covered(0, "posts", date(2026, 9, 1), date(2026, 9, 30)),
        Covered(0, "posts", date(2026, 11, 1), date(2026, 11, 20)),
        Covered(1, "posts", date(2026, 11, 1), date(2026, 11, 20)),
    ],
)


def test_every_file_with_a_doubt_is_asked() -> None:
    folder = Path(str(notice.__path__[0]))
    on_disk = {p.stem for p in folder.glob("*.py") if "\ndef doubt(" in p.read_text(encoding="utf-8")}
    assert on_disk == {m.__name__.rsplit(".", 1)[-1] for m in trust.DOUBTS}
    assert on_disk


def test_doubts_about_nothing_are_none() -> None:
    assert trust.doubts(scene(accounts=())) == ()


def test_all_doubts_are_trust_findings() -> None:
    found = trust.doubts(GAPPED)
    assert found
    assert {f.kind for f in found} == {Kind.TRUST}


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (Window(date(2026, 10, 1), date(2026, 10, 28)), True),
        (Window(date(2026, 10, 24), date(2026, 11, 20)), True),  # 8 of 28 days are missing
        (Window(date(2026, 10, 29), date(2026, 11, 20)), False),  # 3 of 23
        (Window(date(2026, 11, 1), date(2026, 11, 20)), False),
    ],
)
def test_a_gap_silences_windows_it_takes_a_fifth_of(window: Window, expected: bool) -> None:
    silenced = trust.silences(trust.doubts(GAPPED))
    assert silenced(X.subject, window) is expected
    series = Subject(SubjectKind.SERIES, "x/1/hashtag/frog", "frog", "x", "1")
    assert silenced(series, window) is expected
    assert not silenced(INSTAGRAM.subject, window)


def test_a_stale_account_is_silenced_altogether() -> None:
    old = scene([post("2024-05-01")], coverage=[Covered(0, "posts", date(2024, 1, 1), date(2024, 6, 1))])
    silenced = trust.silences(trust.doubts(old))
    assert silenced(X.subject, Window(date(2024, 5, 1), date(2024, 5, 2)))
    assert not silenced(INSTAGRAM.subject, Window(date(2024, 5, 1), date(2024, 5, 2)))


def test_a_redefinition_silences_only_its_metrics() -> None:
    posts = [post(f"2026-0{m}-{d:02}", metrics={"impressions": 9.0} if m < 6 else {"views": 9.0})
             for m in range(1, 10) for d in range(1, 20, 3)]  # fmt: skip
    silenced = trust.silences(
        trust.doubts(scene(posts, coverage=[Covered(0, "posts", date(2026, 1, 1), date(2026, 11, 20))]))
    )
    window = Window(date(2026, 5, 1), date(2026, 6, 30))
    assert silenced(X.subject, window, "views")
    assert not silenced(X.subject, window, "likes")
    assert not silenced(X.subject, window)
