from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.lake.rows import LATER, NOON, lake_of


def test_what_a_newer_file_does_not_say_an_older_one_still_does(tmp_path: Path) -> None:
    newer = {"author_key": "k", "created_at": NOON}
    (comment,) = (
        lake_of(tmp_path, {"comment": [{"likes": 4, **newer}]}, {"comment": [newer]}).comments(LATER).to_pylist()
    )
    assert comment["likes"] == 4


def test_a_row_without_a_moment_was_always_there_and_is_the_oldest(tmp_path: Path) -> None:
    timeless = {"text": "timeless", "as_of": None}
    lake = lake_of(tmp_path, {"post": [{"text": "dated"}]}, {"post": [timeless]})
    assert lake.posts(NOON)["text"].to_pylist() == ["dated"]
    assert lake.posts(NOON - timedelta(days=1))["text"].to_pylist() == ["timeless"]
