"""From labels to a head, with its accuracy on the organisation's own texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from pratfall.records.numbers import Estimate, Unit
from pratfall.reviews.readers.reading import Reading
from pratfall.stats.shares import wilson
from pratfall.text.heads import Head, enough, fit
from pratfall.text.taught import TASKS, prior

from .store import Label, Teaching

ENOUGH_TO_TELL = 100  # labels from which an accuracy is told: with fewer its interval is wider than 20 points
LEVEL = 0.95
SEED = 0  # which labels share a fold


@dataclass(frozen=True)
class Accuracy:
    """Share of the labelled texts read as the person reads them: by the head where it had not seen them, and before."""

    after: Estimate
    before: Estimate | None


def learn(store: Teaching, task: str, reading: Reading, *, now: datetime) -> Head | None:
    """A new version in use, from all labels of `task`; None while they are too few."""
    labels = store.labels(task)
    if not enough([label.label for label in labels]):
        return None
    head = taught(labels, task, reading)
    store.save(head, now=now)
    return head


def taught(labels: Sequence[Label], task: str, reading: Reading) -> Head:
    """Heads are taught on what the reader says without any: `reading.before`."""
    texts = [label.text for label in labels]
    features = reading.encoder.features(texts)
    return fit(
        task,
        features,
        [label.label for label in labels],
        classes=TASKS[task],
        encoder=reading.encoder.name,
        rng=np.random.default_rng(SEED),
        prior=prior(reading.before(texts, features), task),
    )


def accuracy(head: Head) -> Accuracy:
    return Accuracy(_share(head.hits, head.n), None if head.before is None else _share(head.before, head.n))


def _share(hits: int, n: int) -> Estimate:
    low, high = wilson(hits, n, level=LEVEL)
    return Estimate(hits / n, low, high, Unit.SHARE, LEVEL)
