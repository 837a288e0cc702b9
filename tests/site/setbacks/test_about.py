"""What a setback is about: its posts and their comments since it began, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.site import place
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.about import comments_of, posts_of
from pratfall.site.setbacks.models import Setback
from tests.lake.rows import extract
from tests.site.setbacks.conftest import NOW

BEGAN = NOW - timedelta(hours=2)  # of the fixture's setback


def said(ref: str, post: str | None = None, minutes: float | None = 1, **more: Any) -> dict[str, Any]:
    at = None if minutes is None else BEGAN + timedelta(minutes=minutes)
    return {"comment_id": ref, "post_id": post, "account_id": None, "created_at": at, **more}


@pytest.fixture
def told(home: Path, owner: Membership) -> None:
    def post(ref: str, at: datetime, **more: Any) -> dict[str, Any]:
        return {"post_id": ref, "published_at": at, "url": f"https://x.example/{ref}", "as_of": NOW, **more}

    posts = [
        post("old", BEGAN - timedelta(days=9)),
        post("new", BEGAN + timedelta(minutes=5), campaign="Winter"),
        post("other", BEGAN + timedelta(minutes=5), account_id="a2"),
        post("new", BEGAN, platform="facebook", account_id="f1", url="https://facebook.example/us/posts/pfbid0x/"),
    ]
    comments = [
        said("on-old", "old"),
        said("on-new", "new"),
        said("before", "old", minutes=-1),
        said("whenever", "old", minutes=None),
        said("to-a1", None, account_id="a1"),
        said("on-other", "other"),
        said("elsewhere", "new", platform="facebook"),
        said("later", "new", minutes=60 * 24),
        said("by-address", "pfbid0x", platform="facebook"),
    ]
    with place.lake(owner.organisation).writing() as writer:
        writer.add(extract("one", post=posts, comment=comments))


def refs(setback: Setback) -> set[str]:
    return set(comments_of(setback, NOW)["comment_id"].to_pylist())


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("about", "posts", "comments"),
    [
        ({"kind": "post", "platform": "x", "id": "old"}, {"old"}, {"on-old", "whenever"}),
        (
            {"kind": "account", "platform": "x", "account_id": "a1"},
            {"new"},
            {"on-old", "whenever", "on-new", "to-a1"},
        ),
        ({"kind": "network", "platform": "x", "id": "x"}, {"new", "other"}, {"on-old", "whenever", "on-new"}),
        ({"kind": "campaign", "id": "Winter"}, {"new"}, {"on-new"}),
        ({"kind": "planet", "id": "old"}, set(), set()),
    ],
)
def test_a_subject_means_its_posts_and_what_was_written_since(
    make_setback: Callable[..., Setback], about: dict[str, Any], posts: set[str], comments: set[str]
) -> None:
    setback = make_setback(about=[about])
    assert set(posts_of(setback, NOW)["post_id"].to_pylist()) == posts
    assert refs(setback) >= comments
    assert not refs(setback) & {"before", "elsewhere", "later"}
    if about["kind"] != "network":
        assert refs(setback) == comments


@pytest.mark.usefixtures("told")
def test_several_subjects_mean_all_of_theirs(make_setback: Callable[..., Setback]) -> None:
    two = [
        {"kind": "post", "platform": "x", "id": "old"},
        {"kind": "post", "platform": "facebook", "id": "new"},
    ]
    assert refs(make_setback(about=two)) == {"on-old", "whenever", "elsewhere", "by-address"}


@pytest.mark.usefixtures("told")
def test_a_setback_about_nothing_named_has_none(setback: Setback) -> None:
    assert len(posts_of(setback, NOW)) == len(comments_of(setback, NOW)) == 0
    assert "comment_id" in comments_of(setback, NOW).column_names


@pytest.mark.usefixtures("home")
def test_nothing_imported_yet_means_none(make_setback: Callable[..., Setback]) -> None:
    setback = make_setback(about=[{"kind": "organisation"}])
    assert len(posts_of(setback, NOW)) == len(comments_of(setback, NOW)) == 0
