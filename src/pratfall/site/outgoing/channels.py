"""Ways to reach a member besides mail, through Apprise: chats and push services, never this machine itself."""

from __future__ import annotations

from datetime import datetime

import apprise
import httpx
from django.conf import settings
from django.db import transaction

from pratfall.errors import Refused
from pratfall.reviews.outside import Stopped, addresses_of
from pratfall.site.people.models import Membership

from .models import Channel

MOST = 5
# Services with a host of their own, which nobody can aim elsewhere ...
FIXED = frozenset(
    "slack msteams workflows discord tgram wxteams zulip pover join pbul lineapi threema pagerduty".split()
)
# ... and those that run on a host somebody names: it must be a public one.
NAMED = frozenset(
    "mmost mmosts ntfy ntfys gotify gotifys matrix matrixs rocket rockets json jsons mastodon mastodons".split()
)


@transaction.atomic
def add(*, membership: Membership, address: str) -> Channel:
    """Refused: an address Apprise cannot read, of a kind that is not offered, or inside one's own network."""
    kind = address.partition(":")[0].lower()
    if membership.channels.count() >= MOST:
        raise Refused("channels_too_many", most=MOST)
    made = apprise.Apprise.instantiate(address, suppress_exceptions=True) if kind in FIXED | NAMED else None
    if made is None:
        raise Refused("channel_unreadable", kinds=", ".join(sorted(FIXED | NAMED)))
    if kind in NAMED:
        _must_be_outside(made)
    return Channel.objects.create(membership=membership, address=address)


def tell(channel: Channel, *, title: str, text: str, now: datetime) -> bool:
    """Whether it was taken. A channel that fails says so on its member's page."""
    sender = apprise.Apprise.instantiate(channel.address, suppress_exceptions=True)
    taken = sender is not None and _is_outside(channel, sender) and bool(sender.notify(title=title, body=text))
    channel.trouble_at = None if taken else now
    channel.save(update_fields=["trouble_at"])
    return taken


def _is_outside(channel: Channel, sender: apprise.NotifyBase) -> bool:
    """Judged anew each time: a name may lead elsewhere by now."""
    if channel.address.partition(":")[0].lower() not in NAMED:
        return True
    try:
        _must_be_outside(sender)
    except Refused:
        return False
    return True


def _must_be_outside(sender: apprise.NotifyBase) -> None:
    host, port = getattr(sender, "host", "") or "", getattr(sender, "port", None)
    scheme = "https" if sender.secure else "http"
    try:
        # Chat servers listen on ports of their own; only the network they stand in is judged.
        addresses_of(httpx.URL(scheme=scheme, host=host), private_too=settings.PRIVATE_ADDRESSES)
    except Stopped as stopped:
        raise Refused("channel_address", host=host, port=port, why=stopped.why) from stopped
