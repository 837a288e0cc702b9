"""The worker's part of the public pages: files in line with rows, mails to subscribers. Loaded by the app's jobs."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab

from pratfall.site.jobs import queue
from pratfall.site.setbacks.models import Subscriber
from pratfall.site.setbacks.services import subscribers

from . import mailing, making


@queue.task()
def tell_subscribers(setback_id: int) -> None:
    mailing.tell(setback_id)


@queue.task()
def ask_to_confirm(subscriber_id: int) -> None:
    waiting = Subscriber.objects.filter(pk=subscriber_id, confirmed_at=None, ended_at=None)
    subscriber = waiting.select_related("setback__organisation", "setback__public_page").first()
    if subscriber is not None:
        mailing.ask_to_confirm(subscriber)


@queue.on_startup()
def resume_public_pages() -> None:
    """What a worker before this one was cut off in, and what a server published just before it died."""
    public_pages.call_local()


@queue.periodic_task(crontab(minute="*/5"))
def public_pages() -> None:
    """Files in line with their rows, mails that did not leave tried again, addresses nobody confirmed forgotten."""
    now = timezone.now()
    making.make_all(now)
    for number in mailing.unfinished():
        tell_subscribers(number)
    subscribers.forget_unconfirmed(now)
