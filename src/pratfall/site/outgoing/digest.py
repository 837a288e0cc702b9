"""Mails of one member, in their language: the week in short, and what cannot wait. No link in them lets anybody in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.people.models import Membership
from pratfall.site.reports import needs
from pratfall.site.reports.look import look
from pratfall.site.reports.needs import clocks_late

from .models import Heard, Wishes

SALT = "outgoing.stop"
SHOWN = 12
CHASED = frozenset({clocks_late.CODE})  # told to whoever holds the role, by chase.py


@dataclass(frozen=True)
class Message:
    """`key`: what makes it this message, so that it is sent once."""

    key: str
    title: str
    intro: str
    needs: tuple[needs.Need, ...]
    more: str
    stop: str  # the wish that sends it: "weekly" or "at_once"


def wishes_of(membership: Membership) -> Wishes:
    """As somebody said, or as nobody has said yet."""
    return Wishes.objects.filter(membership=membership).first() or Wishes(membership=membership)


def words_of(membership: Membership) -> Speech:
    return speech(membership.user.language or "en")


def week_of(now: datetime) -> str:
    """The key of this week's digest."""
    year, week, _ = now.isocalendar()
    return f"weekly:{year}-{week:02d}"


def weekly(membership: Membership, now: datetime) -> Message:
    words = words_of(membership)
    every = needs.ask(look(membership.organisation, words, now))
    return Message(
        key=week_of(now),
        title=words.plural("digest.title", len(every), organisation=membership.organisation.name),
        intro=words.say("digest.intro") if every else words.say("digest.nothing"),
        needs=tuple(every[:SHOWN]),
        more=words.plural("more.items", len(every) - SHOWN) if len(every) > SHOWN else "",
        stop="weekly",
    )


def urgent(membership: Membership, now: datetime) -> list[Message]:
    """One message for each thing that cannot wait."""
    words = words_of(membership)
    every = needs.ask(look(membership.organisation, words, now))
    return [
        Message(f"at_once:{need.keys[0]}", need.title, words.say("digest.cannot_wait"), (need,), "", "at_once")
        for need in every
        if need.urgent and need.source not in CHASED
    ]


def unheard(membership: Membership, messages: Sequence[Message]) -> list[Message]:
    known = set(Heard.objects.filter(membership=membership).values_list("key", flat=True))
    return [message for message in messages if message.key not in known]


def mail(membership: Membership, message: Message) -> EmailMultiAlternatives:
    """Text and HTML. Answering it reaches nobody and does nothing; one click stops it."""
    words = words_of(membership)
    organisation = membership.organisation
    stop = f"{settings.ADDRESS}/stop/{signing.dumps([membership.pk, message.stop], salt=SALT)}/"
    context = {
        "words": words,
        "lang": words.lang,
        "message": message,
        "organisation": organisation,
        "base": f"{settings.ADDRESS}{organisation.base}",
        "stop": stop,
    }
    made = EmailMultiAlternatives(
        subject=" ".join(message.title.split()),
        body=render_to_string("digest.txt", context),
        to=[membership.user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    made.attach_alternative(render_to_string("digest.html", context), "text/html")
    return made


def stopped_by(token: str) -> tuple[int, str] | None:
    """The membership and the wish a link of a mail ends; None where the link is not ours."""
    try:
        number, wish = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (int(number), wish) if wish in ("weekly", "at_once") else None
