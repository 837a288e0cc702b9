from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from pratfall.notice.histories import prepare
from pratfall.notice.level import KINDS, SHOWN, weigh
from pratfall.records.candidates import Candidate
from pratfall.records.charts import LevelChart
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import Subject, SubjectKind
from tests.calibration.worlds import START, Plan, make


def asked(made: Scene) -> dict[tuple[str, bool], Candidate]:
    """By subject id and direction (True: down)."""
    return {(c.subject.id, c.kind is Kind.FAILURE): c for c in weigh(prepare(made, KINDS))}


def test_a_halved_account_is_a_candidate_with_everything_needed_to_doubt_it() -> None:
    world = make([Plan(series=1, per_week=3.0, falls=((None, 900, 0.5),))], 1100, np.random.default_rng(40))
    fell = asked(world.scene(1100))["x/0", True]
    assert fell.code == "level_fell" and fell.rate is not None and fell.rate < 0.01
    estimate = fell.estimate(0.95)
    assert isinstance(estimate, Estimate) and estimate.low < 0.5 < estimate.high
    day = START.date() + timedelta(days=900)
    assert fell.since is not None and abs((fell.since - day).days) < 60
    assert fell.facts["since_earliest"] <= day <= fell.facts["since_latest"]
    assert fell.window.start == fell.since
    assert 0 < len(fell.evidence) <= SHOWN
    assert fell.facts["before"] + fell.facts["after"] == fell.n
    chart = fell.chart() if fell.chart else None
    assert isinstance(chart, LevelChart) and len(chart.points) == fell.n and len(chart.levels) == 2
    assert chart.levels[1].value < chart.levels[0].value


def test_a_wider_level_gives_a_wider_interval() -> None:
    world = make([Plan(series=1, per_week=3.0, falls=((None, 900, 0.5),))], 1100, np.random.default_rng(40))
    fell = asked(world.scene(1100))["x/0", True]
    wide, narrow = fell.estimate(0.999), fell.estimate(0.8)
    assert isinstance(wide, Estimate) and isinstance(narrow, Estimate)
    assert wide.low < narrow.low < narrow.value == wide.value < narrow.high < wide.high


def test_a_rise_is_good_news_and_no_failure() -> None:
    world = make([Plan(series=1, per_week=3.0, falls=((None, 900, 2.5),))], 1100, np.random.default_rng(41))
    found = asked(world.scene(1100))
    assert found["x/0", False].code == "level_rose"
    assert found["x/0", False].kind is Kind.GOOD_NEWS
    assert (found["x/0", False].rate or 9) < 0.01 < (found["x/0", True].rate or 0)


def test_a_slow_slide_is_called_declining() -> None:
    steps = tuple((None, 300 + 20 * k, 0.93) for k in range(40))
    world = make([Plan(series=1, per_week=2.0, falls=steps, spread=0.7)], 1100, np.random.default_rng(42))
    assert asked(world.scene(1100))["x/0", True].code == "declining"


def test_a_sudden_change_is_called_a_step_wherever_it_lies() -> None:
    codes = []
    for day in (500, 700, 900, 1000):
        for seed in range(5):
            plan = Plan(series=1, per_week=1.0, falls=((None, day, 0.2),))
            codes.append(asked(make([plan], 1100, np.random.default_rng(seed)).scene(1100))["x/0", True].code)
    assert codes.count("level_fell") >= 18


def test_too_few_posts_are_said_to_be_too_few() -> None:
    world = make([Plan(series=1, per_week=0.4)], 300, np.random.default_rng(43))
    unknown = asked(world.scene(300))["x/0", True]
    assert unknown.rate is None
    assert isinstance(unknown.estimate(0.95), NotEnoughData)


def test_who_does_not_post_any_more_is_not_asked_about_its_level() -> None:
    world = make([Plan(series=1)], 900, np.random.default_rng(44))
    world.at /= 2
    assert asked(world.scene(900)) == {}


def test_a_change_of_one_series_is_not_the_rest_of_its_account() -> None:
    world = make([Plan(series=4, per_week=1.0, falls=((1, 800, 0.2),))], 1100, np.random.default_rng(45))
    found = asked(world.scene(1100))
    series, account = found["x/0/hashtag/s1", True], found["x/0", True]
    assert series.given is not None and account.given is not None
    assert series.given(frozenset({account.subject})) < 0.01
    assert account.given(frozenset({series.subject})) > 0.05


def test_a_change_of_the_whole_account_explains_its_series() -> None:
    world = make([Plan(series=4, per_week=1.5, falls=((None, 800, 0.3),))], 1100, np.random.default_rng(46))
    found = asked(world.scene(1100))
    account = found["x/0", True]
    given = [found[f"x/0/hashtag/s{s}", True].given for s in range(4)]
    assert account.given is not None
    assert account.given(frozenset({found["x/0/hashtag/s1", True].subject})) < 0.01
    assert np.median([g(frozenset({account.subject})) for g in given if g]) > 0.05


def test_the_window_of_an_unchanged_subject_is_its_history() -> None:
    world = make([Plan(series=2, per_week=1.0)], 800, np.random.default_rng(47))
    quiet = asked(world.scene(800))["x/0/hashtag/s0", True]
    assert quiet.window.start < date(2023, 3, 1)
    assert quiet.chart is None or quiet.since is not None


def test_a_campaign_on_one_account_is_told_with_that_account_and_not_beside_it() -> None:
    world = make([Plan(series=1, per_week=3.0, falls=((None, 900, 0.3),)), Plan()], 1100, np.random.default_rng(48))
    made = world.scene(1100)
    account = made.groups[0]
    campaign = Subject(SubjectKind.CAMPAIGN, "appeal", "appeal")
    both = Group(campaign, np.arange(len(made.posts)))
    alone = asked(replace(made, groups=(account, Group(campaign, account.rows))))["appeal", True]
    assert alone.budget == ("x", "0") and alone.given is not None
    assert alone.given(frozenset({account.subject})) == 1.0
    assert asked(replace(made, groups=(account, both)))["appeal", True].budget == ("", "")
