"""People's words as the public page may show them: nothing in them steers a reader's screen or program."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pratfall.reviews.render.plain import plain

_MANY_BREAKS = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}", re.ASCII)
_BEHIND = ".,;:!?)]}…"  # belongs to the sentence, not to the address


def clean(text: str) -> str:
    """Lines without control characters and direction marks; at most one empty line between two."""
    return _MANY_BREAKS.sub("\n\n", "\n".join(plain(line) for line in text.splitlines())).strip()


def paragraphs(text: str) -> SafeString:
    """As HTML: escaped, paragraphs and breaks as written, addresses of the web and of mail as links."""
    parts = (part for part in clean(text).split("\n\n") if part)
    return format_html_join("\n", "<p><bdi>{}</bdi></p>", ((_lines(part),) for part in parts))


def _lines(paragraph: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((_linked(line),) for line in paragraph.split("\n")))


def _linked(line: str) -> SafeString:
    """Only http, https and mailto come from here: nothing else is ever taken for an address."""
    pieces: list[SafeString] = []
    at = 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(_BEHIND)
        pieces += [conditional_escape(line[at : found.start()]), _link(address)]
        at = found.start() + len(address)
    return mark_safe("".join([*pieces, conditional_escape(line[at:])]))


def _link(address: str) -> SafeString:
    target = address if "://" in address else f"mailto:{address}"
    return format_html('<a href="{}" rel="nofollow noopener ugc">{}</a>', target, address)
