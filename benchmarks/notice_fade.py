"""Fading pages: real posts of Facebook pages in random order, a fall planted, beside a plain CUSUM in the same run.

    ./run bench notice_fade [REPETITIONS]

Needs shared/data/facebook_pages_2016. Pages with 400 posts or more, without the two days that were still growing
when the counts were read. Each repetition deals a page's posts anew, so that nothing changes; the first 100 are the
reference. Thresholds are set so that 5 % of unchanged pages alarm within the next 300 posts; falls begin at post 100.
CUSUM (k = 0.25, log reactions less the medians of post types in the reference, scaled by the reference's mean and
standard deviation, or by median and MAD) looks after every post; ours after every fifth, on all posts so far, as a
review does. Then: thresholds of one half of the pages on the other half; and the posts in their real order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pratfall.notice.comparable import residuals
from pratfall.notice.explained import Explained
from pratfall.notice.fade import Fade, Slide
from pratfall.notice.histories import Histories, arrange
from pratfall.notice.response import Response
from pratfall.records.scene import Group, Posts, Scene
from pratfall.records.subjects import Account
from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.onset import onset
from pratfall.stats.segments import Segments
from pratfall.stats.shiryaev_roberts import alarms, contrasts
from tests.calibration.worlds import bare_scene

Array = Any
DATA = Path(os.environ.get("PRATFALL_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
RIPE_UNTIL = "2016-06-22"
REFERENCE, WATCHED, EVERY = 100, 300, 5
LENGTH = REFERENCE + WATCHED
FALLS: Mapping[str, Array] = {
    "none": np.ones(LENGTH),
    "-30 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.7),
    "-50 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.5),
    "-70 %": np.where(np.arange(LENGTH) < REFERENCE, 1.0, 0.3),
    "slide": np.exp(np.log(0.5) * np.clip((np.arange(LENGTH) - REFERENCE) / 150.0, 0.0, 1.0)),
}
QUIET = 0.05
LIKELY = 0.0066  # yearly rate at which a review of 36 questions says likely (docs/verdicts.md)
PER_YEAR = 365.0


@dataclass(frozen=True)
class Deal:
    """Simulated pages: (p, 400) rows of the posts' table, and which page each is."""

    rows: Array
    page: Array


def load() -> pd.DataFrame:
    table = pd.read_csv(DATA / "facebook_pages_2016" / "posts.csv.gz", parse_dates=["status_published"])
    table = table[table["status_published"] < RIPE_UNTIL].sort_values(["page", "status_published"])
    many = table.groupby("page")["page"].transform("size") >= LENGTH
    return table[many].reset_index(drop=True)


def deal(table: pd.DataFrame, repetitions: int, rng: np.random.Generator) -> Deal:
    rows, page = [], []
    for number, (_, own) in enumerate(table.groupby("page").indices.items()):
        for _ in range(repetitions):
            rows.append(rng.permutation(own)[:LENGTH])
            page.append(number)
    return Deal(np.array(rows), np.array(page))


def reactions(table: pd.DataFrame, dealt: Deal, fall: str) -> Array:
    return np.round(table["num_reactions"].to_numpy(float)[dealt.rows] * FALLS[fall])


def cusum(table: pd.DataFrame, dealt: Deal, fall: str, *, robust: bool) -> Array:
    """(p, watched) the statistic after every post."""
    y = np.log1p(reactions(table, dealt, fall))
    kind = pd.factorize(table["status_type"])[0][dealt.rows]
    for row, own in zip(y, kind, strict=True):
        before, usual = row[:REFERENCE].copy(), np.median(row[:REFERENCE])
        for k in np.unique(own):
            alike = own[:REFERENCE] == k
            row[own == k] -= np.median(before[alike]) if alike.sum() >= 5 else usual
    reference = y[:, :REFERENCE]
    if robust:
        centre = np.median(reference, axis=1, keepdims=True)
        scale = 1.4826 * np.median(np.abs(reference - centre), axis=1, keepdims=True)
    else:
        centre, scale = reference.mean(axis=1, keepdims=True), reference.std(axis=1, keepdims=True)
    low = -(y[:, REFERENCE:] - centre) / np.maximum(scale, 0.1) - 0.25
    path = np.zeros((len(y), WATCHED + 1))
    for j in range(WATCHED):
        path[:, j + 1] = np.maximum(path[:, j] + low[:, j], 0.0)
    return path[:, 1:]


def ours(table: pd.DataFrame, dealt: Deal, fall: str) -> Array:
    """(p, looks) minus log of the yearly rate, after every fifth post, from all posts so far."""
    counts = reactions(table, dealt, fall)
    out = []
    for t in range(REFERENCE + EVERY, LENGTH + 1, EVERY):
        known = scene_of(table, dealt.rows[:, :t], np.datetime64("2016-06-25", "s"))
        left = residuals(known, counts[:, :t].ravel())
        segments = Segments.of(np.full(len(counts), t))
        every = contrasts(normal_scores(left, segments), segments, np.full(len(counts), PER_YEAR))
        out.append(-np.log(alarms(every, down=True).rate))
    return np.array(out).T


def scene_of(table: pd.DataFrame, rows: Array, now: Array) -> Scene:
    """Pages as accounts, with these rows of the table as their posts."""
    pages, n = len(rows), rows.size
    flat = rows.ravel()
    accounts = tuple(Account("facebook", str(i)) for i in range(pages))
    account = np.repeat(np.arange(pages, dtype=np.int32), rows.shape[1])
    return bare_scene(accounts, posts_of(table, flat, account, n), now.astype(object).replace(tzinfo=UTC))


