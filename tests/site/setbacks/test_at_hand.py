"""Playbooks of a team's own, beside ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.models import Step
from tests.respond.playbooks.test_playbooks import GOOD


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "playbooks"
    made.mkdir()
    return made


def test_without_own_files_ours_are_at_hand(home: Path) -> None:
    books = at_hand()
    assert len(books.books) == 6 and books.faults == ()


def test_an_own_file_is_added_and_one_of_our_name_replaces_ours(folder: Path) -> None:
    (folder / "flood.toml").write_text(GOOD, encoding="utf-8")
    (folder / "wrong_post.toml").write_text(GOOD, encoding="utf-8")
    books = at_hand()
    assert len(books.books) == 7 and books.books["wrong_post"].title["en"] == "Flood"
    step = books.step(Step(key="flood:dry"))
    assert step is not None and step.do["fr"] == "Séchez."
    assert books.step(Step(key="")) is books.step(Step(key="gone:dry")) is books.step(Step(key="flood:wet")) is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("flood.toml", b"[[[", "settings_not_toml"),
        ("flood.toml", b"\xff\xfe\x00", "settings_unreadable"),
        ("flood.toml", GOOD.replace("lead", "boss").encode(), "playbook_wrong"),
        ("flood.toml", b"#" * 300_000, "playbook_wrong"),
        ("My Flood.toml", GOOD.encode(), "playbook_name"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_work(
    folder: Path, name: str, content: bytes, code: str
) -> None:
    (folder / name).write_bytes(content)
    books = at_hand()
    assert [(fault.code, fault.facts["file"]) for fault in books.faults] == [(code, name)]
    assert len(books.books) == 6
