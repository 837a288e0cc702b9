from datetime import UTC, date, datetime, timedelta

import numpy as np

from pratfall.notice.freshness import freshness_of, newest_data
from pratfall.records.scene import Covered, Group
from pratfall.records.subjects import Subject, SubjectKind
from tests.small_scenes import INSTAGRAM, X, comment, post, scene

NETWORK = Subject(SubjectKind.NETWORK, "x", "x", "x")
WHOLE = Subject(SubjectKind.ORGANISATION, "pond", "pond")
CAMPAIGN = Subject(SubjectKind.CAMPAIGN, "spring", "spring")


def test_the_newest_of_all_kinds_of_data_counts() -> None:
    made = scene(
        [post("2026-11-01", observed=np.datetime64("2026-11-03T00:00:00"))],
        accounts=(X, INSTAGRAM),
        days=[(0, "views", "2026-11-05", 3.0, False)],
        comments=[comment("2026-11-04T10:00:00", account=1)],
    )
    assert newest_data(made).astype(str).tolist() == ["2026-11-05T23:59:59", "2026-11-04T10:00:00"]


def test_nothing_is_newer_than_now() -> None:
    made = scene(coverage=[Covered(0, "posts", date(2026, 1, 1), date(2030, 1, 1))])
    assert freshness_of(made)(X.subject).newest == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_unknown_is_stale_and_has_no_date() -> None:
    fresh = freshness_of(scene())(X.subject)
    assert (fresh.newest, fresh.stale) == (None, True)


def test_it_says_until_when_these_data_are_good() -> None:
    made = scene([post("2026-11-01", observed=np.datetime64("2026-11-03T00:00:00"))])
    fresh = freshness_of(made)(X.subject)
    usual_days = made.settings.benchmarks["stale_days"]
    assert fresh.good_until == datetime(2026, 11, 3, tzinfo=UTC) + timedelta(days=usual_days)
    assert fresh.stale == (made.now > fresh.good_until)


def test_a_campaign_is_as_fresh_as_its_freshest_account() -> None:
    made = scene(
        [post("2024-01-01", 0, campaign="spring"), post("2026-11-20", 1)],
        accounts=(X, INSTAGRAM),
        groups=[Group(CAMPAIGN, np.array([0]), "label")],
    )
    fresh = freshness_of(made)
    assert fresh(CAMPAIGN).stale
    assert fresh(NETWORK).stale
    assert not fresh(INSTAGRAM.subject).stale
    assert not fresh(WHOLE).stale
