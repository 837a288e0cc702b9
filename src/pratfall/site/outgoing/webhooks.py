"""Addresses that are called after each change, and what is sent there: signed as Standard Webhooks say."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from threading import Thread

import httpx
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from standardwebhooks.webhooks import Webhook as Signer

from pratfall.errors import Refused
from pratfall.reviews.outside import Stopped, addresses_of, answer_of, parsed, visitor
from pratfall.reviews.render.speech import speech
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership

from .models import Delivery, Webhook

AGENT = "Pratfall webhook"
AGAIN = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 600, 1440))  # then it is given up
DEADLINE_SECONDS = 20.0
MOST = 20  # of one organisation


@transaction.atomic
def add(*, actor: Membership, url: str, acts: Collection[str] = ()) -> Webhook:
    """Its secret is shown once. Refused: an address nobody outside could have, a change that is called otherwise."""
    if actor.organisation.webhooks.filter(ended_at=None).count() >= MOST:
        raise Refused("webhooks_too_many", most=MOST)
    try:
        addresses_of(parsed(url), private_too=settings.PRIVATE_ADDRESSES)
    except Stopped as stopped:
        raise Refused("webhook_address", url=url, why=stopped.why) from stopped
    if strange := [act for act in acts if not speech("en").knows(f"audit.{act}")]:
        raise Refused("webhook_act_unknown", act=strange[0])
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    made = Webhook.objects.create(
        organisation=actor.organisation, url=url, secret=secret, acts=sorted(acts), by=actor.user
    )
    record(actor=actor.user, organisation=actor.organisation, act="webhook_added", subject=made)
    return made


@transaction.atomic
def end(*, actor: Membership, webhook: Webhook, now: datetime) -> None:
    webhook.ended_at = now
    webhook.save(update_fields=["ended_at"])
    record(actor=actor.user, organisation=actor.organisation, act="webhook_ended", subject=webhook)


def send(delivery: Delivery, now: datetime) -> timedelta | None:
    """Tries once. When to try again, or None where it has arrived or is given up."""
    if delivery.delivered_at or delivery.webhook.ended_at:
        return None
    delivery.attempts += 1
    delivery.trouble = _in_time(delivery, now)
    if not delivery.trouble:
        delivery.delivered_at = now
    delivery.save(update_fields=["attempts", "trouble", "delivered_at"])
    if delivery.delivered_at or delivery.attempts > len(AGAIN):
        return None
    return AGAIN[delivery.attempts - 1]


def unfinished() -> QuerySet[Delivery]:
    """What is neither delivered nor given up."""
    return Delivery.objects.filter(delivered_at=None, webhook__ended_at=None, attempts__lte=len(AGAIN))


def _in_time(delivery: Delivery, now: datetime) -> str:
    """A server that drips its answer for ever is left behind: httpx limits each read, not the whole."""
    said: list[str] = []
    thread = Thread(target=lambda: said.append(_try(delivery, now)), daemon=True, name="webhook")
    thread.start()
    thread.join(DEADLINE_SECONDS)
    return said[0] if said else "no_answer"


def _try(delivery: Delivery, now: datetime) -> str:
    """What went wrong, "" where it arrived. The address is resolved and judged anew each time."""
    hook, number = delivery.webhook, f"msg_{delivery.pk}"
    headers = {
        "Content-Type": "application/json",
        "webhook-id": number,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Signer(hook.secret).sign(number, now, delivery.body),
    }
    try:
        target = parsed(hook.url)
        address = addresses_of(target, private_too=settings.PRIVATE_ADDRESSES)[0]
        with (
            visitor(AGENT) as client,
            answer_of(client, "POST", target, address, content=delivery.body.encode(), headers=headers) as answer,
        ):
            return "" if httpx.codes.is_success(answer.status_code) else f"HTTP {answer.status_code}"
    except Stopped as stopped:
        return stopped.why
