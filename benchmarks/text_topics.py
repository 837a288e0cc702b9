"""Topics of complaints, near-duplicates and masking, beside the numbers of text.md parts 3.6, 4 and 6.

    ./run bench text_topics

Needs the real data beside the project (shared/data/airline_tweets, text/mini_bar, text/tweeteval_val). Prints NMI of
the topics of airline complaints against the reasons people gave them, over full coverage, for four disjoint samples of
2,000 (the taxonomy was written from knowledge of the trade, without reading comments by their reasons; rules were
chosen on the first sample and checked on the other three); how stable topics are when a tenth of the comments is left
out; adjusted mutual information of the groups alone on 3 x 200 sorted reports; recall of altered copies and pairs among
the originals; speed.
"""

from __future__ import annotations

import csv
import gzip
import time
from collections.abc import Callable, Sequence
from math import lgamma
from pathlib import Path

import numpy as np

from pratfall.text.causes import causes_for
from pratfall.text.grouping import groups, vectors
from pratfall.text.masking import mask
from pratfall.text.repeats import find_repeats
from pratfall.text.topics import find_topics

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SAMPLE = 2_000
Array = np.ndarray


def _counts(one: Array, other: Array) -> Array:
    a, b = (np.unique(labels, return_inverse=True)[1] for labels in (one, other))
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)
    return table


def _entropy(counts: Array) -> float:
    p = counts[counts > 0] / counts.sum()
    return float(-(p * np.log(p)).sum())


def nmi(one: Array, other: Array) -> float:
    """Normalised mutual information, arithmetic mean of the entropies."""
    table = _counts(one, other)
    rows, columns = _entropy(table.sum(axis=1)), _entropy(table.sum(axis=0))
    return (rows + columns - _entropy(table.ravel())) / ((rows + columns) / 2)


def ami(one: Array, other: Array) -> float:
    """The same less what chance gives (Vinh, Epps & Bailey 2010)."""
    table = _counts(one, other).astype(int)
    n, a, b = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    rows, columns = _entropy(a), _entropy(b)
    logs = np.array([lgamma(i + 1) for i in range(n + 1)])
    chance = 0.0
    for x in a:
        for y in b:
            k = np.arange(max(1, x + y - n), min(x, y) + 1)
            free = logs[x] + logs[y] + logs[n - x] + logs[n - y] - logs[n]
            ways = np.exp(free - logs[k] - logs[x - k] - logs[y - k] - logs[n - x - y + k])
            chance += float((k / n * np.log(n * k / (x * y)) * ways).sum())
    mutual = rows + columns - _entropy(table.ravel())
    return (mutual - chance) / ((rows + columns) / 2 - chance)


