"""Mails to subscribers: the one that asks whether it was them, and each update once, in their language.

A mail is noted as sent after the mail server took it: a worker killed in the moment between sends that one mail again,
with the same Message-ID, by which mailboxes know it; none is ever lost.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from filelock import FileLock, Timeout

from pratfall.reviews import settings as ours
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.setbacks.models import Setback, Subscriber, Update
from pratfall.site.setbacks.services import subscribers

from .facts import in_language
from .rendering import may_subscribe, readers_words
from .safe import clean, paragraphs

log = logging.getLogger(__name__)
AT_ONCE = 200  # subscribers read together
REFUSED_FOR_GOOD = 500  # codes of mail servers below it ask to try again


def ask_to_confirm(subscriber: Subscriber) -> None:
    """The link that proves that the address is theirs. Raises OSError where the mail server cannot be reached."""
    words = speech(subscriber.language)
    link = f"{_base(subscriber)}confirm/{subscribers.token_of(subscriber, subscribers.CONFIRM)}/?lang={words.lang}"
    title = _title(subscriber, words)
    said = words.say("subscribe.mail_text", organisation=plain(subscriber.setback.organisation.name), title=title)
    context = {"words": words, "lang": words.lang, "title": title, "said": said, "link": link}
    _mail(subscriber, words.say("subscribe.mail_subject", title=title), "setback_confirm", context).send()


def tell(setback_id: int) -> int:
    """Every subscriber every update they have not had, oldest first. How many mails left.

    One worker at a time; where another is at it, that one does it all, the newest update included.
    """
    setback = Setback.objects.filter(pk=setback_id, public_page__withdrawn_at=None, public_page__isnull=False).first()
    if setback is None or not may_subscribe():
        return 0
    folder = ours.home() / "mailing"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"setback-{setback_id}.lock", timeout=0):
            return _all_rounds(setback)
    except Timeout:
        return 0


def unfinished() -> list[int]:
    """Setbacks with subscribers who have not had the newest update."""
    newest = Update.objects.filter(setback__public_page__withdrawn_at=None).order_by("setback", "-pk")
    first: dict[int, int] = {}
    for setback, number in newest.values_list("setback", "pk"):
        first.setdefault(setback, number)
    return [
        setback
        for setback, number in first.items()
        if Subscriber.objects.filter(
            setback=setback, ended_at=None, confirmed_at__isnull=False, told_update__lt=number
        ).exists()
    ]


def _all_rounds(setback: Setback) -> int:
    sent = 0
    later: set[int] = set()  # whose mail server asks for patience: not again in this call
    while behind := list(_behind(setback, later)):
        sent += _round(behind, later)
    return sent


def _behind(setback: Setback, later: set[int]) -> Iterator[tuple[Subscriber, Update]]:
    """Who lacks which update next; a handful at a time, since they may leave meanwhile."""
    for update in setback.updates.order_by("pk"):
        rows = subscribers.confirmed(setback).filter(told_update__lt=update.pk).exclude(pk__in=later).order_by("pk")
        some = list(rows.select_related("setback__organisation", "setback__public_page")[:AT_ONCE])
        if some:
            yield from ((subscriber, update) for subscriber in some)
            return


def _round(behind: list[tuple[Subscriber, Update]], later: set[int]) -> int:
    """Raises OSError where mail does not leave: the rest is tried again later."""
    sent = 0
    connection = get_connection()
    connection.open()
    try:
        for subscriber, update in behind:
            if not subscribers.confirmed(subscriber.setback).filter(pk=subscriber.pk).exists():
                continue
            taken = _taken(subscriber, update, connection)
            if taken is None:
                later.add(subscriber.pk)
                continue
            sent += taken
            Subscriber.objects.filter(pk=subscriber.pk).update(told_update=update.pk)
    finally:
        connection.close()
    return sent


def _taken(subscriber: Subscriber, update: Update, connection: BaseEmailBackend) -> bool | None:
    """Whether the mail server took it. An address it refuses holds nobody else up: False for good, None for now."""
    message = update_mail(subscriber, update)
    message.connection = connection
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        log.warning("subscriber %s: address refused, %s", subscriber.pk, codes)
        return False if all(code >= REFUSED_FOR_GOOD for code in codes) else None
    return True


def update_mail(subscriber: Subscriber, update: Update) -> EmailMultiAlternatives:
    """Text and HTML; one click ends it (RFC 8058)."""
    words = readers_words(subscriber.language)
    text = update.texts.order_by("-place").first()
    said = clean(in_language(text, "text", words.lang)) if text else ""
    title = _title(subscriber, words)
    state = words.say(f"public.state.{update.state}")
    context = {
        "words": words,
        "lang": words.lang,
        "title": title,
        "state": state,
        "at": words.instant(update.at),
        "said": said,
        "said_html": paragraphs(said),
        "address": f"{_base(subscriber)}{words.lang}/#u{update.pk}",
    }
    subject = words.say("subscribe.update_subject", title=title, state=state)
    made = _mail(subscriber, subject, "setback_update_mail", context)
    made.extra_headers["Message-ID"] = f"<update-{update.pk}.{subscriber.pk}@{urlsplit(settings.ADDRESS).hostname}>"
    return made


def _mail(subscriber: Subscriber, subject: str, template: str, context: dict[str, object]) -> EmailMultiAlternatives:
    stop = f"{_base(subscriber)}stop/{subscribers.token_of(subscriber, subscribers.STOP)}/"
    context = {**context, "stop": stop}
    made = EmailMultiAlternatives(
        subject=plain(subject),
        body=render_to_string(f"{template}.txt", context),
        to=[subscriber.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    made.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return made


def _title(subscriber: Subscriber, words: Speech) -> str:
    return plain(in_language(subscriber.setback.public_page, "title", words.lang))


def _base(subscriber: Subscriber) -> str:
    return f"{settings.ADDRESS}/updates/{subscriber.setback.public_page.slug}/"
