"""What people think it was, held against the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Hypothesis, Setback
from pratfall.site.setbacks.services import hypotheses
from tests.site.setbacks import reviewed
from tests.site.setbacks.conftest import NOW


@pytest.fixture
def about(make_setback: Callable[..., Setback], monkeypatch: pytest.MonkeyPatch) -> Setback:
    return make_setback(finding=reviewed.todays(monkeypatch).slug)


def proposed(setback: Setback, **more: Any) -> Hypothesis:
    values = {"actor": setback.opened_by, "text": "We asked too often.", "cause": "pitch_share", "now": NOW}
    return hypotheses.propose(setback=setback, **{**values, **more})


def test_a_supposed_cause_is_tested_at_once_where_a_family_can(about: Setback) -> None:
    made = proposed(about)
    made.refresh_from_db()
    tested = hypotheses.tested_of(made)
    assert made.basis == "inferred"
    assert tested is not None and tested.share is not None
    assert (tested.verdict, tested.share.value, tested.share.low) == ("carried", 0.62, 0.4)


@pytest.mark.parametrize("cause", ["", "holiday"])
def test_what_nothing_can_test_stays_assumed(about: Setback, cause: str) -> None:
    made = proposed(about, cause=cause)
    assert (made.basis, made.tested) == ("assumed", None)


def test_the_same_form_sent_twice_is_one(about: Setback) -> None:
    assert proposed(about).pk == proposed(about, now=NOW + timedelta(seconds=5)).pk
    assert "often" not in str(AuditEntry.objects.get(act="hypothesis_proposed").after)


def test_newer_data_may_answer_otherwise(about: Setback) -> None:
    made = proposed(about)
    Hypothesis.objects.filter(pk=made.pk).update(tested=None, basis="assumed")
    assert about.opened_by
    assert hypotheses.ask_again(setback=about, actor=about.opened_by, now=NOW) == 1
    assert hypotheses.ask_again(setback=about, actor=about.opened_by, now=NOW) == 0
    made.refresh_from_db()
    assert made.basis == "inferred"


def test_what_was_measured_once_stays_though_the_review_lost_it(
    about: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = proposed(about)
    reviewed.todays(monkeypatch, there=False)
    assert about.opened_by
    assert hypotheses.ask_again(setback=about, actor=about.opened_by, now=NOW) == 0
    made.refresh_from_db()
    assert made.tested


def test_it_is_taken_back_by_whoever_wrote_it_and_stays(about: Setback, join: Callable[..., Membership]) -> None:
    made = proposed(about)
    with pytest.raises(Refused):
        hypotheses.withdraw(hypothesis=made, actor=join(Role.OWNER).user, now=NOW)
    for _ in range(2):
        hypotheses.withdraw(hypothesis=made, actor=made.by, now=NOW)
    assert Hypothesis.objects.get().withdrawn_at == NOW
    assert AuditEntry.objects.filter(act="hypothesis_withdrawn").count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": " "}, "hypothesis_empty"),
        ({"text": "💥" * 2001}, "hypothesis_too_long"),
        ({"cause": "aliens"}, "hypothesis_cause_unknown"),
    ],
)
def test_what_cannot_be_is_refused(about: Setback, given: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        proposed(about, **given)
    assert refused.value.code == code


def test_who_may_change_nothing_supposes_nothing(about: Setback, join: Callable[..., Membership]) -> None:
    with pytest.raises(Refused):
        proposed(about, actor=join(Role.ANALYST).user)
