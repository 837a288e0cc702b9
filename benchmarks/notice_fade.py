"""Fading pages: real posts of Facebook pages in random order, a fall planted, beside a plain CUSUM in the same run.

    ./run bench notice_fade [REPETITIONS]

Needs shared/data/facebook_pages_2016. Thresholds are set so that 5 % of unchanged pages alarm within 300 posts.
CUSUM (k = 0.25, log reactions less the medians of post types in the reference, scaled by the reference's mean and
standard deviation, or by median and MAD) looks after every post; ours after every fifth, on all posts so far, as a
review does: R with one threshold, and the yearly rate made of it, which alarms early and late alike. Then: thresholds
of one half of the pages on the other half; the rate at which a review says likely; and the posts in their real order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tests.calibration.fading_pages import (
    FALLS,
    LENGTH,
    REFERENCE,
    Deal,
    below_peers,
    cusum,
    deal,
    delays,
    load,
    ours,
    threshold,
)

Array = Any
DATA = Path(os.environ.get("PRATFALL_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
EVERY = 5
LIKELY = 0.0066  # yearly rate at which a review of 36 questions says likely (docs/verdicts.md)


def report(name: str, found: Mapping[str, Array], limit: float, every: int) -> None:
    """Per fall, the share of pages found and quartiles of the delay of those, in posts."""
    print(f"  {name:32} {' | '.join(f'{fall}: {share(found[fall], limit, every)}' for fall in FALLS)}", flush=True)


def share(found: Array, limit: float, every: int) -> str:
    delay = delays(found, limit, every)
    some = delay[np.isfinite(delay)]
    quartiles = " ".join(f"{q:3.0f}" for q in np.quantile(some, [0.25, 0.5, 0.75])) if len(some) else "-"
    return f"{100 * len(some) / len(delay):5.1f} % {quartiles}"


def real_order(table: pd.DataFrame, score: str, limit: float) -> None:
    """How many pages alarm within 300 posts of their first 100 in real order, and how many stand below peers."""
    pages = list(table.groupby("page").indices.values())
    rows = np.array([own[:LENGTH] for own in pages])
    hit = ours(table, Deal(rows, np.arange(len(pages))), "none", EVERY)[score] >= limit
    published = table["status_published"].to_numpy("datetime64[s]")
    alarmed = np.flatnonzero(hit.any(axis=1))
    known = REFERENCE + EVERY * (hit.argmax(axis=1) + 1)
    own = sum(below_peers(table, pages, int(i), published[rows[i, known[i] - 1]]) for i in alarmed)
    print(f"  {score}: {len(alarmed)} of {len(pages)} pages alarm, of these below the others over the same days {own}")


def main(arguments: list[str]) -> None:
    folder = DATA / "facebook_pages_2016"
    if not folder.is_dir():
        print(f"skipped: {folder} is not there")
        return
    table = load(folder)
    dealt = deal(table, int(arguments[0]) if arguments else 10, np.random.default_rng(2016))
    print(f"{table['page'].nunique()} pages, {len(dealt.rows)} shuffles; found in 300 posts, quartiles of the delay")
    for robust in (False, True):
        plain = {fall: cusum(table, dealt, fall, robust=robust) for fall in FALLS}
        name = "CUSUM, median and MAD" if robust else "CUSUM, mean and sd"
        report(name, plain, threshold(plain["none"]), 1)
    looked = {fall: ours(table, dealt, fall, EVERY) for fall in FALLS}
    limits = {score: threshold(looked["none"][score]) for score in ("R", "rate")}
    for score, limit in limits.items():
        found = {fall: looked[fall][score] for fall in FALLS}
        report(f"shiryaev_roberts, {score}", found, limit, EVERY)
        for half in (0, 1):
            own = dealt.page % 2 == half
            other = threshold(found["none"][~own])
            report(f"  half {half}, threshold of the other", {f: s[own] for f, s in found.items()}, other, EVERY)
    report("at the rate of `likely`", {fall: looked[fall]["rate"] for fall in FALLS}, -np.log(LIKELY), EVERY)
    print("real order, thresholds as above")
    for score, limit in limits.items():
        real_order(table, score, limit)


if __name__ == "__main__":
    main(sys.argv[1:])
