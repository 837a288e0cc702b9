"""The local groups of the sample organisation: small accounts, in each of which one thing went wrong.

    make_groups(folder, seed=7, until=date(2026, 11, 20))   # a folder per region and group

What went wrong where is listed in `planted_causes.PLANTED_CAUSES`.
"""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from . import linkedin, meta, mistakes, tiktok, x
from .make import SEED
from .owners import Owner
from .reactions import Reacted, react


@cache
def local_groups() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("pratfall.sample").joinpath("groups.toml").read_text(encoding="utf-8"))


def regions() -> Mapping[str, str]:
    """Name of each organisation the groups report to, by what its files' folder and its lake are called."""
    found: Mapping[str, str] = local_groups()["regions"]
    return found


def make_groups(folder: Path, *, until: date, seed: int = SEED) -> tuple[Path, ...]:
    """Write the export files of two years; the same seed and day give the same bytes."""
    paths: list[Path] = []
    for number, group in enumerate(local_groups()["groups"], 1):
        plan = {**group, "outages": local_groups()["outages"]}
        inside = folder / plan["region"] / plan["handle"]
        inside.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng([seed, zlib.crc32(plan["key"].encode())])
        posts = react(mistakes.published(plan, until, rng), until, rng, {plan["key"]: plan})
        paths += _written(inside, plan, posts, until, Owner(plan["handle"], plan["name"], number), rng)
    return tuple(paths)


def _written(
    folder: Path, plan: Mapping[str, Any], posts: list[Reacted], until: date, owner: Owner, rng: np.random.Generator
) -> list[Path]:
    match plan["network"]:
        case "facebook":
            return meta.write_facebook_page(folder, posts, meta.addresses(posts, rng, owner), until, owner)
        case "instagram":
            return meta.write_instagram(folder, posts, meta.shortcodes(posts, rng), until, owner)
        case "tiktok":
            known = mistakes.followers(plan, until) if plan["mistake"] == "audience" else {}
            return tiktok.write_tiktok(folder, posts, known, until, owner)
        case "linkedin":
            return linkedin.write_linkedin(folder, posts, until, rng, owner)
        case _:
            return x.write_x(folder, posts, until, rng, owner)


def outages_toml(until: date) -> list[str]:
    """The days on which TikTok was in trouble, as somebody wrote them into the settings."""
    note = 'networks = ["tiktok"]\nnote = "TikTok hardly showed our videos"'
    spans = mistakes.outages(local_groups()["outages"], until)
    return [f"[[outages]]\nstart = {start}\nend = {end}\n{note}" for start, end in spans]
