from datetime import date, timedelta

import numpy as np

from pratfall.notice.silence import notice
from pratfall.records.candidates import Candidate
from pratfall.records.scene import Covered, Group
from pratfall.records.subjects import Subject, SubjectKind
from tests.small_scenes import NOW, X, post, scene

TODAY = NOW.date()
SERIES = Subject(SubjectKind.SERIES, "x/1/hashtag/tip", "tip", "x", "1")


def asked(series_stops: int, account_stops: int = 0, covered_until: date = TODAY) -> list[Candidate]:
    """A weekly series and other posts every third day, each stopping so many days ago."""
    start = TODAY - timedelta(days=500)
    tips = [start + timedelta(days=7 * k) for k in range(80)]
    others = [start + timedelta(days=3 * k + 1) for k in range(200)]
    rows = [post(d, id=f"tip{d}") for d in tips if d <= TODAY - timedelta(days=series_stops)]
    rows += [post(d, id=f"other{d}") for d in others if d <= TODAY - timedelta(days=account_stops)]
    made = scene(rows, coverage=(Covered(0, "posts", start, covered_until),))
    own = np.flatnonzero([str(i).startswith("tip") for i in made.posts.id])
    groups = (Group(X.subject, np.arange(len(made.posts))), Group(SERIES, own, "hashtag"))
    return list(notice(scene(rows, coverage=made.coverage, groups=groups)))


def test_a_weekly_series_silent_for_four_months_has_stopped() -> None:
    (stopped,) = asked(series_stops=120)
    assert stopped.code == "series_stopped" and stopped.rate is not None and stopped.rate < 0.01
    assert stopped.facts["usual_gap_days"] == 7
    assert stopped.evidence[0].id.startswith("tip")


def test_a_pause_of_three_weeks_is_no_silence() -> None:
    (quiet,) = asked(series_stops=21)
    assert quiet.rate is not None and quiet.rate > 10


def test_a_silent_account_is_told_once_and_not_by_its_series() -> None:
    assert asked(series_stops=120, account_stops=120) == []


def test_days_nobody_speaks_for_are_not_silence() -> None:
    (unknown,) = asked(series_stops=120, covered_until=TODAY - timedelta(days=118))
    assert unknown.rate is not None and unknown.rate > 10


def test_a_series_that_ended_long_ago_is_history() -> None:
    assert asked(series_stops=380) == []
