"""Tests of ideas read from posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pratfall.decide.ideas import Design, Refusal, State
from pratfall.records.numbers import NotEnoughData
from pratfall.site.campaigns.models import Idea
from pratfall.site.campaigns.services import ideas
from pratfall.site.people.models import Membership
from pratfall.site.reports import trials
from tests.small_scenes import defaults

START = date(2026, 9, 1)
TODAY = date(2026, 11, 20)
BEGUN = datetime(2026, 9, 1, 9, tzinfo=UTC)
VALUES: Mapping[str, Any] = {
    "name": "Questions",
    "question": "Do questions bring more?",
    "kind": "randomised",
    "variants": ["usual", "question"],
    "labels": ["#Usual", "ask-us"],
    "platform": "x",
    "account_id": "1",
    "metric": "likes",
    "smallest_worth": 2.0,
    "bar": None,
    "posts_per_variant": 40,
    "days": 60,
    "exit_rule": "it brings less",
    "changes_mind": "twice as many",
}


def row(day: date, likes: float | None, account: str = "1", age_days: int = 30, **more: Any) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {
        "platform": "x",
        "account_id": account,
        "post_id": f"{account}-{day}",
        "published_at": at,
        "observed_at": at + timedelta(days=age_days),
        "hashtags": [],
        "links": [],
        "campaign": "",
        "likes": likes,
        **more,
    }


def file_of(path: Path, rows: list[dict[str, Any]]) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path / "posts.parquet")
    return path / "posts.parquet"


@pytest.fixture
def idea(owner: Membership) -> Idea:
    return ideas.propose(organisation=owner.organisation, actor=owner.user, values=VALUES, now=BEGUN)


def running(idea: Idea) -> Idea:
    Idea.objects.update(state="running", started_at=BEGUN)
    idea.refresh_from_db()
    return idea


def test_own_past_posts_say_what_a_design_can_see(idea: Idea, tmp_path: Path) -> None:
    past = [row(START - timedelta(days=i + 10), 20.0 + i % 5) for i in range(60)]
    posts = file_of(tmp_path, past)
    seen = trials.designed(idea, posts, defaults(), START)
    assert isinstance(seen, Design) and not seen.spread_assumed
    blind = trials.designed(idea, None, defaults(), START)
    assert isinstance(blind, Design) and blind.spread_assumed
    assert seen.sees_rise < blind.sees_rise


def test_an_idea_without_its_words_is_refused(idea: Idea) -> None:
    idea.exit_rule = idea.changes_mind = ""
    refused = trials.designed(idea, None, defaults(), START)
    assert isinstance(refused, Refusal)
    assert {"no_exit_rule", "no_mind_changer"} <= {reason.code for reason in refused.reasons}


def test_posts_belong_by_hashtag_label_and_link_once_they_are_ripe(
    idea: Idea, owner: Membership, tmp_path: Path
) -> None:
    day = [START + timedelta(days=i) for i in range(8)]
    posts = file_of(
        tmp_path,
        [
            row(day[1], 5.0, hashtags=["usual"]),
            row(day[2], 7.0, links=["https://pond.example/?utm_content=Ask-us"]),
            row(day[3], 9.0, campaign="ASK US"),
            row(day[4], 99.0, hashtags=["other"]),
            row(day[5], 99.0, hashtags=["usual"], age_days=0),
            row(day[6], None, hashtags=["usual"]),
            row(START - timedelta(days=3), 99.0, hashtags=["usual"]),
        ],
    )
    begun = running(idea)
    ideas.enter(idea=begun, actor=owner.user, variant="usual", ref="by hand", value=4, on=day[7],
                now=BEGUN + timedelta(days=9))  # fmt: skip
    rows = trials._rows(posts, begun, defaults(), START - timedelta(days=30), TODAY)
    found = trials.outcomes(begun, rows)
    assert found["question"] == [7.0, 9.0]
    assert found["usual"][0] == 5.0 and found["usual"][2] == 4.0
    assert found["usual"][1] != found["usual"][1]  # known to exist, and no number of it


def test_a_plain_difference_is_found_and_frozen(idea: Idea, tmp_path: Path) -> None:
    rows = []
    for i in range(60):
        question = i % 2 == 1
        tag = ["askus"] if question else ["usual"]
        rows.append(row(START + timedelta(days=i), (60.0 if question else 10.0) + i % 4, hashtags=tag))
    found = trials.read(running(idea), file_of(tmp_path, rows), defaults(), TODAY)
    assert isinstance(found, trials.Reading)
    assert found.state is State.BETTER and found.over
    kept = found.as_json()
    assert kept["state"] == "better" and kept["numbers"]["comparisons"][0]["variant"] == "question"


def test_before_and_after_says_that_nothing_was_drawn_by_lot(idea: Idea, tmp_path: Path) -> None:
    Idea.objects.update(kind="before_after", variants=["now"], labels=["now"])
    first = START - timedelta(days=120)
    rows = []
    for i in range(200):
        day = first + timedelta(days=i)
        rows.append(row(day, 30.0 + i % 5 + (40.0 if day >= START else 0.0)))
        rows.append(row(day, 30.0 + (i * 3) % 7, account="2"))
    found = trials.read(running(idea), file_of(tmp_path, rows), defaults(), TODAY)
    assert isinstance(found, trials.Reading) and found.impact is not None
    assert found.state is State.BETTER
    assert "not_randomised" in found.doubts
    early = trials.read(idea, file_of(tmp_path, rows), defaults(), START)
    assert isinstance(early, NotEnoughData)


def test_the_draw_belongs_to_one_start_and_gives_each_variant_its_posts(idea: Idea) -> None:
    begun = running(idea)
    order = trials.order_drawn(begun, at_open_end=60)
    assert len(order) == 80 and sum(order) == 40
    assert order == trials.order_drawn(Idea.objects.get(), at_open_end=60)
    begun.started_at = BEGUN + timedelta(days=1)
    assert order != trials.order_drawn(begun, at_open_end=60)
    begun.posts_per_variant = None
    assert len(trials.order_drawn(begun, at_open_end=60)) == 60
