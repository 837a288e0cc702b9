"""How well the embedded reader reads, on texts it never saw: every number of research part 6 that is its own.

    ./run bench text            all of reading
    python -m benchmarks.text_reader [--fast]    this part; --fast leaves out what must be trained anew

Needs the real data beside the project (PRATFALL_TEST_DATA, or ../shared/data). TweetEval, UMSAB, the airline tweets and
the promotional comments are for measuring alone. Where a test of the research is not here its nearest kin is, and the
name says so. ECE: mean gap between probability and share, ten bins of equal size. "shifted" ECE: after moving all
probabilities by the one number that gives the corpus its own share, which no reader can know beforehand.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import rankdata

from pratfall.text.language import find_languages
from pratfall.text.model import load
from pratfall.text.questions import find_questions
from pratfall.text.read import TextScores, read_texts
from training import corpora
from training.corpora import APPS, Labelled
from training.linear import seen
from training.train_reader import TASKS, trained, vocabulary

Array = Any
DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
Line = tuple[str, str, str, str]  # task, test, number, bar or what was there before


def auc(score: Array, answer: Array) -> float:
    """Share of pairs in the right order."""
    ranks, yes = rankdata(score), int(answer.sum())
    return float((ranks[answer].sum() - yes * (yes + 1) / 2) / (yes * (len(answer) - yes)))


def macro_recall(answer: Array, said: Array) -> float:
    return float(np.mean([(said[answer == k] == k).mean() for k in np.unique(answer)]))


def macro_f1(answer: Array, said: Array) -> float:
    both = [(answer == k, said == k) for k in np.unique(answer)]
    return float(np.mean([2 * (a & s).sum() / max(a.sum() + s.sum(), 1) for a, s in both]))


def ece(probability: Array, answer: Array, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015), bins of equal size."""
    order = np.argsort(probability, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(p) * abs(probability[p].mean() - answer[p].mean()) for p in parts) / len(order))


def shifted(probability: Array, answer: Array) -> Array:
    """All probabilities moved by one number on the logit scale, so that they add up to the share there is."""
    raw = logit(np.clip(probability, 1e-6, 1 - 1e-6))
    return expit(raw + brentq(lambda move: expit(raw + move).mean() - answer.mean(), -20, 20))


def read(rows: Sequence[Labelled]) -> TextScores:
    return read_texts([row.text for row in rows], given=[row.language for row in rows])


def top_ece(sentiment: Array, answer: Array) -> float:
    return ece(sentiment.max(axis=1), (sentiment.argmax(axis=1) == answer).astype(float))


def sentiment_lines() -> Iterator[Line]:
    tests = (
        ("EN, TweetEval val (2,000; test kept aside)", corpora.tweets_en(DATA), "58 macro-recall (test)"),
        ("EN, airline tweets (14,485)", corpora.airline_tweets(DATA), ""),
        ("FR, UMSAB train+val (2,163; test kept aside)", corpora.tweets_fr(DATA), "57 macro-F1 (test); lexicon 55.3"),
    )
    for name, rows, bar in tests:
        scores = read(rows)
        answer = np.array([row.sentiment or 0 for row in rows]) + 1
        said = scores.sentiment.argmax(axis=1)
        yield "sentiment", name, f"recall {macro_recall(answer, said):.3f}  F1 {macro_f1(answer, said):.3f}", bar
        charged = answer != 1
        lean = scores.sentiment[:, 2] - scores.sentiment[:, 0]
        right, order = ((lean > 0) == (answer == 2))[charged].mean(), auc(lean[charged], answer[charged] == 2)
        yield "positive or negative", name, f"accuracy {right:.3f}  AUC {order:.3f}", "0.70"
        sure, correct = scores.sure, said == answer
        yield (
            "sure",
            name,
            f"{sure.mean():.2f} are, right {correct[sure].mean():.3f}, the others {correct[~sure].mean():.3f}",
            "",
        )
        yield "ECE sentiment", name, f"{top_ece(scores.sentiment, answer):.3f}", "0.05"


