"""The case of a finding holds the posts, or weeks, that were judged."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from pratfall.notice.days import METHOD as BY_WEEK
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import Account, Subject, SubjectKind
from pratfall.reviews.cases import FEWEST_SIDE, case_of
from pratfall.stats.change_decomposition import AFTER, BEFORE, BETWEEN
from tests.reviews.test_diagnosis import SPLIT, N, finding, made
from tests.small_scenes import NOW, X, post, scene

BAR = 0.003
SECOND = Account("x", "2", name="second")
PAGE = Account("facebook", "3", name="page")


def several() -> Scene:
    """Two accounts of one network with levels of their own, and a page."""
    first = NOW.date() - timedelta(days=100)
    accounts = (X, SECOND, PAGE)
    rows = [
        post(first + timedelta(days=i), a, id=f"{a}-{i}", metrics={"likes": 10.0 ** (a + 1) + i % 7})
        for a in range(3)
        for i in range(100)
    ]
    groups = [Group(account.subject, np.arange(100 * a, 100 * (a + 1))) for a, account in enumerate(accounts)]
    return scene(rows, accounts=accounts, groups=groups)


def test_posts_are_parted_as_the_finding_counted_them() -> None:
    case = case_of(made(), finding(facts={"before": 60, "after": 30}), BAR)
    assert case is not None
    assert [int((case.period == side).sum()) for side in (BEFORE, BETWEEN, AFTER)] == [60, N - 90, 30]


def test_without_counts_the_day_it_began_parts_them() -> None:
    case = case_of(made(), finding(facts={}), BAR)
    assert case is not None
    assert int(case.after.sum()) == N - SPLIT


def test_too_few_on_a_side_make_no_case() -> None:
    assert case_of(made(), finding(facts={"before": SPLIT, "after": FEWEST_SIDE - 1}), BAR) is None


def test_the_other_accounts_come_along_without_the_finding_s_own() -> None:
    case = case_of(several(), finding(facts={"before": 50, "after": 50}), BAR)
    assert case is not None
    assert [(o.platform, o.label) for o in case.others] == [("x", "second"), ("facebook", "page")]


def test_a_network_s_posts_are_those_of_its_accounts_each_against_its_own_level() -> None:
    network = Subject(SubjectKind.NETWORK, "x", "x", "x")
    since = NOW.date() - timedelta(days=40)
    case = case_of(several(), finding("network_fell", network, facts={}, since=since), BAR)
    assert case is not None and len(case.rows) == 200
    assert np.abs(case.y).max() < 1.0  # accounts ten times as large as each other
    assert [o.label for o in case.others] == ["page"]
    assert (np.diff(case.published.astype(int)) >= 0).all()


def test_an_account_known_by_daily_totals_is_seen_by_its_weeks() -> None:
    start = NOW.date() - timedelta(days=7 * 40)
    days = [(0, "views", str(start + timedelta(days=i)), 100.0 if i < 140 else 40.0, False) for i in range(7 * 40)]
    shown = scene(accounts=(X,), days=days, groups=(Group(X.subject, np.zeros(0, dtype=int)),))
    since = start + timedelta(days=140)
    case = case_of(shown, finding(method=BY_WEEK, facts={}, since=since), BAR)
    assert case is not None and case.metric == "views"
    assert len(case.rows) == 0 and len(case.y) == 40
    assert case.y[case.after].mean() - case.y[case.before].mean() == pytest.approx(np.log(281 / 701), abs=0.05)


def test_a_subject_without_posts_has_no_case() -> None:
    gone = Subject(SubjectKind.ACCOUNT, "x/gone", "gone", "x", "gone")
    assert case_of(made(), finding(subject=gone), BAR) is None
