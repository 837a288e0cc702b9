"""A million posts with ten million numbers: import, questions and memory, beside pandas doing the same by itself.

    ./run bench lake                    1 000 000 posts in 60 files of the old X export's shape, about 380 MB
    ./run bench lake --posts 100000

Files are made first, seeded and streamed, and not counted. Then, each in a process of its own so that
its peak memory is its own: the ordinary import of those files; every question of a review; the review; the same
files read by pandas alone and brought to the same table (the newest numbers of every post), which is
the yardstick. The page cache is warm for all.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ORGANISATION = "Benchmark"
ACCOUNTS = 5
MONTHS = 12  # files per account: 60 in all
HEADER = """Tweet id|Tweet permalink|Tweet text|time|impressions|engagements|engagement rate|retweets|replies|likes|
user profile clicks|url clicks|hashtag clicks|detail expands|permalink clicks|app opens|app installs|follows|
email tweet|dial phone|media views|media engagements""".replace("\n", "").split("|")
PROMOTED = [f"promoted {name}" for name in HEADER[4:]]
PARTS = HEADER[7:]  # what engagements are made of, and media views, which are none
X_EPOCH_MS = 1288834974657
WORDS = "care shelter river volunteers thank today story help winter meal school garden concert report".split()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench lake", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="folder for the files and the lake; default: a temporary one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        run(folder, options.posts)
    return 0


def run(folder: Path, posts: int) -> None:
    paths = make_files(folder / "files", posts)
    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    say(f"{posts} posts in {len(paths)} files, {megabytes:.0f} MB of CSV, {os.cpu_count()} cores")
    home = folder / "home"
    imported = alone(import_files, home, paths)
    minutes_of_core = imported["cpu"] / 60
    told = f"{megabytes / (imported['wall'] / 60):.0f} MB/min, {megabytes / minutes_of_core:.0f} MB/min per core"
    show("import", imported, told)
    asked = alone(ask, home)
    show("questions", asked, ", ".join(f"{name} {seconds:.1f}" for name, seconds in asked["result"].items()))
    reviewed = alone(look, home)
    show("review", reviewed, reviewed["result"])
    yardstick = alone(pandas_alone, paths)
    show("pandas alone", yardstick, f"{yardstick['result']} posts")
    for name, seconds in (("import", imported["wall"]), ("import and review", imported["wall"] + reviewed["wall"])):
        say(f"{name}: {seconds / yardstick['wall']:.1f} times the time of pandas alone")


def import_files(home: Path, paths: list[Path]) -> int:
    from pratfall.lake import Lake
    from pratfall.reviews.intake import import_paths

    reports = import_paths(Lake(home, ORGANISATION), paths, now=NOW)
    refused = [report for report in reports if report.outcome != "imported"]
    assert not refused, refused[0]
    return sum(report.rows_kept for report in reports)


def ask(home: Path) -> dict[str, float]:
    """Seconds per question of a review."""
    from pratfall.lake import Lake

    lake, seconds = Lake(home, ORGANISATION), {}
    for name in ("posts", "curves", "days", "stocks", "comments", "conversions", "spend", "coverage"):
        start = time.perf_counter()
        table = getattr(lake, name)(NOW)
        seconds[f"{name} ({len(table)})"] = time.perf_counter() - start
        del table
    return seconds


def look(home: Path) -> str:
    """The whole review, as JSON."""
    from pratfall.lake import Lake
    from pratfall.reviews import engine, settings
    from pratfall.reviews.render import as_json

    review = engine.review(Lake(home, ORGANISATION), now=NOW, settings=settings.load(home))
    return f"{len(review.findings)} findings, {len(as_json.dumps(review)) / 1e6:.1f} MB of JSON"


def pandas_alone(paths: list[Path]) -> int:
    """Read, tell dates, keep the newest row of every post, numbers as numbers."""
    import pandas as pd

    read = []
    for path in paths:
        frame = pd.read_csv(path, dtype={"Tweet id": str}, na_values="-")
        frame["time"] = pd.to_datetime(frame["time"], utc=True)
        read.append(frame)
    every = pd.concat(read, ignore_index=True)
    newest = every.sort_values("time", kind="stable").drop_duplicates("Tweet permalink", keep="last")
    return len(newest)


def alone(work: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """Run `work` in a fresh process; its result, wall and processor seconds, peak memory in MB."""
    fresh = multiprocessing.get_context("spawn")
    receive, send = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_measured, args=(send, work, arguments))
    process.start()
    send.close()
    try:
        measured: dict[str, Any] = receive.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"{work.__name__} failed with exit code {process.exitcode}") from None
    process.join()
    return measured


def _measured(send: Any, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    start = time.perf_counter()
    result = work(*arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    send.send(
        {
            "result": result,
            "wall": time.perf_counter() - start,
            "cpu": used.ru_utime + used.ru_stime,
            "peak_mb": _peak_mb(used.ru_maxrss),
        }
    )


def _peak_mb(max_rss: int) -> float:
    """Peak of this process alone. Linux counts the parent's memory before exec into ru_maxrss, not into VmHWM."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return max_rss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def show(name: str, measured: dict[str, Any], told: str) -> None:
    say(
        f"{name:<14} {measured['wall']:6.1f} s wall, {measured['cpu']:6.1f} s of core,"
        f" {measured['peak_mb']:6.0f} MB at most: {told}"
    )


