"""What belongs to a campaign, where somebody says so by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, Piece, PieceKind
from pratfall.site.people.audit import record
from pratfall.site.people.models import User

LONGEST_PLATFORM, LONGEST_REF = 40, 500


def judge(
    *, campaign: Campaign, actor: User, kind: str, platform: str, ref: str, belongs: bool, now: datetime
) -> Piece:
    """It belongs to the campaign, or it does not, whatever its labels say. Raises Refused for what has no name."""
    fits = 0 < len(ref) <= LONGEST_REF and len(platform) <= LONGEST_PLATFORM and "\0" not in ref + platform
    if kind not in PieceKind.values or not fits:
        raise Refused("piece_unnamed")
    with transaction.atomic():
        piece, _ = Piece.objects.update_or_create(
            campaign=campaign,
            kind=kind,
            platform=platform,
            ref=ref,
            defaults={"belongs": belongs, "by": actor, "at": now},
        )
        act = "piece_confirmed" if belongs else "piece_refused"
        after = {"kind": kind, "platform": platform, "ref": ref}
        record(actor=actor, organisation=campaign.organisation, act=act, subject=campaign, after=after)
    return piece


def forget(*, campaign: Campaign, actor: User, kind: str, platform: str, ref: str) -> None:
    """Takes a judgement back: its labels decide again."""
    with transaction.atomic():
        gone, _ = campaign.pieces.filter(kind=kind, platform=platform, ref=ref).delete()
        if not gone:
            return
        before = {"kind": kind, "platform": platform, "ref": ref}
        record(actor=actor, organisation=campaign.organisation, act="piece_forgotten", subject=campaign, before=before)
