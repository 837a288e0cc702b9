"""A report as mail: the page for the boss as text and HTML, the report as PDF. No picture, nothing from afar."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.text import slugify

from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.reports.models import Kind, Reader, Report
from pratfall.site.reports.regular import paper
from pratfall.site.reports.regular.telling import ReportTold, tell

SALT = "outgoing.report"
WIDTH = 72


def words_of(reader: Reader) -> Speech:
    """A member's own language where they chose one, otherwise as written beside the reader."""
    chosen = reader.membership.user.language if reader.membership else ""
    return speech(chosen or reader.language or "en")


def address_of(reader: Reader) -> str:
    return reader.membership.user.email if reader.membership else reader.email


def mail(reader: Reader, report: Report) -> EmailMultiAlternatives:
    """Answering it reaches nobody; one click ends it, with or without an account (RFC 8058)."""
    words, whose = words_of(reader), plain(report.organisation.name)
    told = tell(report, words)
    stop = f"{settings.ADDRESS}/stop/report/{signing.dumps([reader.pk, str(report.kind)], salt=SALT)}/"
    inside = reader.membership is not None
    page = f"{settings.ADDRESS}{report.organisation.base}/reports/{report.pk}/" if inside else ""
    subject = plain(words.say("regular.mail_subject", organisation=whose, title=told.title))
    made = EmailMultiAlternatives(
        subject=subject,
        body=text_of(told, whose, words, page=page, stop=stop),
        to=[address_of(reader)],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<report-{report.pk}.{reader.pk or 0}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>",
        },
    )
    context = {"words": words, "lang": words.lang, "told": told, "whose": whose, "page": page, "stop": stop}
    made.attach_alternative(render_to_string("report_mail.html", context), "text/html")
    pdf = paper.pdf_of(told, whose, words, boss_page_only=reader.boss_page_only)
    made.attach(f"{slugify(f'{whose} {told.title}')[:80] or 'pratfall'}.pdf", pdf, "application/pdf")
    return made


def text_of(told: ReportTold, whose: str, words: Speech, *, page: str, stop: str) -> str:
    """The same without HTML, at most WIDTH characters a line; addresses stay whole."""
    return "\n".join(_text(told, whose, words, page, stop)) + "\n"


def _text(told: ReportTold, whose: str, words: Speech, page: str, stop: str) -> Iterator[str]:
    yield from (whose, told.title, "=" * min(len(told.title), WIDTH), "")
    yield from _wrapped(f"{told.days}. {told.made}")
    for part in told.boss:
        yield from ("", *_wrapped(part.title.upper()))
        yield from (line for said in part.sentences for line in _wrapped(plain(said)))
    yield from ("", *_wrapped(words.say("regular.mail_pdf")))
    if page:
        yield from ("", words.say("regular.mail_open"), page)
    yield from ("", "-- ", *_wrapped(words.say("digest.no_reply")), words.say("digest.stop"), stop)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def stopped_by(token: str) -> tuple[int, Kind] | None:
    """The reader and the kind of report a link of a mail ends; None where the link is not ours."""
    try:
        number, kind = signing.loads(token, salt=SALT)
        return int(number), Kind(kind)
    except (signing.BadSignature, ValueError, TypeError):
        return None
