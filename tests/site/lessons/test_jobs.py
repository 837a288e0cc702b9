from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from pratfall.site.lessons import jobs
from pratfall.site.lessons.services import feeds, website
from pratfall.site.people.models import Membership


def broken(**_: Any) -> None:
    raise ZeroDivisionError


def test_a_look_that_breaks_is_ended_and_the_worker_lives(
    home: object, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = website.ask(organisation=owner.organisation, actor=owner.user, address="https://e.org", now=timezone.now())
    monkeypatch.setattr(website, "look", broken)
    jobs.look_at_website.call_local(check.pk)
    check.refresh_from_db()
    assert check.trouble == "look_failed" and check.done_at is not None
    jobs.look_at_website.call_local(0)


def test_a_feed_that_breaks_is_read_again_tomorrow(
    home: object, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    feed = feeds.add(organisation=owner.organisation, actor=owner.user, address="https://e.org/feed", now=now)
    monkeypatch.setattr(feeds, "refresh", broken)
    jobs.read_feed.call_local(feed.pk)
    jobs.read_feed.call_local(0)
    assert list(feeds.due(now)) == [feed]
