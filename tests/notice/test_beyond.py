import numpy as np

from pratfall.notice.beyond import beyond_network
from pratfall.notice.histories import prepare
from pratfall.records.subjects import SubjectKind
from pratfall.stats.shiryaev_roberts import alarms
from tests.calibration.worlds import Plan, make

BOTH = (SubjectKind.ACCOUNT, SubjectKind.SERIES)


def rates(factors: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Downwards: the ordinary yearly rates, and those beyond the network."""
    plans = [Plan("x", 2, 2.0, falls=((None, 900, f),)) for f in factors] + [Plan("youtube", 1, 3.0)]
    h = prepare(make(plans, 1020, np.random.default_rng(55)).scene(1020), BOTH)
    plain = alarms(h.every, down=True).rate
    return plain, beyond_network(h, plain, down=True)


def test_accounts_and_series_that_fell_with_their_network_are_not_suspicious() -> None:
    plain, beyond = rates([0.5] * 6)
    assert (plain[:18] < 0.05).sum() > 6
    assert (beyond[:18] < 0.05).sum() == 0


def test_one_account_that_fell_alone_stays_suspicious() -> None:
    plain, beyond = rates([0.35, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert plain[0] < 0.001
    assert beyond[0] < 0.01


def test_an_account_that_fell_farther_than_its_network_is_still_suspicious() -> None:
    _, beyond = rates([0.15, 0.7, 0.7, 0.7, 0.7, 0.7])
    assert beyond[0] < 0.05


def test_a_single_account_is_compared_with_itself_only() -> None:
    plain, beyond = rates([0.5])
    assert np.array_equal(plain, beyond, equal_nan=True)
