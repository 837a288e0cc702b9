"""An import is followed by what people wrote: into the ledgers of setbacks that are not over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.respond.lifecycle import State
from pratfall.site.intake.announcements import lake_changed
from pratfall.site.intake.models import Upload
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import LedgerEntry, Setback
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
