"""Everything of the sample organisation, written into a folder."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from . import comments, letters_and_gifts, linkedin, meta, storm, wrong_picture, x, youtube
from .posts import organisation, publish
from .reactions import Reacted, react

SEED = 7


def make(folder: Path, *, until: date, seed: int = SEED) -> tuple[Path, ...]:
    """Write the export files of two years ending with `until`; the same seed and day give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)

    def rng(name: str) -> np.random.Generator:
        """A stream of its own for each part, so that changing one leaves the others as they were."""
        return np.random.default_rng([seed, zlib.crc32(name.encode())])

    posts = {name: reacted(name, until, rng) for name in organisation()["accounts"]}
    urls = meta.addresses(posts["facebook"], rng("facebook addresses"))
    codes = meta.shortcodes(posts["instagram"], rng("instagram ids"))
    seen = list(zip(urls, posts["facebook"], strict=True))
    shown = [(meta.instagram_address(code, r), r) for code, r in zip(codes, posts["instagram"], strict=True)]
    return (
        *meta.write_facebook(folder, posts["facebook"], urls, until),
        *meta.write_instagram(folder, posts["instagram"], codes, until),
        *x.write_x(folder, posts["x"], until, rng("x ids")),
        *linkedin.write_linkedin(folder, posts["linkedin"], until, rng("linkedin ids")),
        *youtube.write_youtube(folder, posts["youtube"], until, rng("youtube ids")),
        *letters_and_gifts.write_mailings(folder, until, rng("mailings")),
        *letters_and_gifts.write_gifts(folder, until, rng("gifts"), rng("drives")),
        *comments.write_comments(folder, seen, until, rng("comments")),
        comments.write_wrong_picture(folder, seen, until, rng("wrong picture")),
        *comments.write_followed(folder, "facebook", seen, until, rng("facebook comments")),
        *comments.write_followed(folder, "instagram", shown, until, rng("instagram comments")),
    )


def make_mentions(path: Path, *, until: date, seed: int = SEED) -> Path:
    """The comments of the last six weeks as a stream somebody recorded, to be played again: a file of its own."""

    def rng(name: str) -> np.random.Generator:
        return np.random.default_rng([seed, zlib.crc32(name.encode())])

    streams = [
        (network, organisation()["handle"], r)
        for network in ("facebook", "instagram")
        for r in reacted(network, until, rng)
        if (until - r.post.at.date()).days <= storm.MENTION_DAYS
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    return storm.write_mentions(path, streams, until, rng("mentions"))


def reacted(account: str, until: date, rng: Callable[[str], np.random.Generator]) -> list[Reacted]:
    posts = react(publish(account, until, rng(f"{account} posts")), until, rng(f"{account} reactions"))
    return storm.with_storms(account, wrong_picture.with_setback(account, posts, until), until)
