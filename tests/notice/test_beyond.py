import numpy as np

from pratfall.notice.beyond import beyond_network
from pratfall.notice.histories import prepare
from pratfall.records.subjects import SubjectKind
from pratfall.stats.scan import Scan, largest
from tests.calibration.worlds import Plan, make

BOTH = (SubjectKind.ACCOUNT, SubjectKind.SERIES)


def scans(factors: list[float]) -> tuple[Scan, Scan]:
    """Downwards: the ordinary scan, and the one beyond the network."""
    plans = [Plan("x", 2, 2.0, falls=((None, 900, f),)) for f in factors] + [Plan("youtube", 1, 3.0)]
    h = prepare(make(plans, 1020, np.random.default_rng(55)).scene(1020), BOTH)
    plain = largest(h.every, down=True)
    return plain, beyond_network(h, plain, down=True)


def test_accounts_and_series_that_fell_with_their_network_are_not_suspicious() -> None:
    plain, beyond = scans([0.5] * 6)
    assert (plain.rate[:18] < 0.05).sum() > 6
    assert (beyond.rate[:18] < 0.05).sum() == 0


def test_one_account_that_fell_alone_stays_suspicious() -> None:
    plain, beyond = scans([0.35, 1.0, 1.0, 1.0, 1.0, 1.0])
    assert plain.rate[0] < 0.001
    assert beyond.rate[0] < 0.01


def test_an_account_that_fell_farther_than_its_network_is_still_suspicious() -> None:
    _, beyond = scans([0.15, 0.7, 0.7, 0.7, 0.7, 0.7])
    assert beyond.rate[0] < 0.05


def test_a_single_account_is_compared_with_itself_only() -> None:
    plain, beyond = scans([0.5])
    assert np.array_equal(plain.rate, beyond.rate, equal_nan=True)
