"""A process that imports without end, to be killed by a test. Fails loudly if it stops by itself."""

from __future__ import annotations

import time
from pathlib import Path

from pratfall.lake import Lake
from tests.lake.rows import LATER, extract

ORGANISATION = "Zoo & Co"
POSTS = 40
FILES = 2  # per import


def batch(number: int) -> list:
    """The extracts of import `number`: posts, observations, comments and coverage that belong together."""
    extracts = []
    for part in range(FILES):
        name = f"file-{number}-{part}"
        ids = [f"{name}-{i}" for i in range(POSTS)]
        extracts.append(
            extract(
                name,
                post=[{"post_id": id_, "text": f"text of {id_}"} for id_ in ids],
                observation=[{"subject_id": id_, "metric": m} for id_ in ids for m in ("likes", "shares")],
                comment=[{"comment_id": id_, "post_id": id_} for id_ in ids],
                coverage=[{"evidence": name}],
            )
        )
    return extracts


def import_for_ever(home: Path, first: int) -> None:
    """Imports `first`, `first + 1`, ...; every fourth time the lake is compacted as well."""
    lake = Lake(home, ORGANISATION)
    number = first
    while True:
        with lake.writing(flush_bytes=1) as writer:
            for piece in batch(number):
                writer.add(piece)
        if number % 4 == 3:
            lake.compact()
        number += 1


def erase(home: Path, account_id: str) -> None:
    Lake(home, ORGANISATION).erase_account("x", account_id)


def import_one(home: Path, number: int, pause_seconds: float) -> None:

    with Lake(home, ORGANISATION).writing() as writer:
        for piece in batch(number):
            writer.add(piece)
            time.sleep(pause_seconds)


def read_states(home: Path, wanted: int) -> None:
    """Ask until `wanted` states of the lake were seen; every answer must be of whole imports."""
    lake, states = Lake(home, ORGANISATION), set()
    while len(states) < wanted:
        posts = lake.posts(LATER)
        assert len(posts) % (FILES * POSTS) == 0, len(posts)
        assert posts["likes"].null_count == 0 and posts["shares"].null_count == 0
        states.add(len(posts))
