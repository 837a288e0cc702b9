"""An organisation's own reading: what a hundred corrected labels teach, on top of what is read without them.

Multinomial logistic regression on features x (an encoder's vector, centred and scaled), whose logits start from those
of the reader that ships (p0) instead of from zero:

    P(k | x) proportional to exp( (trust log p0_k + w_k x + b_k) / temperature ),

    minimise  - sum log P(label | x) + (strength d / 2) sum_k |w_k|^2         (d features)

so that few labels move it little, and without evidence it says what the shipped reader says. Minimised by the bound of
Bohning (1992): the Hessian never exceeds (1/2) X'X, whose factor is computed once; every step lowers the loss.
`strength`, `trust` and the temperature (Guo et al. 2017) are chosen by cross-validated log-loss, and the accuracy told
is cross-validated too, by folds the choice has not seen, with Wilson's interval. From tens of thousands of labels the
choice looks at MOST_CHOOSING of them, a fifth held aside: the penalty is a prior, which does not grow with them.

Limits: labels of one person are that person's reading. The interval assumes the labelled texts were drawn like those
read later; labels picked because they were easy, or hard, do not tell about the others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Array = Any
FEWEST = 20  # labels, and two of them per class: below that nothing is fitted
FOLDS = 5
STRENGTHS = (0.03, 0.15, 0.6, 3.0)
TRUSTS = (0.0, 0.5, 1.0)
TEMPERATURES = tuple(np.exp(np.linspace(np.log(0.4), np.log(3.0), 13)))
MOST_CHOOSING = 4_000  # labels that strength, trust and temperature are chosen by
STEPS, ROUGH_STEPS = 200, 40  # of the fit that stays, and of those that only choose
SMALLEST_STEP = 1e-3
LEAST_PRIOR = 1e-3
DIGITS = 5  # of what is stored: more than a hundred labels can teach


@dataclass(frozen=True)
class Head:
    """One task. `hits` of `n` labels were read as the person did, by folds that had not seen them; `before` without."""

    task: str
    labels: tuple[str, ...]
    weights: Array  # (K, d)
    bias: Array  # (K,)
    trust: float
    temperature: float
    encoder: str  # name and version of what makes the features
    n: int
    hits: int
    before: int | None  # None where nothing that ships reads this task

    def predict(self, features: Array, prior: Array | None = None) -> Array:
        """(n, K) probabilities. `prior` (n, K): what the shipped reader says; NaN rows are taken as undecided."""
        return softmax(self._logits(features, prior) / self.temperature)

    def _logits(self, features: Array, prior: Array | None) -> Array:
        logits = features @ self.weights.T + self.bias
        return logits if prior is None else logits + self.trust * log_prior(prior)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "task": self.task,
            "labels": list(self.labels),
            "weights": np.round(self.weights, DIGITS).tolist(),
            "bias": np.round(self.bias, DIGITS).tolist(),
            "trust": self.trust,
            "temperature": round(self.temperature, DIGITS),
            "encoder": self.encoder,
            "n": self.n,
            "hits": self.hits,
            "before": self.before,
        }


def from_dict(given: Mapping[str, Any]) -> Head:
    """Raises KeyError, TypeError or ValueError where `given` is no head."""
    weights, bias = np.array(given["weights"], dtype=float), np.array(given["bias"], dtype=float)
    labels = tuple(str(label) for label in given["labels"])
    before = given["before"]
    if weights.ndim != 2 or weights.shape[0] != len(labels) or bias.shape != (len(labels),):
        raise ValueError(f"a head of {len(labels)} labels with weights {weights.shape} and bias {bias.shape}")
    if not (np.isfinite(weights).all() and np.isfinite(bias).all() and float(given["temperature"]) > 0):
        raise ValueError("a head with numbers that are none")
    return Head(
        task=str(given["task"]),
        labels=labels,
        weights=weights,
        bias=bias,
        trust=float(given["trust"]),
        temperature=float(given["temperature"]),
        encoder=str(given["encoder"]),
        n=int(given["n"]),
        hits=int(given["hits"]),
        before=None if before is None else int(before),
    )


def enough(labels: Sequence[str]) -> bool:
    """Whether `fit` may be asked: FEWEST labels of at least two kinds, each at least twice."""
    counts = [list(labels).count(label) for label in set(labels)]
    return len(labels) >= FEWEST and len(counts) >= 2 and min(counts) >= 2


def fit(
    task: str,
    features: Array,
    labels: Sequence[str],
    *,
    classes: Sequence[str],
    encoder: str,
    rng: np.random.Generator,
    prior: Array | None = None,
) -> Head:
    """A head for `labels` (n,), whose possible values are `classes`, on `features` (n, d). ValueError if too few."""
    if not enough(labels):
        raise ValueError(f"{len(labels)} labels are too few")
    truth = np.array([list(classes).index(label) for label in labels])
    start = None if prior is None else log_prior(np.asarray(prior, dtype=float))
    folds = _folds(truth, rng)
    features, back = _shortened(features)
    outside = np.zeros((len(truth), len(classes)))
    for fold in range(FOLDS):
        seen = folds != fold
        inner = _chosen(features[seen], truth[seen], _rows(start, seen), len(classes), folds[seen])
        outside[~seen] = inner.logits(features[~seen], _rows(start, ~seen))
    final = _chosen(features, truth, start, len(classes), folds)
    return Head(
        task=task,
        labels=tuple(classes),
        weights=final.weights @ back,
        bias=final.bias,
        trust=final.trust,
        temperature=final.temperature,
        encoder=encoder,
        n=len(truth),
        hits=int((outside.argmax(axis=1) == truth).sum()),
        before=None if start is None else int((start.argmax(axis=1) == truth).sum()),
    )


def softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def log_prior(prior: Array) -> Array:
    """Log-probabilities around their mean; undecided rows are zero."""
    logs = np.log(np.clip(np.nan_to_num(prior, nan=1.0), LEAST_PRIOR, None))
    return logs - logs.mean(axis=1, keepdims=True)


@dataclass(frozen=True)
class _Fitted:
    weights: Array
    bias: Array
    trust: float
    temperature: float = 1.0

    def logits(self, features: Array, start: Array | None) -> Array:
        own = features @ self.weights.T + self.bias
        return own if start is None else own + self.trust * start


def _chosen(features: Array, truth: Array, start: Array | None, classes: int, folds: Array) -> _Fitted:
    """Fitted with the strength and trust whose cross-validated log-loss is least, and its temperature."""
    some = _spread(len(truth), folds)
    trust, strength, temperature = _choice(features[some], truth[some], _rows(start, some), classes, folds[some])
    fitted = _path(_space(features), truth, start, classes, trust, (strength,), STEPS)[strength]
    return replace(fitted, temperature=temperature)


def _choice(
    features: Array, truth: Array, start: Array | None, classes: int, folds: Array
) -> tuple[float, float, float]:
    """Trust, strength, temperature."""
    trusts = (0.0,) if start is None else TRUSTS
    outside = {(trust, strength): np.zeros((len(truth), classes)) for trust in trusts for strength in STRENGTHS}
    asked = np.unique(folds)[: 1 if len(truth) >= MOST_CHOOSING else None]  # hundreds held aside tell enough
    for fold in asked:
        seen = folds != fold
        space = _space(features[seen])
        for trust in trusts:
            path = _path(space, truth[seen], _rows(start, seen), classes, trust, STRENGTHS, ROUGH_STEPS)
            for strength, fitted in path.items():
                outside[trust, strength][~seen] = fitted.logits(features[~seen], _rows(start, ~seen))
    best = (np.inf, 0.0, STRENGTHS[-1], 1.0)
    told = np.isin(folds, asked)
    for (trust, strength), logits in outside.items():
        losses = [_loss(logits[told] / t, truth[told]) for t in TEMPERATURES]
        best = min(best, (min(losses), trust, strength, float(TEMPERATURES[int(np.argmin(losses))])))
    return best[1:]


def _spread(n: int, folds: Array) -> Array:
    """Rows, at most MOST_CHOOSING, as many of each fold."""
    if n <= MOST_CHOOSING:
        return np.arange(n)
    order = np.argsort(folds, kind="stable")
    some: Array = order[np.linspace(0, n - 1, MOST_CHOOSING).astype(int)]
    return some


@dataclass(frozen=True)
class _Space:
    """Rows in the directions they span, a hundred numbers instead of hundreds, and the way back."""

    low: Array  # (n, r), orthogonal columns
    back: Array  # (r, d)
    centre: Array  # (d,)
    penalty: float  # per unit of strength


def _space(features: Array) -> _Space:
    centre = features.mean(axis=0, dtype=float)
    scale = float(np.sqrt(features.var(axis=0, dtype=float).mean())) or 1.0  # one number: the same fit in any axes
    centred = ((features - centre) / scale).astype(features.dtype)
    wide = centred.shape[0] < centred.shape[1]
    gram = (centred @ centred.T if wide else centred.T @ centred).astype(float)
    squares, axes = np.linalg.eigh(gram)
    kept = squares > 1e-12 * max(squares.max(initial=0.0), 1e-12)
    size, axes = np.sqrt(squares[kept]), axes[:, kept]
    low, back = (axes * size, (axes / size).T @ centred) if wide else (centred @ axes.astype(features.dtype), axes.T)
    return _Space(low, back / scale, centre, float(features.shape[1]))


def _path(
    space: _Space,
    truth: Array,
    start: Array | None,
    classes: int,
    trust: float,
    strengths: Sequence[float],
    steps: int,
) -> dict[float, _Fitted]:
    """One fit per strength, from the strongest: each begins where the last one ended."""
    offset = np.zeros((len(truth), classes)) if start is None else trust * start
    found = {}
    own, bias = np.zeros((classes, space.low.shape[1])), np.zeros(classes)
    for strength in sorted(strengths, reverse=True):
        own, bias = _minimised(space.low, truth, offset, strength * space.penalty, own, bias, steps)
        weights = own @ space.back
        found[strength] = _Fitted(weights, bias - weights @ space.centre, trust)
    return found


def _minimised(
    low: Array, truth: Array, offset: Array, penalty: float, own: Array, bias: Array, steps: int
) -> tuple[Array, Array]:
    """Columns of `low` are orthogonal, so that the bound of the Hessian is a diagonal."""
    wanted = np.eye(offset.shape[1])[truth]
    curve, flat = 0.5 * np.einsum("ij,ij->j", low, low, dtype=float) + penalty, 0.5 * len(truth)
    before, ahead, pace = (own, bias), (own, bias), 1.0
    for _ in range(steps):  # Nesterov's momentum on the bound's steps
        rest = softmax(low @ ahead[0].T.astype(low.dtype) + ahead[1] + offset) - wanted
        uphill = rest.T.astype(low.dtype) @ low + penalty * ahead[0]
        now = (ahead[0] - uphill / curve, ahead[1] - rest.sum(axis=0) / flat)
        faster = 0.5 * (1.0 + math.sqrt(1.0 + 4.0 * pace**2))
        push = (pace - 1.0) / faster
        moved = max(np.abs(now[0] - before[0]).max(initial=0.0), np.abs(now[1] - before[1]).max())
        ahead = (now[0] + push * (now[0] - before[0]), now[1] + push * (now[1] - before[1]))
        before, pace = now, faster
        if moved < SMALLEST_STEP:
            break
    return before


def _folds(truth: Array, rng: np.random.Generator) -> Array:
    """(n,) fold of each row; every class is spread over all of them."""
    folds = np.empty(len(truth), dtype=int)
    order = rng.permutation(len(truth))
    order = order[np.argsort(truth[order], kind="stable")]
    folds[order] = np.arange(len(truth)) % FOLDS
    return folds


def _loss(logits: Array, truth: Array) -> float:
    chances = softmax(logits)[np.arange(len(truth)), truth]
    return float(-np.log(np.clip(chances, 1e-12, None)).mean())


def _shortened(features: Array) -> tuple[Array, Array]:
    """Rows by their coordinates in the space they span, which loses nothing, and the way back (r, d)."""
    if features.shape[0] >= features.shape[1]:
        return features, np.eye(features.shape[1])
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    return u * s, vt


def _rows(start: Array | None, mask: Array) -> Array | None:
    return None if start is None else start[mask]
