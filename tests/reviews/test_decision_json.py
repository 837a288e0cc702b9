from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import inf

from pratfall.decide import advise
from pratfall.decide.basis import DecisionBasis, frozen
from pratfall.records.findings import Status
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.decision_json import dumps, fingerprint, loads
from tests.decide.cases import case, finding, ratio


def basis(**given: object) -> DecisionBasis:
    about = finding(**given)
    about = replace(about, advice=advise(case(about)))
    return frozen(about, as_of=datetime(2026, 11, 20, 9, tzinfo=UTC))


def test_the_numbers_come_back_as_they_stood() -> None:
    few = NotEnoughData(20, 3, "posts")
    for kept in (basis(), basis(estimate=ratio(0.5, 0.2, inf)), basis(estimate=few, status=Status.CANNOT_TELL)):
        assert loads(dumps(kept)) == kept


def test_the_same_numbers_give_the_same_fingerprint_and_others_another() -> None:
    assert fingerprint(dumps(basis())) == fingerprint(dumps(basis()))
    assert fingerprint(dumps(basis())) != fingerprint(dumps(basis(n=81)))
