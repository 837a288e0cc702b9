"""Whoever wrote a comment, out of every setback and out of the measurements."""

from __future__ import annotations

from datetime import datetime

from pratfall.reviews import forgetting, settings
from pratfall.site import place
from pratfall.site.people.models import User

from .models import KeptText, Setback
from .services import erasing


def forget_author(*, setback: Setback, platform: str, ref: str, actor: User, now: datetime) -> int:
    """Everything the writer of this comment wrote; the comment alone where no export says who that was.

    Returns texts erased. Words go first and the measurements after: killed between, doing it again finishes it.
    Raises Refused, and LakeBusy while an import goes on.
    """
    kept = KeptText.objects.filter(setback=setback, platform=platform, ref=ref, erased_at=None)
    author = kept.exclude(author="").values_list("author", flat=True).first()
    gone = erasing.erase_comment(setback=setback, actor=actor, platform=platform, ref=ref, now=now)
    if author:
        gone += erasing.erase_author(organisation=setback.organisation, actor=actor, author=author, now=now)
        forgetting.forget_a_person(settings.home(), place.lake(setback.organisation), author)
    return gone
