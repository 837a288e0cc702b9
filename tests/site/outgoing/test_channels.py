from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pratfall.errors import Refused
from pratfall.site.outgoing import channels
from pratfall.site.people.models import AuditEntry, Membership
from tests.site.outgoing.conftest import Site

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "syslog://", "dbus://", "mailto://u:p@example.org", "slack://", "nonsense"]
)
def test_what_is_no_chat_or_push_service_is_refused(owner: Membership, address: str) -> None:
    with pytest.raises(Refused, match="channel_unreadable"):
        channels.add(membership=owner, address=address)


@pytest.mark.parametrize("asked", ["template=/etc/hosts", "mode=hook&template=x", "mode=x;template=y", "redirect=yes"])
def test_nobody_has_a_file_of_this_machine_sent_or_a_judged_host_exchanged(owner: Membership, asked: str) -> None:
    hook = f"discord://{'1' * 18}/{'a' * 68}/"
    with pytest.raises(Refused, match="channel_unreadable"):
        channels.add(membership=owner, address=f"{hook}?{asked}")
    assert channels.add(membership=owner, address=f"{hook}?format=text")


@pytest.mark.parametrize("address", [f"zulip://bot@127.0.0.1/{'a' * 32}", f"workflows://127.0.0.1/{'a' * 32}/sig"])
def test_services_that_take_a_host_of_their_own_are_judged_by_it(owner: Membership, address: str) -> None:
    with pytest.raises(Refused, match="channel_"):
        channels.add(membership=owner, address=address)


def test_a_host_that_sends_us_on_is_not_followed(owner: Membership, site: Site) -> None:
    channel = channels.add(membership=owner, address=site.url.replace("http://", "json://"))
    site.status, site.onward = 307, f"{site.url}/elsewhere"
    assert not channels.tell(channel, title="A storm", text="now", now=NOW) and len(site.calls) == 1


def test_what_is_connected_and_disconnected_is_in_the_trail_without_its_address(owner: Membership, site: Site) -> None:
    channels.remove(
        channel=channels.add(membership=owner, address=site.url.replace("http://", "json://user:pass4711@"))
    )
    rows = AuditEntry.objects.order_by("-pk")[:2]
    assert [(row.act, row.after) for row in rows] == [
        ("channel_removed", {"kind": "json"}),
        ("channel_added", {"kind": "json"}),
    ]


@pytest.mark.parametrize(
    "address", ["json://127.0.0.1/x", "ntfy://localhost/topic", "gotify://10.0.0.1/token1234567890"]
)
def test_nobody_reaches_our_own_network_through_a_channel(owner: Membership, address: str) -> None:
    with pytest.raises(Refused, match="channel_"):
        channels.add(membership=owner, address=address)


def test_a_message_arrives_and_a_failure_is_remembered(owner: Membership, site: Site) -> None:
    channel = channels.add(membership=owner, address=site.url.replace("http://", "json://"))
    assert channels.tell(channel, title="A storm", text="now", now=NOW) and channel.trouble_at is None
    assert b"A storm" in site.calls[0][1]
    site.status = 500
    assert not channels.tell(channel, title="A storm", text="now", now=NOW) and channel.trouble_at == NOW


def test_its_secret_is_never_shown(owner: Membership, site: Site) -> None:
    channel = channels.add(membership=owner, address=site.url.replace("http://", "json://user:pass4711@"))
    assert "pass4711" not in str(channel)
