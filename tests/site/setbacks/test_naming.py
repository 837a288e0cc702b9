"""What a setback can be about."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pratfall.records.subjects import Account, SubjectKind
from pratfall.site.setbacks import naming
from tests.reviews.render.example import example

from .conftest import NOW


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    days = [NOW - timedelta(days=n) for n in (1, 10, 40)]
    table = pa.table(
        {
            "platform": ["x", "x", "facebook"],
            "account_id": ["soup", "soup", "page"],
            "post_id": ["1", "2", "3"],
            "text": ["The kitchen is open", None, "An old kitchen <b>"],
            "published_at": pa.array(days, pa.timestamp("us", "UTC")),
            "likes": [1.0, 2.0, 3.0],
        }
    )
    pq.write_table(table, tmp_path / "posts.parquet")
    return tmp_path / "posts.parquet"


def test_posts_of_the_last_weeks_are_offered_newest_first(posts: Path) -> None:
    found = naming.posts(posts, "", NOW)
    assert [(post["id"], post["name"]) for post in found] == [("1", "The kitchen is open"), ("2", "2")]


def test_words_find_posts_of_any_time(posts: Path) -> None:
    assert [post["id"] for post in naming.posts(posts, " KITCHEN ", NOW)] == ["1", "3"]
    assert naming.posts(posts, ".*", NOW) == [], "what is typed is text, no pattern"


def test_what_was_ticked_is_looked_up_and_what_was_made_up_is_left_out(posts: Path) -> None:
    account = naming.of_account(Account("x", "soup", name="Soup"))
    offered = [account, *naming.posts(posts, "", NOW)]
    keys = [naming.key_of(account), "post|x|soup|1", "post|x|soup|1", "post|x|soup|999", "<script>"]
    assert [subject["id"] for subject in naming.chosen(keys, offered)] == ["x/soup", "1"]


def test_a_finding_names_its_subject_and_the_posts_behind_it() -> None:
    for finding in example().findings:
        subject, *others = naming.of_finding(finding, "Label")
        assert subject["kind"] == finding.subject.kind.value and subject["name"] == "Label"
        assert all(other["kind"] == "post" for other in others)
        assert not others or finding.subject.kind is not SubjectKind.POST


def test_posts_are_found_by_their_ids_and_what_nobody_published_is_not(posts: Path) -> None:
    assert [post["id"] for post in naming.posts_called(posts, ["3", "made up"])] == ["3"]
    assert naming.posts_called(posts, []) == []
