"""Recordings made up for tests: mentions of a few accounts with a storm, and what a replay of them decides."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.events import instant, minute_of, open_recording
from pratfall.reviews.watch.replay import Replay
from pratfall.stats.backlash_stream import BacklashStream

START = minute_of("2026-03-02T00:00:00")
ORDINARY = "lovely supper thanks everyone for coming see you on thursday again nice photos of the garden".split()
ANGRY = "shame refund volunteers unpaid apology shameful".split()
COLUMNS = ("time", "network", "account", "author", "text")


def strict(score: float, _stream: BacklashStream) -> float:
    """A yearly rate that falls with the score, whatever the stream: for tests of everything but the rates."""
    period = 5 * score / (1 - score)
    return float(20.0 * period**-3.0)


def mentions(
    path: Path, *, days: int = 12, per_day: float = 120.0, storm_day: float | None = 10.0, seed: int = 1
) -> Path:
    """Two accounts of one organisation; the storm reaches the second one three hours after the first."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[float, str, str, str]] = []
    for network, account in (("facebook", "lanterne"), ("instagram", "lanterne.marsh")):
        at = np.sort(rng.uniform(0, days * 1440, rng.poisson(per_day * days)))
        rows += [(m, network, account, " ".join(rng.choice(ORDINARY, 6))) for m in at.tolist()]
        if storm_day is not None:
            begin = storm_day * 1440 + (0 if network == "facebook" else 180)
            loud = begin + rng.weibull(0.8, 400) * 200
            rows += [(m, network, account, " ".join(rng.choice(ANGRY, 3))) for m in loud.tolist() if m < days * 1440]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for i, (minute, network, account, text) in enumerate(sorted(rows)):
            at = instant(START) + timedelta(minutes=minute)
            writer.writerow([at.replace(tzinfo=None).isoformat(timespec="seconds"), network, account, f"a{i}", text])
    return path


def replayed(folder: Path, recording: Path, **how: Any) -> list[dict[str, Any]]:
    """Every event of a whole replay."""
    with stores.opened(folder) as store:
        for tick in Replay(store, open_recording(recording), rate=strict).play(**how):
            with store.look():
                store.mark_shown(event["id"] for event in tick.events)
        return store.events()
