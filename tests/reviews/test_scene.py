"""From a lake to columns: order, missing numbers, ripeness, days without hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from pratfall.lake import Lake
from pratfall.records.scene import Scene
from pratfall.records.subjects import SubjectKind
from pratfall.reviews import settings
from pratfall.reviews.intake import import_paths
from pratfall.reviews.scene import _row_lookup, build_scene
from tests.reviews.exports import daily_tweets, tweet, write
from tests.small_scenes import INSTAGRAM, post, scene

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def built(tmp_path: Path, now: datetime, *files: Path) -> Scene:
    lake = Lake(tmp_path / "home", "pond")
    import_paths(lake, files, now=now)
    return build_scene(lake, now=now, settings=settings.load(tmp_path / "home"))


def test_posts_come_account_by_account_in_order_of_publication(tmp_path: Path, now: datetime) -> None:
    rows = daily_tweets(START, [1, 2, 3])
    other = daily_tweets(START - timedelta(days=30), [9], handle="Alder")
    made = built(tmp_path, now, write(tmp_path / "a.csv", rows[::-1]), write(tmp_path / "b.csv", other))
    assert [a.account_id for a in made.accounts] == ["alder", "lanternmarsh"]
    assert list(made.posts.account) == [0, 1, 1, 1]
    assert list(made.posts.metrics["likes"]) == [9, 1, 2, 3]
    assert made.posts.published[1] == np.datetime64("2026-01-01T09:00:00")


def test_what_was_never_measured_is_missing_not_zero(tmp_path: Path, now: datetime) -> None:
    made = built(tmp_path, now, write(tmp_path / "a.csv", daily_tweets(START, [1, 2])))
    assert np.isnan(made.posts.metrics["saves"]).all()


def test_a_post_is_ripe_only_if_it_was_read_long_enough_after_publication(tmp_path: Path, now: datetime) -> None:
    made = built(tmp_path, now, write(tmp_path / "a.csv", daily_tweets(START, [1] * 10)))
    age = (made.posts.observed - made.posts.published) / np.timedelta64(1, "D")
    assert (made.posts.ripe == (age >= made.settings.ripening_days["x"])).all()
    assert made.posts.ripe[0] and not made.posts.ripe[-1]


def test_later_posts_do_not_exist_yet(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [1] * 10))
    made = built(tmp_path, START + timedelta(days=4), file)
    assert len(made.posts) <= 5


def test_accounts_and_networks_are_groups_that_hold_their_posts(tmp_path: Path, now: datetime) -> None:
    made = built(tmp_path, now, write(tmp_path / "a.csv", daily_tweets(START, [1] * 4)))
    rows = {g.subject.kind: list(g.rows) for g in made.groups}
    assert rows == {SubjectKind.NETWORK: [0, 1, 2, 3], SubjectKind.ACCOUNT: [0, 1, 2, 3]}


def test_an_empty_lake_is_an_empty_scene(tmp_path: Path, now: datetime) -> None:
    made = built(tmp_path, now)
    assert (made.accounts, len(made.posts), made.groups, made.coverage) == ((), 0, (), ())


def test_a_tagged_link_names_the_campaign_of_its_post(tmp_path: Path, now: datetime) -> None:
    tagged = "Give today https://pond.example/?utm_source=x&utm_campaign=winter+larder&utm_medium=social"
    rows = [tweet(START, 3, tagged), tweet(START + timedelta(days=1), 4, "Plain https://pond.example/")]
    made = built(tmp_path, now, write(tmp_path / "a.csv", rows))
    assert list(made.posts.campaign) == ["winter larder", ""]
    assert [g.subject.label for g in made.groups if g.subject.kind is SubjectKind.CAMPAIGN] == ["winter larder"]


def test_a_comment_finds_its_post_by_the_address_where_the_id_is_another() -> None:
    made = scene(
        [post("2026-11-01", id="1801", url="https://www.instagram.com/p/DAbc-1_x/"), post("2026-11-02", id="1802")],
        accounts=(INSTAGRAM,),
    )
    table = pa.table({"platform": ["instagram"] * 4, "post_id": ["DAbc-1_x", "1802", "elsewhere", None]})
    assert _row_lookup(made.posts, made.accounts)(table).tolist() == [0, 1, -1, -1]