def make_files(folder: Path, posts: int) -> list[Path]:
    """Monthly exports of five accounts, the same bytes for the same number of posts."""
    folder.mkdir(parents=True, exist_ok=True)
    rng, paths = np.random.default_rng(2026), []
    each = max(posts // (ACCOUNTS * MONTHS), 1)
    for account in range(ACCOUNTS):
        for month in range(MONTHS):
            start = datetime(2025, month + 1, 1, tzinfo=UTC)
            end = (start + timedelta(days=32)).replace(day=1)
            path = folder / f"tweet_activity_metrics_account{account}_{start:%Y%m%d}_{end:%Y%m%d}_en.csv"
            path.write_text(x_header() + "".join(x_lines(rng, f"account{account}", start, end, each)), encoding="utf-8")
            paths.append(path)
    return paths


def x_header() -> str:
    return ",".join(f'"{name}"' for name in [*HEADER, *PROMOTED]) + "\n"


def x_lines(
    rng: np.random.Generator, handle: str, start: datetime, end: datetime, n: int, level: float = 1.0
) -> Iterator[str]:
    """`n` posts spread over the time between; `level` multiplies what each brings."""
    span_ms = int((end - start).total_seconds() * 1000)
    at_ms = int(start.timestamp() * 1000) + np.sort(rng.choice(span_ms, n, replace=False))
    ids = (at_ms - X_EPOCH_MS) << 22
    times = np.datetime_as_string((at_ms // 60000).astype("datetime64[m]"))
    words = rng.integers(len(WORDS), size=(n, 12))
    parts = np.floor(level * rng.lognormal(0.5, 1.0, (n, len(PARTS)))).astype(int)
    engagements = parts.sum(axis=1) - parts[:, PARTS.index("media views")]
    impressions = engagements * 20 + rng.integers(10, 5000, n)
    nothing = ',"-"' * len(PROMOTED)
    for i in range(n):
        text = " ".join(WORDS[w] for w in words[i]) + f" #{WORDS[words[i, 0]]} https://t.co/{ids[i]:x}"
        numbers = "".join(f',"{value}.0"' for value in parts[i])
        yield (
            f'"{ids[i]}","https://twitter.com/{handle}/status/{ids[i]}","{text}","{times[i].replace("T", " ")} +0000",'
            f'"{impressions[i]}.0","{engagements[i]}.0","{engagements[i] / impressions[i]}"{numbers}{nothing}\n'
        )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
