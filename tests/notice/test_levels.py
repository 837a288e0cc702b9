import numpy as np

from pratfall.notice.histories import prepare
from pratfall.notice.levels import level_chart
from pratfall.records.subjects import SubjectKind
from tests.calibration.worlds import Plan, make


def test_the_picture_shows_every_judged_post_and_both_levels() -> None:
    made = make([Plan(series=1)], 400, np.random.default_rng(50)).scene(400)
    histories = prepare(made, (SubjectKind.ACCOUNT,))
    n = int(histories.segments.length[0])
    chart = level_chart(histories, 0, n - 10, n - 10)
    assert len(chart.points) == n
    assert [p.recent for p in chart.points].count(True) == 10
    assert chart.points[0].at.tzinfo is not None
    assert chart.levels[0].end <= chart.levels[1].start


def test_a_side_with_too_few_posts_has_no_level() -> None:
    made = make([Plan(series=1)], 400, np.random.default_rng(50)).scene(400)
    histories = prepare(made, (SubjectKind.ACCOUNT,))
    n = int(histories.segments.length[0])
    assert len(level_chart(histories, 0, n - 3, n - 3).levels) == 1
