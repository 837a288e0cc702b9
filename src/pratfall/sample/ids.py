"""Ids as the networks make them: most hold the moment of publication, and readers take it from there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

X_EPOCH_MS = 1_288_834_974_657
INSTAGRAM_EPOCH_MS = 1_314_220_021_721
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(milliseconds=1)


def x_id(at: datetime, rng: np.random.Generator) -> str:
    return str((milliseconds(at) - X_EPOCH_MS) << 22 | int(rng.integers(1 << 22)))


def linkedin_id(at: datetime, rng: np.random.Generator) -> str:
    return str(milliseconds(at) << 22 | int(rng.integers(1 << 22)))


def instagram_shortcode(at: datetime, rng: np.random.Generator) -> str:
    number = (milliseconds(at) - INSTAGRAM_EPOCH_MS) << 23 | int(rng.integers(1 << 23))
    letters = ""
    while number:
        number, place = divmod(number, 64)
        letters = BASE64[place] + letters
    return letters


def youtube_id(rng: np.random.Generator) -> str:
    return "".join(BASE64[i] for i in rng.integers(64, size=11))


def meta_post_id(prefix: str, index: int) -> str:
    """17 and 18 digits, as Facebook (1221…) and Instagram (180…) number them: too long for a spreadsheet."""
    return f"{prefix}{index:0{18 - len(prefix)}d}"


def pfbid(rng: np.random.Generator) -> str:
    return "pfbid0" + "".join(BASE64[i] for i in rng.integers(26, 52, size=24))


def tiktok_id(at: datetime, index: int) -> str:
    return str(milliseconds(at) // 1000 << 32 | index)
