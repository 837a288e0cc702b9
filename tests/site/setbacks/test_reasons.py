"""The causes the data show for a setback."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.diagnose import families
from pratfall.records.causes import Basis
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.reasons import CAUSES, answer_of, reasons
from tests.site.setbacks import reviewed
from tests.site.setbacks.conftest import NOW

Make = Callable[..., Setback]


def test_the_finding_it_was_opened_from_is_told_as_today(make_setback: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    told = reviewed.todays(monkeypatch)
    (reason, *_) = reasons(make_setback(finding=told.slug), "en", NOW)
    assert (reason.told.slug, reason.frozen) == (told.slug, False)
    assert reason.causes


def test_a_finding_the_review_lost_is_told_as_it_stood(make_setback: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    told = reviewed.todays(monkeypatch, there=False)
    basis = json.dumps({"review": {}, "findings": [codec.encode(told.finding)]})
    (reason,) = reasons(make_setback(finding="level-fell-0000000000", basis=basis), "fr", NOW)
    assert reason.frozen
    assert reason.causes == told.finding.diagnosis.causes  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "basis", ["", "{", "[]", '{"findings": []}', '{"findings": [{"code": 1}]}', '{"incident": {}}']
)
def test_a_basis_without_a_finding_gives_none(make_setback: Make, monkeypatch: pytest.MonkeyPatch, basis: str) -> None:
    reviewed.todays(monkeypatch, there=False)
    assert reasons(make_setback(finding="gone", basis=basis), "en", NOW) == []


def test_opened_by_hand_it_takes_findings_about_the_same_since_it_began(
    make_setback: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = reviewed.todays(monkeypatch)
    same = make_setback(about=reviewed.about(told), began_at=reviewed.began(told))
    assert told.slug in [reason.told.slug for reason in reasons(same, "en", NOW)]
    later = make_setback(about=reviewed.about(told), began_at=reviewed.began(told) + timedelta(days=400))
    assert reasons(later, "en", NOW) == []
    other = make_setback(about=[{"kind": "account", "platform": "x", "account_id": "nobody"}], began_at=same.began_at)
    assert reasons(other, "en", NOW) == []


def test_opened_by_hand_about_a_post_it_takes_the_storm_that_rests_on_it(
    make_setback: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = reviewed.todays(monkeypatch)
    proof = next(proof for proof in told.finding.evidence if proof.kind == "post")
    platform = told.finding.subject.platform
    named = {"kind": "post", "platform": platform, "account_id": "elsewhere", "id": proof.id}
    setback = make_setback(about=[named], began_at=reviewed.began(told))
    assert told.slug in [reason.told.slug for reason in reasons(setback, "en", NOW)]
    setback.about = [{**named, "id": "another"}]
    assert reasons(setback, "en", NOW) == []


def test_nothing_named_and_nothing_found_is_nothing(setback: Setback, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed.todays(monkeypatch)
    assert reasons(setback, "en", NOW) == []


@pytest.mark.parametrize(
    ("cause", "verdict", "basis"),
    [
        ("pitch_share", "carried", Basis.INFERRED),
        ("paid_ended", "carried", Basis.OBSERVED),
        ("season", "against", Basis.ASSUMED),
        ("audience", "seen", Basis.INFERRED),
    ],
)
def test_a_supposed_cause_is_answered_by_its_family(
    make_setback: Make, monkeypatch: pytest.MonkeyPatch, cause: str, verdict: str, basis: Basis
) -> None:
    told = reviewed.todays(monkeypatch)
    found = answer_of(cause, reasons(make_setback(finding=told.slug), "en", NOW))
    assert found is not None
    assert (found.verdict, found.basis, found.finding) == (verdict, basis, told.slug)
    assert (found.share is None) == (verdict == "seen")


def test_what_no_family_looked_at_is_not_answered(make_setback: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    told = reviewed.todays(monkeypatch)
    assert answer_of("holiday", reasons(make_setback(finding=told.slug), "en", NOW)) is None
    assert answer_of("pitch_share", []) is None


def test_every_cause_offered_has_its_name_and_every_family_is_offered() -> None:
    for lang in ("en", "fr"):
        assert all(speech(lang).knows(f"cause.{code}.title") for code in CAUSES)
    several = {"reach_or_engagement": "reach_loss", "paid_ended": "paid_began"}
    assert {several.get(name, name) for name in families()} <= set(CAUSES)
