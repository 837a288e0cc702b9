"""Replies stand on the timeline once they are sent."""

from __future__ import annotations

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Reply, Setback
from pratfall.site.setbacks.timeline import replies, sources
from tests.site.setbacks.conftest import NOW


def test_a_draft_is_no_reply_yet(setback: Setback, owner: Membership) -> None:
    given = {"setback": setback, "platform": "x", "kind": "own", "language": "en", "by": owner.user, "at": NOW}
    Reply.objects.create(**given, ref="c1", text="A draft")
    sent = Reply.objects.create(**given, ref="c2", text="We are sorry", sent_at=NOW, sent_by=owner.user)
    (item,) = replies.items(setback)
    assert (item.key, item.text, item.who) == (f"reply:{sent.pk}", "We are sorry", owner.user)
    assert sources()["replies"] is replies
