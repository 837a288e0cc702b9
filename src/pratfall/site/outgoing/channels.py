"""Ways to reach a member besides mail, through Apprise: chats and push services, never this machine itself."""

from __future__ import annotations

import re
from datetime import datetime

import apprise
import httpx
from django.conf import settings
from django.db import transaction

from pratfall.errors import Refused
from pratfall.reviews.outside import Stopped, addresses_of
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership

from .models import Channel

MOST = 5
# Services with a host of their own, which nobody can aim elsewhere ...
FIXED = frozenset("slack discord tgram wxteams pover join pbul threema pagerduty".split())
# ... and those that run on a host somebody names: it must be a public one.
NAMED = frozenset(
    "mmost mmosts ntfy ntfys gotify gotifys matrix matrixs rocket rockets json jsons mastodon mastodons zulip "
    "workflows".split()
)
# Nothing else may stand behind the "?": `template=` would send a file of this machine, `discovery=` ask another host.
ASKED = frozenset("channel format mode priority tags thread topic".split())
ASSET = apprise.AppriseAsset(http_redirects=False)  # the host was judged, not where it would send us on to


@transaction.atomic
def add(*, membership: Membership, address: str) -> Channel:
    """Refused: an address Apprise cannot read, of a kind that is not offered, or inside one's own network."""
    if membership.channels.count() >= MOST:
        raise Refused("channels_too_many", most=MOST)
    sender = _sender(address)
    if sender is None:
        raise Refused("channel_unreadable", kinds=", ".join(sorted(FIXED | NAMED)))
    _must_be_outside(address, sender)
    made = Channel.objects.create(membership=membership, address=address)
    _record("channel_added", made)
    return made


@transaction.atomic
def remove(*, channel: Channel) -> None:
    _record("channel_removed", channel)
    channel.delete()


def tell(channel: Channel, *, title: str, text: str, now: datetime) -> bool:
    """Whether it was taken. A channel that fails says so on its member's page."""
    sender = _sender(channel.address)
    taken = sender is not None and _is_outside(channel, sender) and bool(sender.notify(title=title, body=text))
    channel.trouble_at = None if taken else now
    Channel.objects.filter(pk=channel.pk).update(trouble_at=channel.trouble_at)  # it may have been removed meanwhile
    return taken


def _sender(address: str) -> apprise.NotifyBase | None:
    """None: Apprise cannot read it, or it asks for what nobody may ask for here."""
    asked = {part.partition("=")[0].lower() for part in re.split("[&;?]", address.partition("?")[2])}
    if _kind(address) not in FIXED | NAMED or not asked <= ASKED | {""}:
        return None
    made = apprise.Apprise.instantiate(address, asset=ASSET, suppress_exceptions=True)
    if hasattr(made, "discovery"):
        setattr(made, "discovery", False)  # noqa: B010  (of Matrix alone: a host may name another one)
    return made


def _kind(address: str) -> str:
    return address.partition(":")[0].lower()


def _record(act: str, channel: Channel) -> None:
    membership = channel.membership
    kind = {"kind": _kind(channel.address)}
    record(actor=membership.user, organisation=membership.organisation, act=act, subject=channel, after=kind)


def _is_outside(channel: Channel, sender: apprise.NotifyBase) -> bool:
    """Judged anew each time: a name may lead elsewhere by now."""
    try:
        _must_be_outside(channel.address, sender)
    except Refused:
        return False
    return True


def _must_be_outside(address: str, sender: apprise.NotifyBase) -> None:
    if _kind(address) in FIXED:
        return
    host, port = getattr(sender, "host", "") or "", getattr(sender, "port", None)
    scheme = "https" if sender.secure else "http"
    try:
        # Chat servers listen on ports of their own; only the network they stand in is judged.
        addresses_of(httpx.URL(scheme=scheme, host=host), private_too=settings.PRIVATE_ADDRESSES)
    except Stopped as stopped:
        raise Refused("channel_address", host=host, port=port, why=stopped.why) from stopped
