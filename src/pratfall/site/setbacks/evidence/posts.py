"""The posts a setback is about, with every number known of each."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.records.tables import METRICS
from pratfall.site.setbacks.services.keeping import Words

from . import Look, Thing, kept, ref

KIND = "post"
SAID_OF_IT = (
    "platform account_id post_id post_type relation lang url published_local published_precision links hashtags "
    "visibility state campaign parent_post_id observed_at file_id"
).split()


def things(look: Look) -> Iterator[Thing]:
    for row in look.posts.to_pylist():
        numbers = kept({name: row[name] for name in sorted(METRICS & row.keys())})
        yield Thing(
            kind=KIND,
            ref=ref(row["platform"], row["account_id"], row["post_id"]),
            happened_at=row["published_at"],
            origin=look.origin(row["file_id"], row["platform"]),
            body={**kept({name: row.get(name) for name in SAID_OF_IT}), "numbers": numbers},
            words=Words(row["platform"], row["post_id"], "", row["text"]) if row["text"] else None,
        )