def posts_of(table: pd.DataFrame, flat: Array, account: Array, n: int) -> Posts:
    def same(word: object) -> Array:
        column = np.empty(n, dtype=object)
        column[:] = [word] * n
        return column

    published = table["status_published"].to_numpy("datetime64[s]")[flat]
    kind = table["status_type"].to_numpy(object)[flat]
    known = np.ones(n, dtype=bool)
    return Posts(
        account, same(""), published, known, kind, same("original"), same(""), same(""), same(""),
        same(()), same(()), same(""), published, known, {},
    )  # fmt: skip


def report(name: str, found: Mapping[str, Array], step: int) -> None:
    """Shares found and delays, at the threshold 5 % of the unchanged reach."""
    threshold = np.quantile(found["none"].max(axis=1), 1.0 - QUIET)
    parts = [f"{fall}: {share(found[fall], threshold, step)}" for fall in FALLS if fall != "none"]
    print(f"  {name:22} {' | '.join(parts)}", flush=True)


def share(found: Array, threshold: float, step: int) -> str:
    """Share of pages found, and quartiles of the delay of those, in posts."""
    hit = found >= threshold
    some = hit.any(axis=1)
    delay = (hit.argmax(axis=1) + 1.0) * step
    quartiles = " ".join(f"{q:3.0f}" for q in np.quantile(delay[some], [0.25, 0.5, 0.75])) if some.any() else "-"
    return f"{100 * some.mean():5.1f} % {quartiles}"


def across(found: Mapping[str, Array], page: Array) -> None:
    """Each half of the pages judged by the threshold of the other."""
    for half in (0, 1):
        other, own = page % 2 != half, page % 2 == half
        threshold = np.quantile(found["none"][other].max(axis=1), 1.0 - QUIET)
        parts = [f"{fall}: {share(found[fall][own], threshold, EVERY)}" for fall in FALLS]
        print(f"  half {half}, threshold of the other  {' | '.join(parts)}", flush=True)


def real_order(table: pd.DataFrame, threshold: float) -> None:
    """How many pages alarm within 300 posts of their first 100 in real order, and how many stand below peers."""
    pages = list(table.groupby("page").indices.values())
    rows = np.array([own[:LENGTH] for own in pages])
    found = ours(table, Deal(rows, np.arange(len(pages))), "none")
    hit = found >= threshold
    own, together = 0, 0
    for i in np.flatnonzero(hit.any(axis=1)):
        known = REFERENCE + EVERY * (int(hit[i].argmax()) + 1)
        until = table["status_published"].to_numpy("datetime64[s]")[rows[i, known - 1]]
        apart = below_peers(table, pages, int(i), until)
        own, together = own + apart, together + (not apart)
    print(
        f"  {len(pages)} pages: alarm {own + together}, of these below the others over the same days {own}", flush=True
    )


def below_peers(table: pd.DataFrame, pages: list[Array], i: int, until: Array) -> bool:
    histories = histories_of(table, pages, until)
    found = onset(histories.score[histories.part(i)], down=True)
    days = histories.days(i)
    slide = Slide(days[found.first - 1].astype(object), days[found.first].astype(object))
    return Fade(histories, Explained(histories)).is_own(i, slide)


def histories_of(table: pd.DataFrame, pages: list[Array], until: Array) -> Histories:
    """What was known of all pages at that moment."""
    published = table["status_published"].to_numpy("datetime64[s]")
    known = [own[published[own] <= until] for own in pages]
    flat = np.concatenate(known)
    account = np.repeat(np.arange(len(pages), dtype=np.int32), [len(own) for own in known])
    accounts = tuple(Account("facebook", str(k)) for k in range(len(pages)))
    posts = posts_of(table, flat, account, len(flat))
    now: datetime = until.astype(object).replace(tzinfo=UTC)
    made = bare_scene(accounts, posts, now)
    groups = tuple(Group(a.subject, np.flatnonzero(account == k)) for k, a in enumerate(accounts))
    value = table["num_reactions"].to_numpy(float)[flat]
    response = Response(value, ("reactions",) * len(pages), (("reactions",),) * len(pages))
    made = replace(made, groups=groups)
    return arrange(made, response, residuals(made, value), groups)


def main(arguments: list[str]) -> None:
    if not (DATA / "facebook_pages_2016").is_dir():
        print(f"skipped: {DATA / 'facebook_pages_2016'} is not there")
        return
    table = load()
    dealt = deal(table, int(arguments[0]) if arguments else 10, np.random.default_rng(2016))
    pages = table["page"].nunique()
    print(f"{pages} pages, {len(dealt.rows)} shuffles; pages found in 300 posts, quartiles of the delay in posts")
    detectors: Mapping[str, tuple[Callable[[str], Array], int]] = {
        "CUSUM, mean and sd": (lambda fall: cusum(table, dealt, fall, robust=False), 1),
        "CUSUM, median and MAD": (lambda fall: cusum(table, dealt, fall, robust=True), 1),
        "shiryaev_roberts": (lambda fall: ours(table, dealt, fall), EVERY),
    }
    found: dict[str, Array] = {}
    for name, (score, step) in detectors.items():
        found = {fall: score(fall) for fall in FALLS}
        report(name, found, step)
    across(found, dealt.page)
    print("  at the rate of `likely`   " + " | ".join(f"{f}: {share(found[f], -np.log(LIKELY), EVERY)}" for f in FALLS))
    print("real order, threshold as above")
    real_order(table, float(np.quantile(found["none"].max(axis=1), 1.0 - QUIET)))


if __name__ == "__main__":
    main(sys.argv[1:])
