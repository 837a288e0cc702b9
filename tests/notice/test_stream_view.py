from datetime import timedelta

import numpy as np

from pratfall.notice.incidents import incidents, scored
from pratfall.notice.stream_view import view
from pratfall.records.scene import Planned
from pratfall.records.streams import Stream
from tests.notice.test_incidents import stream
from tests.small_scenes import INSTAGRAM, X


def test_two_weeks_before_and_a_few_days_after_are_shown() -> None:
    loud = stream(120)
    chart = view(incidents(loud, scored([loud])[0]), [loud])
    days = (chart.bins[-1].at - chart.bins[0].at).days
    assert 14 <= days <= 26 and chart.bin_minutes == 360
    assert sum(b.count or 0 for b in chart.bins) > 120
    assert all(b.low is not None and b.high is not None and b.low <= b.high for b in chart.bins)


def test_an_outage_is_a_gap_and_no_zero() -> None:
    loud = stream(120)
    counts = loud.counts.copy()
    counts[42 * 4 : 44 * 4] = np.nan
    holed = Stream(X.subject, "x", "comments", loud.start, 360, counts)
    chart = view(incidents(holed, scored([holed])[0]), [holed])
    ((start, end),) = chart.gaps
    assert end - start == timedelta(days=2)
    assert all(b.count is None for b in chart.bins if start <= b.at < end)


def test_fine_bins_are_added_up_until_they_can_be_seen() -> None:
    loud = stream(120)
    fine = Stream(X.subject, "x", "comments", loud.start, 15, np.repeat(loud.counts / 24, 24))
    (found,) = incidents(loud, scored([loud])[0])
    as_fine = type(found)(
        fine, found.alarm * 24, found.start * 24, found.end * 24, found.score, found.usual / 24, found.rate
    )
    chart = view([as_fine], [fine])
    assert chart.bin_minutes > 15 and len(chart.bins) <= 200


def test_several_accounts_are_shown_as_one_and_what_was_announced_is_marked() -> None:
    here, there = stream(150), stream(150, who=INSTAGRAM, seed=9)
    both = [incidents(s, scores)[-1] for s, scores in zip((here, there), scored([here, there]), strict=True)]
    day = both[0].alarmed.astype("datetime64[D]").astype(object)
    later = day + timedelta(days=90)
    chart = view(both, [here, there], [Planned("Fair", day, day), Planned("Later", later, later)])
    assert max(b.count or 0 for b in chart.bins) > max(np.nanmax(here.counts), np.nanmax(there.counts))
    assert [name for _, _, name in chart.planned] == ["Fair"]
    assert 1 <= len(chart.alarms) <= 2