def binary(name: str, test: str, probability: Array, answer: Array, bar: str) -> Iterator[Line]:
    yield name, test, f"AUC {auc(probability, answer):.3f}", bar
    moved = ece(shifted(probability, answer), answer)
    shares = f"(share {answer.mean():.2f}, said {probability.mean():.2f})"
    text = f"{ece(probability, answer):.3f}, shifted {moved:.3f} {shares}"
    yield f"ECE {name}", test, text, "0.05"


def head_lines() -> Iterator[Line]:
    rows = corpora.angry_tweets_en(DATA)
    answer = np.array([bool(row.anger) for row in rows])
    yield from binary("anger", "EN, TweetEval emotion val (374; test kept aside)", read(rows).anger, answer, "AUC 0.82")
    rows = corpora.airline_tweets(DATA)
    scores = read(rows)
    answer = np.array([bool(row.complaint) for row in rows])
    yield from binary("complaint", "EN, airline negatives", scores.complaint, answer, "AUC 0.81 (complaint tweets)")
    answer = np.array([bool(row.praise) for row in rows])
    yield from binary("praise", "EN, airline positives", scores.praise, answer, "")
    for rows, name in ((corpora.promotional_comments(DATA), "YouTube, three videos"),):
        answer = np.array(["promotional" in row.names for row in rows])
        yield from binary("spam", name, read(rows).spam, answer, "rule")


# Of 100 airline tweets drawn with seed 2612, those that want an answer: read by one person before the rule was asked.
WANTED = tuple(map(int, "2 6 8 24 26 28 31 39 43 54 55 63 64 65 67 73 75 77 78 81 84 91 94 95 97 99".split()))


def question_lines() -> Iterator[Line]:
    raw = gzip.decompress((DATA / "airline_tweets" / "tweets.csv.gz").read_bytes()).decode()
    texts = [row["text"] for row in csv.DictReader(io.StringIO(raw))]
    drawn = [texts[i] for i in np.random.default_rng(2612).choice(len(texts), 100, replace=False)]
    answer = np.isin(np.arange(100), WANTED)
    for name, said in (("rule", find_questions(drawn, ["en"] * 100)), ("a mark", np.array(["?" in t for t in drawn]))):
        right = (said & answer).sum()
        numbers = f"precision {right / said.sum():.2f}  recall {right / answer.sum():.2f}"
        yield "question", f"EN, 100 fresh airline tweets, {name}", numbers, "F1 0.74 to 0.90"


def left_out_lines() -> Iterator[Line]:
    """Mini-BAR with the app left out: the same heads, trained without it in both languages, on all other texts."""
    rows = corpora.training(DATA)
    own = {language: [row for row in rows if row.language == language] for language in ("en", "fr")}
    data = {
        language: seen([row.text for row in some], load().readers[language].lexicon, language)
        for language, some in own.items()
    }
    for language in ("en", "fr"):
        for name, bar in (("complaint", "F1 0.88 (FR)"), ("praise", "F1 0.92 (FR)")):
            task, probability, truth, alone = TASKS[language][name], [], [], []
            for app in APPS:
                kept = {key: [i for i, row in enumerate(some) if row.group != app] for key, some in own.items()}
                others = ([own["en"][i] for i in kept["en"]], data["en"][kept["en"]]) if language == "fr" else None
                mine = [own[language][i] for i in kept[language]]
                head, slope, shift = trained(mine, data[language][kept[language]], task, others)
                asked = [i for i, row in enumerate(own[language]) if row.group == app]
                score = head.scores(data[language][asked])
                answer = np.array([bool(task.answer(own[language][i])) for i in asked])
                alone.append(macro_f1(answer, score > 0))
                truth.append(answer)
                probability.append(np.column_stack([score, expit(slope * score + shift)]))
            answer, both = np.concatenate(truth), np.concatenate(probability)
            f1 = f"F1 {macro_f1(answer, both[:, 0] > 0):.3f} (mean of apps {np.mean(alone):.3f})"
            order, gap = f"AUC {auc(both[:, 0], answer):.3f}", f"ECE {ece(both[:, 1], answer):.3f}"
            yield name, f"{language.upper()}, Mini-BAR, app left out", f"{f1}  {order}  {gap}", bar


