"""Pieces of texts used again whose day has come and that are not out."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.lessons.services import reuses

from . import Look, Need

CODE = "reuse_due"


def needs(look: Look) -> Iterator[Need]:
    words, accounts = look.words, [state.account for state in look.story.review.accounts] if look.story else []
    labels = {(account.platform, account.account_id): account.label for account in accounts}
    for piece in reuses.due(look.organisation, look.today):
        who = str(piece.person) if piece.person else words.say("plan.owner_nobody")
        label = labels.get((piece.platform, piece.account_id), piece.account_id)
        account = words.say("reuse.account", account=label, network=words.name("network", piece.platform))
        yield Need(
            source=CODE,
            title=piece.material.title,
            sentence=words.say("monday.reuse.sentence", account=account, who=who, day=piece.due),
            href=f"/learn/reuse/#piece-{piece.pk}",
            things=(Thing(f"reuse:{piece.pk}:{piece.due}", CODE, piece.material.title),),
            acts=("snooze", "assign"),
            since=piece.due,
        )
