"""Whoever wrote a comment, out of every setback and out of the measurements."""

from __future__ import annotations

from datetime import datetime

from pratfall.reviews import forgetting, settings
from pratfall.site import place
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role

from .models import KeptText, Setback
from .rights import require
from .services import erasing


def forget_author(*, setback: Setback, platform: str, ref: str, actor: User, now: datetime) -> int:
    """Everything the writer of this comment wrote; the comment alone where no export says who that was.

    Returns texts erased. The words go last, since they alone say who it was: killed between, doing it again finishes
    it. Raises Refused, and LakeBusy while an import goes on.
    """
    require(actor, setback.organisation, Role.OWNER)
    kept = KeptText.objects.filter(setback=setback, platform=platform, ref=ref, erased_at=None)
    author = kept.exclude(author="").values_list("author", flat=True).first()
    gone = 0
    if author:
        forgetting.forget_a_person(settings.home(), place.lake(setback.organisation), author)
        gone = erasing.erase_author(organisation=setback.organisation, actor=actor, author=author, now=now)
    return gone + erasing.erase_comment(setback=setback, actor=actor, platform=platform, ref=ref, now=now)
