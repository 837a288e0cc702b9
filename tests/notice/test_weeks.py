import numpy as np

from pratfall.notice.freshness import now_of
from pratfall.notice.histories import prepare
from pratfall.notice.weeks import WEEKS, networks, steps, yearly_rate
from pratfall.records.subjects import SubjectKind
from pratfall.stats.autocorrelation import inflation
from tests.calibration.worlds import Plan, make


def test_a_step_is_the_difference_of_mean_scores_over_the_same_days() -> None:
    made = make([Plan(series=1, per_week=3.0), Plan(series=1, per_week=0.1)], 700, np.random.default_rng(52)).scene(700)
    h = prepare(made, (SubjectKind.ACCOUNT,))
    found = steps(h)
    late = made.posts.published[h.rows[h.part(0)]] >= now_of(made) - np.timedelta64(7 * WEEKS[1], "D")
    score = h.score[h.part(0)]
    assert np.isclose(found.shift[0, 1], score[late].mean() - score[~late].mean())
    plain = 1 / late.sum() + 1 / (~late).sum()
    assert np.isclose(found.variance[0, 1], plain * inflation(h.every.correlation[0]) ** 2)
    assert np.isnan(found.shift[1, 0])


def test_a_network_has_at_least_two_accounts() -> None:
    plans = [Plan("x", 1), Plan("x", 1), Plan("youtube", 1)]
    h = prepare(make(plans, 400, np.random.default_rng(53)).scene(400), (SubjectKind.ACCOUNT,))
    assert {p: i.tolist() for p, i in networks(h).items()} == {"x": [0, 1]}


def test_larger_moves_are_rarer() -> None:
    rates = yearly_rate(np.array([1.5, 2.5, 3.5, 4.5]))
    assert (np.diff(rates) < 0).all()
    assert rates[-1] < 0.01
