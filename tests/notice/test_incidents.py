import numpy as np
import pytest

from pratfall.notice.incidents import incidents, scored, together, usual_before, whole_days, yearly_rate
from pratfall.records.streams import Stream
from pratfall.stats.alarm_rate import default_alarm
from pratfall.stats.backlash import backlash_scores
from tests.small_scenes import INSTAGRAM, X

START = np.datetime64("2026-09-01T00:00:00", "s")
BINS = 4
DAYS = 60


def stream(storm: int = 0, *, day: int = 50, who: object = X, per_day: float = 3.0, seed: int = 4) -> Stream:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(per_day / BINS, DAYS * BINS).astype(float)
    shape = np.exp(-np.arange(12) / 3.0)
    counts[day * BINS + 2 : day * BINS + 14] += np.round(storm * shape / shape.sum())
    return Stream(who.subject, who.platform, "comments", START, 1440 // BINS, counts)  # type: ignore[attr-defined]


def test_a_storm_is_one_incident_that_begins_and_ends_with_it() -> None:
    loud = stream(120)
    (found,) = incidents(loud, scored([loud])[0])
    assert 50 * BINS <= found.start <= 50 * BINS + 3
    assert 51 * BINS < found.end <= 54 * BINS
    assert found.count >= 100 and found.usual == pytest.approx(3.0 / BINS, rel=0.3)
    assert found.rate < 12
    assert found.begins < found.alarmed <= found.ends


def test_quiet_counts_have_no_incident_in_most_streams() -> None:
    quiet = [stream(seed=seed) for seed in range(20)]
    alarmed = [bool(incidents(s, scores)) for s, scores in zip(quiet, scored(quiet), strict=True)]
    assert sum(alarmed) <= 2


def test_a_climb_that_begins_below_the_bar_is_told_when_it_reaches_it() -> None:
    rng = np.random.default_rng(0)
    counts = rng.poisson(100 / 24, DAYS * 24).astype(float)
    onset = 50 * 24 + 8
    counts[onset : onset + 12] += np.round(90 * np.arange(1, 13) / 78)
    climbing = Stream(X.subject, "x", "comments", START, 60, counts)
    bar = default_alarm(100 / 24, bins_per_day=24, age_days=50)
    below = backlash_scores(counts, season=24)[onset : onset + 24]
    assert 0 < below.max() < bar, "scores that know no bar stay silent once they have spoken"
    (found,) = incidents(climbing, scored([climbing])[0])
    assert onset <= found.alarm < onset + 12 and found.score >= bar


def test_an_alarm_of_a_stream_heard_for_a_month_is_rarer_than_of_a_new_one() -> None:
    (found,) = incidents(loud := stream(120), scored([loud])[0])
    assert found.age_days == found.alarm / BINS
    hours = Stream(X.subject, "x", "comments", START, 60, np.zeros(DAYS * 24))
    young, old = (yearly_rate(hours, 0.45, 5.0, day * 24) for day in (10, 50))
    assert old < young


def test_an_outage_is_neither_a_calm_nor_a_collapse() -> None:
    known = stream(120)
    counts = known.counts.copy()
    counts[40 * BINS : 48 * BINS] = np.nan
    holed = Stream(X.subject, "x", "comments", START, 1440 // BINS, counts)
    (found,) = incidents(holed, scored([holed])[0])
    assert found.usual == pytest.approx(incidents(known, scored([known])[0])[0].usual, rel=0.4)
    assert len(whole_days(holed, found.start)) in (19, 20)


def test_nobody_knows_what_is_usual_after_a_few_days() -> None:
    assert np.isnan(usual_before(stream(), 5 * BINS))
    assert len(whole_days(stream(), 5 * BINS)) == 5


def test_one_launch_on_two_networks_is_one_incident_and_last_month_is_another() -> None:
    here, there = stream(150), stream(150, who=INSTAGRAM, seed=9)
    before = stream(200, day=35, who=INSTAGRAM, seed=11)
    found = [
        i
        for s, scores in zip((here, there, before), scored([here, there, before]), strict=True)
        for i in incidents(s, scores)
    ]
    older, newer = together(found)
    assert len(older) == 1 and older[0].begins < newer[0].begins
    assert {i.stream.platform for i in newer} == {"x", "instagram"}


def test_streams_of_different_widths_are_scored_with_their_own_season() -> None:
    fine = stream(120)
    coarse = Stream(X.subject, "x", "comments", START, 1440, fine.counts.reshape(-1, BINS).sum(axis=1))
    both = scored([fine, coarse])
    assert [len(s) for s in both] == [DAYS * BINS, DAYS]
    assert np.array_equal(both[0], scored([fine])[0])
