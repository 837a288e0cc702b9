from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pratfall.decide import advise
from pratfall.decide.basis import frozen
from tests.decide.cases import case, cause, diagnosis, finding

AS_OF = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_the_numbers_are_kept_as_they_stood() -> None:
    about = finding(diagnosis=diagnosis(cause("timing", 0.6), cause("fatigue", 0.2, told=False)), facts={"usual": 10.0})
    about = replace(about, advice=advise(case(about)))
    basis = frozen(about, as_of=AS_OF)
    assert (basis.estimate, basis.advice, basis.cause) == (about.estimate, about.advice, "timing")
    assert basis.facts == {"usual": 10.0} and basis.facts is not about.facts


def test_a_finding_without_a_diagnosis_has_no_cause() -> None:
    assert frozen(finding(), as_of=AS_OF).cause is None
