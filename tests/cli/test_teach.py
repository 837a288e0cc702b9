from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.cli.teach import TASKS
from pratfall.reviews.teaching.store import Teaching
from pratfall.text.taught import TASKS as KNOWN
from tests.cli.conftest import Pratfall

THINGS = ("soup", "bread", "garden", "hall", "van")


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    rows = [
        f"the {THINGS[i % 5]} is {'red' if i % 2 else 'blue'} today {i},{'neg' if i % 2 else 'pos'}" for i in range(110)
    ]
    path = tmp_path / "labels.csv"
    path.write_text("\n".join(["text,label", *rows]), encoding="utf-8")
    return path


def test_a_file_of_labels_is_learnt_with_its_accuracy(
    pratfall: Pratfall, labels: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("teach", labels, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "110 labels" in said
    assert "version 1 (in use)" in said
    assert "before teaching" in said
    assert Teaching(home, "default").heads()["sentiment"].n == 110


def test_it_is_undone_and_used_again(
    pratfall: Pratfall, labels: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("teach", labels)
    assert pratfall("teach", "--undo") == 0
    assert Teaching(home, "default").heads() == {}
    assert len(Teaching(home, "default").labels()) == 110
    assert pratfall("teach", "--use", "1") == 0
    assert list(Teaching(home, "default").heads()) == ["sentiment"]
    assert pratfall("teach", "--use", "0") == 0
    assert Teaching(home, "default").heads() == {}
    assert pratfall("teach", "--use", "9") == 1
    capsys.readouterr()
    assert pratfall("teach", "--lang", "fr") == 0
    assert "hors service" in capsys.readouterr().out


def test_a_few_labels_are_kept_and_teach_nothing_yet(
    pratfall: Pratfall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "few.csv"
    file.write_text("text,label\nlovely,yes\nnever again,no\n", encoding="utf-8")
    assert pratfall("teach", file, "--task", "praise", "--lang", "en") == 0
    assert "Nothing was learnt yet" in capsys.readouterr().out
    assert pratfall("teach", "--lang", "en") == 0
    assert "2 labels for praise" in capsys.readouterr().out


def test_a_file_with_one_bad_row_leaves_nothing_behind(pratfall: Pratfall, tmp_path: Path, home: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("text,label\nlovely,pos\nhm,perhaps\n", encoding="utf-8")
    assert pratfall("teach", file) == 1
    assert Teaching(home, "default").labels() == []


@pytest.mark.parametrize("more", [("--undo",), ("--use", "1")])
def test_a_file_is_never_silently_left_out(pratfall: Pratfall, labels: Path, home: Path, more: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        pratfall("teach", labels, *more)
    assert ended.value.code == 2
    assert Teaching(home, "default").labels() == []


def test_a_file_that_is_not_there_is_said(pratfall: Pratfall, tmp_path: Path) -> None:
    assert pratfall("teach", tmp_path / "none.csv") == 1
    assert pratfall("teach", tmp_path) == 1


def test_the_command_offers_what_can_be_taught() -> None:
    assert tuple(KNOWN) == TASKS


def test_what_was_taught_is_exported_too(pratfall: Pratfall, tweets: Path, labels: Path, tmp_path: Path) -> None:
    pratfall("import", tweets)
    pratfall("teach", labels)
    assert pratfall("export", tmp_path / "out") == 0
    assert (tmp_path / "out" / "taught" / "labels.csv").exists()
