"""Every finding about a change says why, or what to collect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.notice.judged import histories_of
from pratfall.records.causes import Diagnosis
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import Checked
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.diagnosis import with_diagnoses
from pratfall.reviews.engine import review_scene
from tests.small_scenes import NOW, X, post, scene

N, SPLIT = 150, 100
CHECKED = (Checked("level_fell", 20, 20, 1),)


def made(fall: float = 1.0, n: int = N) -> Scene:
    """A post a day; those after the split lose `fall` (log)."""
    rng = np.random.default_rng(2)
    first = NOW.date() - timedelta(days=n)
    likes = np.exp(4.0 + 0.4 * rng.normal(size=n) - fall * (np.arange(n) >= SPLIT))
    rows = [post(first + timedelta(days=i), id=str(i), metrics={"likes": round(v)}) for i, v in enumerate(likes)]
    return scene(rows, groups=(Group(X.subject, np.arange(n)),))


def finding(code: str = "level_fell", subject: Subject = X.subject, **given: Any) -> Finding:
    since: date = NOW.date() - timedelta(days=N - SPLIT)
    values: dict[str, Any] = {
        "code": code,
        "kind": Kind.FAILURE,
        "subject": subject,
        "status": Status.LIKELY,
        "estimate": Estimate(0.4, 0.3, 0.5, Unit.RATIO),
        "window": Window(since, NOW.date()),
        "n": N,
        "method": "shiryaev_roberts",
        "since": since,
        "cost": Cost(),
        "evidence": (),
        "freshness": Freshness(NOW, stale=False),
        "facts": {"before": SPLIT, "after": N - SPLIT},
        "false_alarms_per_year": 1e-6,
    }
    return Finding(**{**values, **given})


def diagnosed(*findings: Finding, of: Scene | None = None) -> list[Diagnosis | None]:
    return [f.diagnosis for f in with_diagnoses(of or made(), findings, CHECKED)]


def test_a_fall_is_decomposed_over_the_posts_that_were_judged() -> None:
    (found,) = diagnosed(finding())
    assert found is not None and found.n == N
    assert isinstance(found.effect, Estimate) and found.effect.value == pytest.approx(np.exp(-1.0), rel=0.25)
    assert isinstance(found.unexplained, Estimate)
    told = sum(c.share.value for c in found.causes if isinstance(c.share, Estimate) and not c.beside)
    assert told + found.unexplained.value == pytest.approx(1.0)


def test_a_fall_nobody_planted_a_cause_for_has_none() -> None:
    (found,) = diagnosed(finding())
    assert found is not None and found.verdict == "cannot_tell" and found.collect


def test_what_cannot_be_told_and_chance_often_shows_is_put_down_to_chance() -> None:
    weak = finding(status=Status.CANNOT_TELL, false_alarms_per_year=0.8)
    (found,) = diagnosed(weak, of=made(fall=0.15))
    assert found is not None and found.verdict == "chance"
    assert [c.code for c in found.causes if c.told] == ["chance"]


@pytest.mark.parametrize("code", ["series_stopped", "abandoned", "target_unlikely", "post_flopped"])
def test_what_has_no_numbers_before_and_after_says_what_to_collect(code: str) -> None:
    (found,) = diagnosed(finding(code, estimate=Estimate(20.0, 10.0, 30.0, Unit.DAYS)))
    assert found is not None and found.verdict == "cannot_tell" and found.causes == () and len(found.collect) == 1
    assert isinstance(found.effect, NotEnoughData)  # days are no ratio


def test_a_habit_is_no_change() -> None:
    assert diagnosed(finding("pitch_heavy", facts={})) == [None]


def test_too_few_posts_on_a_side_ask_for_more() -> None:
    (found,) = diagnosed(finding(facts={"before": SPLIT, "after": 3}))
    assert found is not None and found.collect == ("more_posts",)


def test_a_subject_without_posts_asks_for_more() -> None:
    (found,) = diagnosed(finding(subject=replace(X.subject, id="x/gone", account_id="gone")))
    assert found is not None and found.collect == ("more_posts",)


def test_a_review_asks_why_of_what_it_finds() -> None:
    review = review_scene(made(), ())
    (fall,) = (f for f in review.findings if f.code in ("level_fell", "declining", "fading"))
    assert fall.diagnosis is not None and fall.diagnosis.n == len(histories_of(made()).rows)


def test_a_network_and_an_account_known_by_weeks_are_explained_too() -> None:
    first = NOW.date() - timedelta(days=7 * 120)
    accounts = (X, replace(X, account_id="2"), replace(X, platform="tiktok", account_id="3"))
    rng = np.random.default_rng(3)
    late = np.arange(120) >= 80
    rows = [
        post(first + timedelta(days=7 * i), a, id=f"{a}-{i}", metrics={"likes": float(round(v))})
        for a in range(2)
        for i, v in enumerate(np.exp(4.0 + 0.4 * rng.normal(size=120) - late))
    ]
    days = [
        (2, "views", str(first + timedelta(days=i)), float(rng.poisson(60 if i < 560 else 20)), False)
        for i in range(840)
    ]
    groups = [Group(a.subject, np.arange(120 * i, 120 * (i + 1))) for i, a in enumerate(accounts[:2])]
    groups.append(Group(accounts[2].subject, np.zeros(0, dtype=int)))
    shown = scene(rows, accounts=accounts, days=days, groups=groups)
    since = first + timedelta(days=560)
    network = Subject(SubjectKind.NETWORK, "x", "x", "x")
    whole = finding("network_fell", network, facts={}, since=since)
    weekly = finding(subject=accounts[2].subject, method="weekly_scan", facts={}, since=since)
    of_network, of_weeks = diagnosed(whole, weekly, of=shown)
    assert of_network is not None and of_network.n == 240
    assert of_weeks is not None and of_weeks.n == 120
    assert {c.code for c in of_weeks.causes} <= {"network_wide", "season", "chance", "regression_to_mean"}
    assert isinstance(of_weeks.effect, Estimate) and of_weeks.effect.value == pytest.approx(1 / 3, rel=0.1)
