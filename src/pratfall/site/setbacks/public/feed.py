"""The updates as an Atom feed, one per language."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed

from pratfall.reviews.render.speech import Speech

from .facts import Said, Told
from .safe import paragraphs

MOST = 50
_NO_LETTERS = {0xFFFE: None, 0xFFFF: None}  # which XML knows no way to write


class _Feed(Atom1Feed):
    """Names do not hang on the address: a page that moves to another web space stays the same feed."""

    def root_attributes(self) -> dict[str, str]:
        return {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": str(self.feed["language"])}


def feed(told: Told, words: Speech, *, address: str) -> bytes:
    """Newest first. `address`: where the page of this language stands, "" if unknown: then links are relative."""
    made = _Feed(
        title=words.say("public.feed_title", organisation=told.organisation, title=told.title),
        link=f"{address}index.html",
        description=None,
        language=words.lang,
        feed_url=f"{address}feed.xml",
        feed_guid=_name(told, words, "feed"),
        author_name=told.organisation,
    )
    for update in told.updates[:MOST]:
        made.add_item(
            title=words.say("public.entry_title", state=words.say(f"public.state.{update.state}"), at=update.at),
            link=f"{address}index.html#u{update.number}",
            description=_html(update, words),
            pubdate=update.at,
            updateddate=update.changed_at,
            unique_id=_name(told, words, str(update.number)),
        )
    return str(made.writeString("utf-8")).translate(_NO_LETTERS).encode()


def _html(update: Said, words: Speech) -> str:
    changed = [words.say("public.changed", at=edit.at, why=edit.why) for edit in update.edits]
    return "\n".join([paragraphs(update.text), *(paragraphs(line) for line in changed)])


def _name(told: Told, words: Speech, what: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'pratfall:updates:{told.slug}:{words.lang}:{what}')}"
