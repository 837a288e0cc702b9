"""What belongs to a campaign, said by hand."""

from __future__ import annotations

from datetime import datetime

from pratfall.site.campaigns.models import Piece
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import pieces, plans
from pratfall.site.people.models import AuditEntry, Membership


def test_the_last_word_about_a_piece_holds_and_can_be_taken_back(owner: Membership, plan: Plan, now: datetime) -> None:
    campaign = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)
    key = {"kind": "post", "platform": "facebook", "ref": "7"}
    pieces.judge(campaign=campaign, actor=owner.user, belongs=True, now=now, **key)
    pieces.judge(campaign=campaign, actor=owner.user, belongs=False, now=now, **key)
    assert Piece.objects.get().belongs is False
    pieces.forget(campaign=campaign, actor=owner.user, **key)
    assert not Piece.objects.exists()
    acts = AuditEntry.objects.filter(act__startswith="piece").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["piece_confirmed", "piece_refused", "piece_forgotten"]
