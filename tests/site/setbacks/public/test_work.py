"""What the worker does about public pages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from pratfall.site.setbacks import jobs
from pratfall.site.setbacks.models import PublicPage, Subscriber, Update
from pratfall.site.setbacks.public import mailing, work
from pratfall.site.setbacks.services import subscribers


def test_the_apps_jobs_are_these(monkeypatch: pytest.MonkeyPatch) -> None:
    assert jobs._of_public_pages is work


def test_at_the_start_files_are_made_mails_go_on_and_old_addresses_go(
    update: Update, public_page: PublicPage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(work, "tell_subscribers", asked.append)
    long_ago = timezone.now() - timedelta(days=3)
    kept = subscribers.ask(page=public_page, email="a@b.example", language="en", now=long_ago)
    subscribers.ask(page=public_page, email="b@b.example", language="en", now=long_ago)
    assert kept is not None
    Subscriber.objects.filter(pk=kept.pk).update(confirmed_at=long_ago, told_update=0)
    work.resume_public_pages()
    assert (home / "public" / public_page.slug / "fr" / "index.html").is_file()
    assert asked == [public_page.setback_id] and Subscriber.objects.get() == kept


def test_only_who_waits_is_asked_to_confirm(public_page: PublicPage, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Subscriber] = []
    monkeypatch.setattr(mailing, "ask_to_confirm", sent.append)
    made = subscribers.ask(page=public_page, email="a@b.example", language="en", now=timezone.now())
    assert made is not None
    work.ask_to_confirm.call_local(made.pk)
    subscribers.confirm(subscriber=made, now=timezone.now())
    work.ask_to_confirm.call_local(made.pk)
    work.ask_to_confirm.call_local(0)
    assert sent == [made]


def test_telling_is_done_by_the_worker(public_page: PublicPage, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(mailing, "tell", told.append)
    work.tell_subscribers.call_local(7)
    assert told == [7]
