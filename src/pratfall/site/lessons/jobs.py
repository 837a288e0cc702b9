"""Work of this app for the worker: looks at websites, feeds."""

from __future__ import annotations

import logging

from django.utils import timezone
from huey import crontab

from pratfall.site.jobs import queue

from .models import Feed, WebsiteCheck
from .services import feeds, website

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
