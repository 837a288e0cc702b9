"""Every finding gets an answer: the rules together."""

from __future__ import annotations

import pytest

from pratfall.decide import advise, rules
from pratfall.records.advice import Act
from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import NotEnoughData
from pratfall.records.subjects import SubjectKind
from tests.decide.cases import case, finding


@pytest.mark.parametrize("kind", Kind, ids=lambda k: k.value)
@pytest.mark.parametrize("subject", SubjectKind, ids=lambda s: s.value)
@pytest.mark.parametrize("status", Status, ids=lambda s: s.value)
def test_every_kind_of_finding_gets_an_answer(kind: Kind, subject: SubjectKind, status: Status) -> None:
    undecided = status is Status.CANNOT_TELL
    about = finding(
        "anything",
        kind=kind,
        subject=subject,
        status=status,
        estimate=NotEnoughData(20, 3, "posts") if undecided else None,
    )
    advice = advise(case(about))
    assert isinstance(advice.act, Act)
    assert advice.look_again > case().today


def test_doubt_is_asked_before_anything_that_judges() -> None:
    assert advise(case(finding(kind=Kind.TRUST))).rule == "data_first"
    assert rules()[0].__name__.endswith("doubt")  # type: ignore[attr-defined]
