"""What people wrote: where, when, how many liked it. Their words and pseudonyms are kept apart, to be erased."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.services.keeping import Words

from . import Look, Thing, kept, ref

KIND = "comment"
SAID_OF_IT = (
    "platform comment_id account_id post_id parent_comment_id author_is_owner lang likes direction file_id".split()
)


def things(look: Look) -> Iterator[Thing]:
    for row in look.comments.to_pylist():
        words = Words(row["platform"], row["comment_id"], row["author_key"] or "", row["text"] or "")
        yield Thing(
            kind=KIND,
            ref=ref(row["platform"], row["comment_id"]),
            happened_at=row["created_at"],
            origin=look.origin(row["file_id"], row["platform"]),
            body=kept({name: row[name] for name in SAID_OF_IT}),
            words=words if row["text"] else None,
        )
