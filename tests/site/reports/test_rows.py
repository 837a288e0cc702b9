from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Organisation
from pratfall.site.reports import rows
from pratfall.site.today import desk

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def posts(client: Client, organisation: Organisation) -> Path:
    found = desk.current(organisation, NOW)
    assert found is not None
    return found.posts


def test_the_newest_posts_of_an_account_come_first(posts: Path) -> None:
    found = rows.newest_of(posts, "x", "thelongtable")
    published = [row["published_at"] for row in found]
    assert len(found) == rows.SHOWN
    assert published == sorted(published, reverse=True)


def test_a_post_is_found_by_network_and_id_only(posts: Path) -> None:
    row = rows.newest_of(posts, "x", "thelongtable")[0]
    assert [found["text"] for found in rows.of_ids(posts, "x", {row["post_id"]})] == [row["text"]]
    assert rows.of_ids(posts, "facebook", {row["post_id"]}) == []
    assert rows.of_ids(posts, "x", set()) == []


def test_a_number_that_is_missing_is_left_out_and_never_zero(posts: Path) -> None:
    row = {**rows.newest_of(posts, "x", "thelongtable")[0], "likes": None, "impressions": 0.0}
    names = dict(rows.every_number(row, speech("en")))
    assert "likes" not in names and names["times shown"] == "0"


def test_every_row_names_the_file_it_comes_from(posts: Path, client: Client, organisation: Organisation) -> None:
    found = desk.current(organisation, NOW)
    assert found is not None
    told = rows.told(rows.newest_of(posts, "x", "thelongtable"), found.review.files, speech("fr"))
    assert all(post.file.endswith(".csv") and post.file_href.startswith("/files/") for post in told)


def test_one_is_not_many(posts: Path) -> None:
    row = {**rows.newest_of(posts, "x", "thelongtable")[0], "likes": 1.0, "comments": 2.0, "shares": 0.0}
    (told,) = rows.told([row], [], speech("en"))
    assert {"1 like", "2 comments", "0 shares"} <= set(told.numbers)
    (told,) = rows.told([row], [], speech("fr"))
    assert {"1 mention J’aime", "2 commentaires", "0 partage"} <= set(told.numbers)


def test_every_number_of_a_row_has_a_word_for_one_and_for_many() -> None:
    for name in rows.IN_TABLE:
        assert all(speech(lang).knows_plural(f"metric_count.{name}") for lang in ("en", "fr"))
