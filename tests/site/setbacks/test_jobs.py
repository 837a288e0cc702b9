"""An import is followed by what people wrote: into the ledgers of setbacks that are not over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.respond.lifecycle import State
from pratfall.site.intake.announcements import lake_changed
from pratfall.site.intake.models import Upload
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import Comeback, LedgerEntry, ProofKind, Setback
from pratfall.site.setbacks.promises import GONE, Promised
from pratfall.site.setbacks.services import preventions
from pratfall.site.setbacks.services.preventions import Action
from pratfall.site.today.announcements import review_made
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import ABOUT, export, said


def test_setbacks_that_are_over_are_left_alone(
    organisation: Organisation, make_setback: Callable[..., Setback]
) -> None:
    running, _ = make_setback(), make_setback(state=State.CLOSED.value)
    assert jobs.open_in(organisation) == [running.pk]


def test_an_import_asks_for_every_running_one(
    organisation: Organisation, make_setback: Callable[..., Setback], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(jobs, "collect", asked.append)
    running = make_setback()
    lake_changed.send(sender=Upload, organisation=organisation)
    assert asked == [running.pk]


def test_the_worker_collects_and_never_stumbles(
    home: Path, make_setback: Callable[..., Setback], monkeypatch: pytest.MonkeyPatch
) -> None:
    setback = make_setback(about=ABOUT)
    export(setback.organisation, "one", [said("c1", "Shame on you")])
    jobs.collect.call_local(setback.pk)
    assert LedgerEntry.objects.filter(kind="seen").count() == 1
    jobs.collect.call_local(0)
    monkeypatch.setattr(jobs.ledger, "collect", lambda **_: 1 / 0)
    jobs.collect.call_local(setback.pk)


def test_links_are_tried_for_whoever_asked_and_trouble_stays_in_the_log(
    setback: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(jobs.tools, "try_links", lambda **given: asked.append((given["setback"], given["actor"])))
    jobs.try_links.call_local(setback.pk, setback.opened_by_id)
    jobs.try_links.call_local(0, 0)
    assert asked == [(setback, setback.opened_by)]
    monkeypatch.setattr(jobs.tools, "try_links", lambda **_: 1 / 0)
    jobs.try_links.call_local(setback.pk, setback.opened_by_id)


def test_a_new_review_is_asked_whether_promises_moved(
    client: Client, setback: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(jobs, "prove_promises", asked.append)
    review_made.send(sender=Organisation, organisation=setback.organisation)
    assert asked == [setback.organisation_id]


def test_the_worker_looks_with_the_review_of_the_day_and_never_stumbles(
    client: Client, setback: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised = Promised(measure=GONE, platform="x", account_id="1", code="pitch_heavy", weeks=4)
    action = Action(words="Ask less", kind=ProofKind.NUMBER, number=promised)
    row = preventions.promise(setback=setback, actor=setback.opened_by, action=action, now=NOW)  # type: ignore[arg-type]
    jobs.prove_promises.call_local(setback.organisation_id)
    row.refresh_from_db()
    assert row.number is not None and len(row.number["looks"]) == 1
    jobs.prove_promises.call_local(0)
    monkeypatch.setattr(jobs.proving, "look", lambda **_: 1 / 0)
    jobs.prove_promises.call_local(setback.organisation_id)


def test_records_are_verified_at_night_and_a_fault_is_logged(
    setback: Setback, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "verify_records", asked.append)
        jobs.verify_every_record.call_local()
    assert asked == [setback.pk]
    jobs.verify_records.call_local(setback.pk)
    jobs.verify_records.call_local(0)
    assert "broken" not in caplog.text
    monkeypatch.setattr(jobs.vigil, "look_after", lambda _: False)
    jobs.verify_records.call_local(setback.pk)
    assert "pratfall doctor says where" in caplog.text
    monkeypatch.setattr(jobs.vigil, "look_after", lambda _: 1 / 0)
    jobs.verify_records.call_local(setback.pk)


def test_the_worker_measures_what_is_due_and_never_stumbles(
    home: Path, make_setback: Callable[..., Setback], monkeypatch: pytest.MonkeyPatch
) -> None:
    recovering, _ = make_setback(state=State.RECOVERING.value), make_setback()
    monkeypatch.setattr(jobs, "measure_comeback", jobs.measure_comeback.call_local)
    jobs.measure_comebacks.call_local()
    assert list(Comeback.objects.values_list("setback", "by")) == [(recovering.pk, None)]
    jobs.measure_comeback(0)
    monkeypatch.setattr(jobs.comebacks, "measure", lambda **_: 1 / 0)
    jobs.measure_comeback(recovering.pk, recovering.opened_by_id)
    assert Comeback.objects.count() == 1
