"""Work of this app for the worker: looks at websites, feeds, audits of habits."""

from __future__ import annotations

import logging
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from huey import crontab

from pratfall.site.jobs import queue
from pratfall.site.people.models import Organisation
from pratfall.site.today.announcements import review_made

from .models import Feed, WebsiteCheck
from .services import audits, feeds, repairs, website

log = logging.getLogger(__name__)


@queue.task()
def look_at_website(check_id: int) -> None:
    check = WebsiteCheck.objects.select_related("organisation").filter(pk=check_id).first()
    if check is None:
        return
    try:
        website.look(check=check, now=timezone.now())
    except Exception:
        log.exception("website check %s", check_id)
        website.fail(check=check, now=timezone.now())


@queue.on_startup()
def resume_websites() -> None:
    """What a worker before this one did not finish: begun anew."""
    for number in website.unfinished(timezone.now()).values_list("pk", flat=True):
        look_at_website(number)


@queue.periodic_task(crontab(hour="5", minute="41"))
def look_again() -> None:
    """Once a month each, those whose site was read before; every morning, for servers that sleep at times."""
    now = timezone.now()
    for last in website.due(now):
        look_at_website(website.ask(organisation=last.organisation, actor=None, address=last.address, now=now).pk)


@queue.task()
def read_feed(feed_id: int) -> None:
    feed = Feed.objects.select_related("organisation", "by").filter(pk=feed_id).first()
    if feed is None:
        return
    try:
        feeds.refresh(feed=feed, now=timezone.now())
    except Exception:
        log.exception("feed %s", feed_id)  # tomorrow it is read again


@queue.periodic_task(crontab(hour="5", minute="52"))
def read_feeds() -> None:
    for feed in feeds.due(timezone.now()):
        read_feed(feed.pk)


@receiver(review_made)
def _reviewed(organisation: Organisation, **_more: Any) -> None:
    look_at_habits(organisation.pk)


@queue.task()
def look_at_habits(organisation_id: int) -> None:
    """Keeps this month's audit with its first review, and judges repairs that can be judged by now."""
    organisation, now = Organisation.objects.filter(pk=organisation_id).first(), timezone.now()
    if organisation is None:
        return
    try:
        audits.make_monthly(organisation, now)
        repairs.judge(organisation=organisation, now=now)
    except Exception:
        log.exception("habits of organisation %s", organisation_id)  # the next review looks again
