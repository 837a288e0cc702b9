"""The labelled texts the embedded reader learns from, and those it is only measured on.

To learn from: Mini-BAR (MIT), GoEmotions (Apache-2.0), XED (CC BY 4.0). Everything else is for measuring alone:
its licence does not clearly allow shipping what was learnt from it, and no training function here reads it.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

APPS = ("Garmin Connect", "Huawei Health", "Samsung Health")
POSITIVE = frozenset("admiration amusement approval caring excitement gratitude joy love optimism pride relief".split())
NEGATIVE = frozenset(
    "anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness".split()
)
XED_NAMES = ("", "anger", "anticipation", "disgust", "fear", "joy", "sadness", "surprise", "trust")
XED_POSITIVE = frozenset({"joy", "trust"})
XED_NEGATIVE = frozenset({"anger", "disgust", "fear", "sadness"})


@dataclass(frozen=True)
class Labelled:
    """A text with what is known of it; "" or None where its corpus does not say.

    `sentiment`: -1, 0, 1. `group`: the app, airline or video, never to stand on both sides of a measurement.
    """

    text: str
    language: str
    corpus: str
    sentiment: int | None = None
    anger: bool | None = None
    complaint: bool | None = None
    praise: bool | None = None
    group: str = ""
    names: frozenset[str] = field(default_factory=frozenset)


def mini_bar(folder: Path) -> Iterator[Labelled]:
    """App reviews: stars, and whether they report a problem, ask for a feature, or neither."""
    for app in APPS:
        for language in ("en", "fr"):
            with (folder / "text" / "mini_bar" / f"{app}.{language}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    stars = int(row["score"])
                    problem, request = row["problem_report"] == "1", row["feature_request"] == "1"
                    yield Labelled(
                        row["data"],
                        language,
                        "mini_bar",
                        sentiment=(stars > 3) - (stars < 3),
                        complaint=problem,
                        praise=stars > 3 and not problem and not request,
                        group=app,
                    )


def goemotions(folder: Path) -> Iterator[Labelled]:
    """Reddit comments with one or more of 27 emotions, or none of them."""
    home = folder / "text" / "goemotions"
    labels = (home / "labels.txt").read_text().split()
    parts = {
        "train": gzip.decompress((home / "train.tsv.gz").read_bytes()).decode(),
        "dev": (home / "dev.tsv").read_text(encoding="utf-8"),
        "test": (home / "test.tsv").read_text(encoding="utf-8"),
    }
    for part, table in parts.items():
        for line in table.splitlines():
            text, numbers, _ = line.split("\t")
            names = frozenset(labels[int(n)] for n in numbers.split(","))
            yield Labelled(
                text,
                "en",
                "goemotions",
                sentiment=_polarity(names, POSITIVE, NEGATIVE),
                anger=bool(names & {"anger", "annoyance"}) if not names & {"disapproval", "disgust"} else None,
                group=part,
                names=names,
            )


def xed(folder: Path) -> Iterator[Labelled]:
    """Lines of films with one or more of eight emotions; the French labels were carried over from other languages."""
    for language, name in (("en", "en-annotated"), ("fr", "fr-projections")):
        for line in (folder / "text" / "xed" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            text, _, numbers = line.rpartition("\t")
            if not text or not numbers.replace(",", "").replace(" ", "").isdigit():
                continue
            names = frozenset(XED_NAMES[int(n)] for n in numbers.split(","))
            sentiment = _polarity(names, XED_POSITIVE, XED_NEGATIVE)
            anger = "anger" in names
            yield Labelled(text, language, "xed", sentiment=sentiment, anger=anger, names=names)


def _polarity(names: frozenset[str], positive: frozenset[str], negative: frozenset[str]) -> int | None:
    """None where a text has both."""
    good, bad = bool(names & positive), bool(names & negative)
    return None if good and bad else int(good) - int(bad)


def training(folder: Path) -> list[Labelled]:
    """Everything whose licence clearly allows shipping what was learnt from it."""
    return [*mini_bar(folder), *goemotions(folder), *xed(folder)]


def tweets_en(folder: Path) -> list[Labelled]:
    """TweetEval, validation part: 2,000 tweets by sentiment. For measuring alone."""
    home = folder / "text" / "tweeteval_val"
    rows = zip(_lines(home / "sentiment_val_text.txt"), _lines(home / "sentiment_val_labels.txt"), strict=True)
    return [Labelled(text, "en", "tweeteval", sentiment=int(label) - 1) for text, label in rows]


def angry_tweets_en(folder: Path) -> list[Labelled]:
    """TweetEval, validation part: 374 tweets by emotion. For measuring alone."""
    home = folder / "text" / "tweeteval_val"
    rows = zip(_lines(home / "emotion_val_text.txt"), _lines(home / "emotion_val_labels.txt"), strict=True)
    return [Labelled(text, "en", "tweeteval", anger=label == "0") for text, label in rows]


def tweets_fr(folder: Path) -> list[Labelled]:
    """UMSAB, French, training and validation parts: 2,163 tweets by sentiment. For measuring alone."""
    home, found = folder / "text" / "umsab_fr", []
    for part in ("train", "val"):
        rows = zip(_lines(home / f"{part}_text.txt"), _lines(home / f"{part}_labels.txt"), strict=True)
        found += [Labelled(text, "fr", "umsab", sentiment=int(label) - 1, group=part) for text, label in rows]
    return found


def airline_tweets(folder: Path) -> list[Labelled]:
    """Tweets to six airlines. Nearly all negative ones name a reason to complain. For measuring alone."""
    path = folder / "airline_tweets" / "tweets.csv.gz"
    rows = csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8")))
    sign = {"negative": -1, "neutral": 0, "positive": 1}
    found = {row["tweet_id"] + row["text"]: row for row in rows}
    return [
        Labelled(
            row["text"],
            "en",
            "airline",
            sentiment=sign[row["airline_sentiment"]],
            complaint=row["airline_sentiment"] == "negative",
            praise=row["airline_sentiment"] == "positive",
            group=row["airline"],
        )
        for row in found.values()
    ]


def promotional_comments(folder: Path) -> list[Labelled]:
    """Comments of three videos, promotional or not (`complaint` stays open). For measuring alone."""
    found = []
    for path in sorted((folder / "text" / "youtube_spam").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names = frozenset({"promotional"} if row["CLASS"] == "1" else ())
                found.append(Labelled(row["CONTENT"], "en", "youtube", group=path.stem, names=names))
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
