import csv
import json
import sqlite3
import stat
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from pratfall.reviews.teaching.store import Label, Teaching
from pratfall.text.heads import Head


def head(task: str = "praise", n: int = 100) -> Head:
    return Head(task, ("no", "yes"), np.zeros((2, 3)), np.zeros(2), 1.0, 1.0, "words 1", n, 80, 70)


@pytest.fixture
def store(tmp_path: Path) -> Teaching:
    return Teaching(tmp_path, "The Long Table")


def test_labels_come_back_in_order_and_the_newest_of_a_text_counts(store: Teaching, now: datetime) -> None:
    store.add([Label("praise", "a", "yes"), Label("praise", "b", "no")], now=now)
    store.add([Label("praise", "a", "no"), Label("spam", "a", "yes")], now=now)
    assert [(label.text, label.label) for label in store.labels("praise")] == [("b", "no"), ("a", "no")]
    assert len(store.labels()) == 3


def test_the_last_label_is_taken_back_first(store: Teaching, now: datetime) -> None:
    store.add([Label("praise", "a", "yes"), Label("praise", "b", "no")], now=now)
    taken = store.take_back("praise")
    assert taken is not None
    assert (taken.text, taken.label) == ("b", "no")
    assert [label.text for label in store.labels("praise")] == ["a"]
    store.take_back("praise")
    assert store.take_back("praise") is None


def test_what_people_wrote_is_kept_without_their_names(store: Teaching, now: datetime) -> None:
    store.add([Label("praise", "Thanks @anna.miller, call me on +44 7700 900123", "yes")], now=now)
    (kept,) = store.labels()
    assert "anna" not in kept.text
    assert "7700" not in kept.text
    assert b"anna.miller" not in store.path.read_bytes()


def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(store: Teaching, now: datetime) -> None:
    with pytest.raises(ValueError, match="no answer"):
        store.add([Label("praise", "a", "yes"), Label("praise", "b", "maybe")], now=now)
    assert store.labels() == []


def test_versions_are_undone_and_used_again(store: Teaching, now: datetime) -> None:
    first, second = store.save(head(n=100), now=now), store.save(head(n=150), now=now)
    assert store.heads()["praise"].n == 150
    back = store.step_back("praise")
    assert back is not None
    assert back.number == first
    assert store.heads()["praise"].n == 100
    assert store.step_back("praise") is None
    assert store.heads() == {}
    assert store.use("praise", second)
    assert store.heads()["praise"].n == 150
    assert not store.use("praise", 99)
    assert not store.use("spam", second)


def test_tasks_do_not_disturb_each_other(store: Teaching, now: datetime) -> None:
    store.save(head("praise"), now=now)
    store.save(head("spam"), now=now)
    store.use("spam", None)
    assert list(store.heads()) == ["praise"]
    assert store.state() == "1"


def test_organisations_do_not_share_what_they_taught(tmp_path: Path, now: datetime) -> None:
    Teaching(tmp_path, "a").add([Label("praise", "x", "yes")], now=now)
    assert Teaching(tmp_path, "b").labels() == []


def test_looking_makes_no_file_and_the_file_is_the_owners_alone(store: Teaching, now: datetime, tmp_path: Path) -> None:
    assert (store.labels(), store.heads(), store.state(), store.erase(author="x")) == ([], {}, "", 0)
    assert store.export(tmp_path / "out") == ()
    assert not store.path.exists()
    store.add([Label("praise", "x", "yes")], now=now)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_persons_words_are_erased_from_the_file_with_what_was_learnt(store: Teaching, now: datetime) -> None:
    store.add([Label("praise", "unmistakable words", "yes", "k1", "x", "acc", "anna")], now=now)
    store.add([Label("spam", "others words", "yes", "k2", "x", "acc", "bob")], now=now)
    store.save(head("praise"), now=now)
    store.save(head("spam"), now=now)
    assert store.erase(author="anna") == 1
    assert b"unmistakable" not in store.path.read_bytes()
    assert list(store.heads()) == ["spam"]
    assert store.erase(account=("x", "acc")) == 1
    assert store.labels() == []


def test_everything_is_exported_and_no_cell_runs_in_a_spreadsheet(
    store: Teaching, now: datetime, tmp_path: Path
) -> None:
    store.add([Label("praise", '=HYPERLINK("x")', "yes")], now=now)
    store.save(head(), now=now)
    table, heads = store.export(tmp_path / "out")
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert rows[0]["text"].startswith("'=")
    assert json.loads(heads.read_text())[0]["n"] == 100


def test_a_change_that_fails_half_way_changes_nothing(store: Teaching, now: datetime) -> None:
    store.add([Label("praise", "a", "yes")], now=now)
    with pytest.raises(sqlite3.OperationalError), store._changing() as db:
        db.execute("delete from label")
        db.execute("select * from nowhere")
    assert len(store.labels()) == 1