def complaints() -> tuple[list[str], Array]:
    with gzip.open(DATA / "airline_tweets" / "tweets.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["negativereason"] not in ("", "Can't Tell")]
    return [row["text"] for row in rows], np.array([row["negativereason"] for row in rows])


def labelled(texts: Sequence[str]) -> Array:
    labels = np.zeros(len(texts), dtype=int)
    for number, pile in enumerate(find_topics(texts, causes=causes_for(["transport"]))):
        labels[pile.rows] = number
    return labels


def airline() -> None:
    texts, reasons = complaints()
    rng = np.random.default_rng(0)
    first = rng.choice(len(texts), SAMPLE, replace=False)
    rest = np.setdiff1d(np.arange(len(texts)), first)
    print("airline complaints, 9 reasons, full coverage: NMI (bar 0.31; text.md taxonomy 0.308, unsupervised 0.201)")
    found = []
    for name, rows in (("chosen on", first), *((f"checked on {i + 1}", rest[i::3][:SAMPLE]) for i in range(3))):
        mine = [texts[row] for row in rows]
        begin = time.process_time()
        labels = labelled(mine)
        seconds = time.process_time() - begin
        found.append(nmi(labels, reasons[rows]))
        print(f"  {name:14} n {len(rows):5} NMI {found[-1]:.3f}  {seconds:.2f} CPU s")
    print(f"  mean {np.mean(found):.3f}")
    stability([texts[row] for row in first])


def stability(texts: list[str]) -> None:
    """The same comments in another order, and nine tenths of them: how alike are the topics? 1 is the same."""
    whole, rng = labelled(texts), np.random.default_rng(1)
    for name, size in (("shuffled", len(texts)), ("nine tenths", len(texts) * 9 // 10)):
        alike = []
        for _ in range(5):
            rows = rng.permutation(len(texts))[:size]
            alike.append(nmi(labelled([texts[row] for row in rows]), whole[rows]))
        print(f"  {name:14} NMI with the whole {np.mean(alike):.3f} (least {min(alike):.3f})")


def mini_bar() -> None:
    print("Mini-BAR, 3 x 200 reports in 41 to 45 groups: AMI of the groups alone (text.md 0.15 to 0.30)")
    for path in sorted((DATA / "text" / "mini_bar").glob("*clusters*.csv")):
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        found = groups(vectors([row["data"] for row in rows]), least=1)
        print(f"  {path.name.split('.')[0]:16} {ami(found, np.array([row['ground_truth'] for row in rows])):.3f}")


def _alterations(rng: np.random.Generator, words: Array) -> dict[str, Callable[[str], str]]:
    def changed(share: float) -> Callable[[str], str]:
        return lambda text: " ".join(str(rng.choice(words)) if rng.random() < share else w for w in text.split())

    def swapped(text: str) -> str:
        split = text.split()
        return " ".join(split[len(split) // 2 :] + split[: len(split) // 2])

    return {
        "new frame": lambda text: f"RT @someone: {text} https://t.co/x1 \U0001f602",
        "10 % words": changed(0.1),
        "20 % words": changed(0.2),
        "35 % words": changed(0.35),
        "cut to 70 %": lambda text: " ".join(text.split()[: max(1, int(0.7 * len(text.split())))]),
        "swapped": swapped,
    }


def duplicates() -> None:
    """4,000 tweets of over 50 letters, 600 altered six ways; a copy is found if it leads to its source."""
    tweets = (DATA / "text" / "tweeteval_val" / "sentiment_val_text.txt").read_text(encoding="utf-8").splitlines()
    every = list(dict.fromkeys(t for t in [*tweets, *complaints()[0][::4]] if len(t) > 50))
    rng = np.random.default_rng(0)
    texts = [every[i] for i in rng.choice(len(every), min(4000, len(every)), replace=False)]
    words = np.array([w for t in texts for w in t.split()])
    picked = rng.choice(len(texts), 600, replace=False)
    print("near-duplicates: recall (bar 0.85 at 20 % of words; text.md MinHash 0.81 with 13 pairs)")
    for name, least in (("shingles 0.35", 0.35), ("today", None)):
        begin = time.process_time()
        base = find_repeats(texts, least=least)
        speed = len(texts) / (time.process_time() - begin)
        source = np.where(base >= 0, base, np.arange(len(base)))
        said = []
        for kind, alter in _alterations(np.random.default_rng(1), words).items():
            found = find_repeats([*texts, *(alter(texts[i]) for i in picked)], least=least)[len(texts) :]
            right = (found >= 0) & (source[np.maximum(found, 0)] == source[picked])
            said.append(f"{kind} {right.mean():.3f}")
        print(f"  {name:14} {', '.join(said)}; pairs {int((base >= 0).sum())} of {len(texts)}; {speed:,.0f} texts/s")


def masking() -> None:
    texts = complaints()[0]
    begin = time.process_time()
    masked = [mask(text) for text in texts]
    speed = len(texts) / (time.process_time() - begin)
    left = sum("@" in m and "@\u2022" not in m for m in masked)
    print(f"masking: {speed:,.0f} texts/s, handles left readable in {left} of {len(texts)} tweets to airlines")


def main() -> None:
    airline()
    mini_bar()
    duplicates()
    masking()


if __name__ == "__main__":
    main()
