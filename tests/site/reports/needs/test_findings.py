"""New findings on the Monday page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pratfall.decide import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import Cost, Window
from pratfall.records.subjects import SubjectKind
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import Story, tell
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import attention
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, findings, ordered
from tests.decide import cases
from tests.reviews.render.example import example
from tests.site.reports.conftest import NOW

Look_ = Callable[..., Look]


def story_of(*sinces: date) -> Story:
    """As many failures of one account as days, each with its own cost."""
    review = example()
    judged = (f for f in review.findings if f.kind is Kind.FAILURE and f.status is not Status.CANNOT_TELL)
    one = next(replace(f, code="level_fell") for f in judged if f.subject.kind is SubjectKind.SERIES and f.since)
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


def storm_story(*, over: bool) -> Story:
    heard = cases.TODAY if over else cases.TODAY - timedelta(days=9)
    window = Window(cases.TODAY - timedelta(days=12), cases.TODAY - timedelta(days=10))
    one = cases.finding(
        "backlash", window=window, facts={"heard_until": str(heard)}, cost=Cost(hours=Decimal(3)), since=window.start
    )
    return tell(replace(example(), findings=(replace(one, advice=advise(cases.case(one))),)), "en")


def test_only_a_storm_that_still_blows_stands_before_everything(look: Look_) -> None:
    (blowing,) = findings.needs(look(story=storm_story(over=False)))
    (over,) = findings.needs(look(story=storm_story(over=True)))
    assert blowing.urgent and blowing.until is None and "hold what is scheduled" in blowing.advice
    assert not over.urgent and over.until is not None and "had calmed down by" in over.advice


def test_what_has_no_bill_shows_none_and_yet_has_its_place(look: Look_) -> None:
    (row,) = findings.needs(look(story=storm_story(over=True)))
    assert row.cost == Cost() and row.effort.hours == 3  # its page tells no price either
    cheap = replace(row, cost=Cost(hours=Decimal(1)), effort=Cost(), things=(Thing("finding:a", "x", ""),))
    assert ordered([cheap, row]) == [row, cheap]


def test_where_one_row_stops_an_account_another_does_not_just_say_improve_it(look: Look_) -> None:
    stop = cases.finding("level_fell", subject=SubjectKind.ACCOUNT)  # a third of its usual: stop
    mend = cases.finding("pitch_heavy", subject=SubjectKind.ACCOUNT, kind=Kind.HABIT, estimate=None)
    both = tuple(replace(each, advice=advise(cases.case(each))) for each in (stop, mend))
    assert [each.advice and each.advice.act for each in both] == [Act.PULL, Act.OPTIMISE]
    rows = list(findings.needs(look(story=tell(replace(example(), findings=both), "en"))))
    assert [row.advice.startswith("Another row advises to stop here.") for row in rows] == [False, True]
    (alone,) = findings.needs(look(story=tell(replace(example(), findings=both[1:]), "en")))
    assert alone.advice.startswith("Improve.")
