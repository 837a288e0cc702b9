"""New findings on the Monday page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import Cost
from pratfall.records.subjects import SubjectKind
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import Story, tell
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import attention
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, findings, ordered
from tests.reviews.render.example import example
from tests.site.reports.conftest import NOW

Look_ = Callable[..., Look]


def story_of(*sinces: date) -> Story:
    """As many failures of one account as days, each with its own cost."""
    review = example()
    judged = (f for f in review.findings if f.kind is Kind.FAILURE and f.status is not Status.CANNOT_TELL)
    one = next(f for f in judged if f.subject.kind is SubjectKind.SERIES and f.since)
    many = [
        replace(one, since=since, subject=replace(one.subject, id=f"s{i}"), cost=Cost(hours=i + 1))
        for i, since in enumerate(sinces)
    ]
    return tell(replace(review, findings=tuple(many)), "en")


def test_what_one_account_shows_within_two_weeks_is_one_row(look: Look_) -> None:
    began = date(2026, 6, 1)
    story = story_of(began, began + timedelta(days=9), began + timedelta(days=20), began + timedelta(days=90))
    rows = list(findings.needs(look(story=story)))
    assert sorted(len(row.things) for row in rows) == [1, 3]
    large = max(rows, key=lambda row: len(row.things))
    assert len(large.lines) == 2 and large.since == began
    assert large.cost.hours == 3  # the largest of the group: the same posts stand behind them
    assert large.decide.count("finding=") == 3


def test_doubts_good_news_and_what_cannot_be_told_need_nobody(look: Look_) -> None:
    keys = {key for row in findings.needs(look()) for key in row.keys}
    by_key = {findings.key_of(told): told for told in tell(example(), "en").by_slug.values()}
    assert keys
    for key in keys:
        assert by_key[key].finding.kind in (Kind.FAILURE, Kind.HABIT)
        assert by_key[key].finding.status is not Status.CANNOT_TELL


def test_what_was_decided_or_put_aside_is_no_longer_new(
    look: Look_, decided: Callable[..., Decision], owner: Membership
) -> None:
    story = story_of(date(2026, 1, 1), date(2026, 6, 1))
    first, second = story.by_slug
    decided(basis=Basis(about="finding", refs=(first,), codes=("x",), title="", numbers={}))
    (row,) = findings.needs(look(story=story))
    assert row.keys == (f"finding:{second}",)
    where = {"organisation": owner.organisation, "actor": owner.user, "now": NOW}
    attention.dismiss(things=[Thing(row.keys[0], "x", "")], why="a holiday", **where)
    assert list(findings.needs(look(story=story))) == []


def test_the_most_costly_row_comes_first(look: Look_) -> None:
    began = date(2026, 1, 1)
    story = story_of(*(began + timedelta(days=60 * i) for i in range(4)))
    hours = [row.cost.hours for row in ordered(list(findings.needs(look(story=story))))]
    assert hours == sorted(hours, key=lambda h: -(h or 0))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_without_a_review_there_is_nothing(look: Look_, lang: str) -> None:
    assert list(findings.needs(look(story=None, words=speech(lang)))) == []
