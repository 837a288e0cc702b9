"""What every X export has in common: accounts from permalinks, relations, hashtags and links in texts."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.tables import PostType, Relation

from .frames import Frame
from .ids import SPOILED

PERMALINK = (
    r"(?i)^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?P<handle>[A-Za-z0-9_]{1,30})/status(?:es)?/(?P<id>\d{5,19})"
)
# The sign first, then what may not stand before it: eight times as fast as the other way round.
_TAGS = re.compile(r"#(?<![\w&/]#)(\w+)").findall
_URLS = re.compile(r"https?://[^\s<>\"]+").findall
_AFTER = ".,;:!?)»”'\"…"


def post_url_parts(urls: Any) -> tuple[Any, Any]:
    """(n,) permalinks -> (handle, post id); null where the link is no post's."""
    found = pc.extract_regex(urls, PERMALINK)
    if found.null_count == len(found):
        nothing = pa.nulls(len(urls), pa.string())
        return nothing, nothing
    return pc.struct_field(found, "handle"), pc.struct_field(found, "id")


def with_ids(frame: Frame) -> Frame:
    """The rows with a usable `post_id`, and the `handle` of their `url` beside it.

    Ids a spreadsheet has rounded come back from the permalink; else the row cannot be told apart.
    """
    handle, id_in_url = post_url_parts(frame.text("url"))
    spoiled = pc.match_substring_regex(frame["post_id"], SPOILED)
    frame.columns["post_id"] = pc.if_else(spoiled, id_in_url, frame["post_id"])
    frame.columns["handle"] = handle
    frame = frame.drop(frame["post_id"].is_null(), "id_spoiled_by_spreadsheet")
    return frame.drop(pc.invert(pc.match_substring_regex(frame["post_id"], r"^\d+$")), "id_not_a_number")


def usual_handle(handles: Any) -> str:
    """The handle most rows carry ("" without any): an account renamed in between stays one account."""
    counts = Counter(handle for handle in handles.to_pylist() if handle)
    return counts.most_common(1)[0][0] if counts else ""


def unescaped(texts: Any) -> Any:
    """`&amp;` decoded once, as X escaped it once."""
    escaped = pc.fill_null(pc.match_substring(texts, "&"), False)
    if not pc.any(escaped).as_py():
        return texts
    plain = pa.array([html.unescape(text) for text in texts.filter(escaped).to_pylist()], pa.string())
    return pc.replace_with_mask(texts, escaped, plain)


def relations(texts: Any) -> Any:
    """(n,) Relation values: a post that opens with `@somebody` is a reply, with `RT @` somebody else's."""
    reply = pc.fill_null(pc.match_substring_regex(texts, r"^@\w"), False)
    repost = pc.fill_null(pc.match_substring_regex(texts, r"^RT @\w"), False)
    return pc.if_else(repost, Relation.REPOST.value, pc.if_else(reply, Relation.REPLY.value, Relation.ORIGINAL.value))


def post_types(texts: Any) -> Any:
    """(n,) PostType values: `link` where the text holds one, else `text`.

    Pictures are not named in these exports. They could be guessed from clicks on them, but a format
    that depends on how a post fared would spoil every comparison by format.
    """
    return pc.if_else(pc.fill_null(pc.match_substring(texts, "http"), False), PostType.LINK.value, PostType.TEXT.value)


def hashtags(texts: Any) -> Any:
    """(n,) lists of hashtags without the sign, as written; an empty list where there is none."""
    return _lists(texts, lambda text: _TAGS(text) if text and "#" in text else [])


def links(texts: Any) -> Any:
    """(n,) lists of links as written, without the punctuation of the sentence around them."""
    return _lists(texts, lambda text: [u.rstrip(_AFTER) for u in _URLS(text)] if text and "http" in text else [])


def _lists(texts: Any, find: Callable[[str | None], list[str]]) -> Any:
    return pa.array([find(text) for text in texts.to_pylist()], pa.list_(pa.string()))
