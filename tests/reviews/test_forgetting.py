"""Somebody, or an account, goes from everything that is kept as files; what quoted them goes too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pratfall.lake import Lake
from pratfall.reviews import settings
from pratfall.reviews.forgetting import forget_a_person, forget_an_account
from tests.lake.rows import LATER, extract


def lake(home: Path) -> Lake:
    made = Lake(home, "Zoo")
    with made.writing() as writer:
        rows = [{"comment_id": "c1", "author_key": "anna"}, {"comment_id": "c2", "author_key": "bob"}]
        writer.add(extract("one", post=[{}], comment=rows))
    (home / settings.CACHE).mkdir()
    return made


def test_a_person_goes_and_so_do_reviews_that_quote_them(tmp_path: Path) -> None:
    made = lake(tmp_path)
    assert forget_a_person(tmp_path, made, "anna")
    assert made.comments(LATER)["author_key"].to_pylist() == ["bob"]
    assert not (tmp_path / settings.CACHE).exists()
    assert not forget_a_person(tmp_path, made, "anna")


def test_an_account_goes_with_all_that_was_written_to_it(tmp_path: Path) -> None:
    made = lake(tmp_path)
    assert forget_an_account(tmp_path, made, "x", "a1")
    assert len(made.comments(LATER)) == len(made.posts(datetime(2026, 12, 1, tzinfo=UTC))) == 0
    assert not forget_an_account(tmp_path, made, "x", "a1")