def language_lines() -> Iterator[Line]:
    """Lines of films are among what the vocabulary was counted in: here it is counted without those that are asked."""
    rows = corpora.training(DATA)
    asked = [i for i, row in enumerate(rows) if row.corpus == "xed" and 8 <= len(row.text) <= 40]
    left_out = frozenset(asked[::2])
    known, odds = vocabulary([row for i, row in enumerate(rows) if i not in left_out])
    model = replace(load(), vocabulary=known, log_odds=odds.astype(np.float32) / 20)
    with patch("pratfall.text.language.load", lambda: model):
        yield from _language_lines([rows[i] for i in asked[::2]])


def _language_lines(lines: list[Labelled]) -> Iterator[Line]:
    tests = (
        ("film lines of 8 to 40 letters", [row for i, row in enumerate(lines) if i % 4 == 0], "0.97"),
        ("EN and FR tweets", corpora.tweets_en(DATA) + corpora.tweets_fr(DATA), ""),
        ("airline tweets", corpora.airline_tweets(DATA)[:3000], ""),
        ("three words of film lines", [_cut(row, 3) for i, row in enumerate(lines) if i % 4 == 1], "unsure, not wrong"),
        ("two words of film lines", [_cut(row, 2) for i, row in enumerate(lines) if i % 4 == 2], "unsure, not wrong"),
    )
    for name, rows, bar in tests:
        truth = np.array([row.language for row in rows], dtype=object)
        for allowed, kind in ((None, "18 languages"), (("en", "fr"), "EN and FR allowed")):
            said = find_languages([row.text for row in rows], languages=allowed)
            right, open_ = (said == truth).mean(), (said == "").mean()
            numbers = f"right {right:.3f}  unsure {open_:.3f}  wrong {1 - right - open_:.3f}"
            yield "language", f"{name}, {kind} ({len(rows):,})", numbers, bar


def _cut(row: Labelled, words: int) -> Labelled:
    return Labelled(" ".join(row.text.split()[:words]), row.language, row.corpus)


def speed_lines() -> Iterator[Line]:
    texts = [row.text for row in corpora.airline_tweets(DATA)][:10_000]
    french = [row.text for row in corpora.tweets_fr(DATA)]
    read_texts(texts[:100] + french[:100])
    short = [row.text for row in corpora.mini_bar(DATA) if len(row.text) < 80]
    for name, some in (("EN tweets", texts), ("FR tweets", french), ("EN and FR reviews under 80 letters", short)):
        start = time.process_time()
        read_texts(some)
        taken = time.process_time() - start
        yield (
            "speed",
            f"{name}, mean {np.mean([len(t) for t in some]):.0f} letters",
            f"{len(some) / taken:,.0f} per CPU second",
            "10,000 per core",
        )
    start = time.perf_counter()
    code = "from pratfall.text.read import read_texts; read_texts(['Hello there, is anybody in?', 'bonjour à tous'])"
    subprocess.run([sys.executable, "-c", code], check=True)
    yield "start", "a new process reads two texts", f"{time.perf_counter() - start:.2f} s", "1 s"
    size = sum(f.stat().st_size for f in (Path(corpora.__file__).parents[1] / "src/pratfall/text/models").iterdir())
    yield "size", "files in the package", f"{size / 1e6:.2f} MB", "10 MB"


def lines(fast: bool = False) -> Iterator[Line]:
    yield from sentiment_lines()
    yield from head_lines()
    yield from question_lines()
    yield from language_lines()
    yield from speed_lines()
    if not fast:
        yield from left_out_lines()


def main() -> None:
    for task, test, number, bar in lines("--fast" in sys.argv):
        print(f"{task:22s} {test:58s} {number}{f'   [{bar}]' if bar else ''}", flush=True)


if __name__ == "__main__":
    main()
