import json

import numpy as np
import pytest

from pratfall.stats.shares import wilson
from pratfall.text.heads import LEAST_PRIOR, MOST_CHOOSING, Head, enough, fit, from_dict, log_prior, softmax

CLASSES = ("negative", "unclear", "positive")
CENTRES = np.random.default_rng(5).normal(size=(3, 20))


def world(
    n: int, seed: int, spread: float = 2.0, shares: tuple[float, ...] = (0.4, 0.3, 0.3)
) -> tuple[np.ndarray, list[str]]:
    """Texts of three kinds as clouds of points around centres that are the same in every world."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(3, size=n, p=shares)
    return CENTRES[kind] + spread * rng.normal(size=(n, 20)), [CLASSES[k] for k in kind]


def taught(n: int = 150, seed: int = 1, prior: np.ndarray | None = None, spread: float = 2.0) -> Head:
    x, labels = world(n, seed, spread)
    return fit("t", x, labels, classes=CLASSES, encoder="e 1", rng=np.random.default_rng(0), prior=prior)


def right(head: Head, n: int = 4000, seed: int = 99, spread: float = 2.0) -> float:
    x, labels = world(n, seed, spread)
    return float(np.mean([CLASSES[k] == label for k, label in zip(head.predict(x).argmax(1), labels, strict=True)]))


def test_a_hundred_and_fifty_labels_come_near_the_best_possible() -> None:
    assert right(taught()) > right(taught(600)) - 0.06


def test_the_accuracy_told_holds_for_texts_never_labelled() -> None:
    inside = []
    for seed in range(10):
        head = taught(120, seed)
        low, high = wilson(head.hits, head.n, level=0.95)
        inside.append(low <= right(head) <= high)
    assert sum(inside) >= 8


def test_probabilities_mean_what_they_say() -> None:
    head = taught(150)
    x, labels = world(8000, 7)
    chances = head.predict(x)
    best, hit = chances.max(1), np.array([CLASSES[k] for k in chances.argmax(1)]) == np.array(labels)
    bins = np.digitize(best, np.linspace(0.3, 1.0, 8))
    gap = sum(abs(best[bins == b].mean() - hit[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    assert gap <= 0.06


def test_labels_that_say_nothing_leave_what_the_shipped_reader_says() -> None:
    rng = np.random.default_rng(3)
    truth = rng.choice(3, size=150)
    prior = np.full((150, 3), 0.1)
    prior[np.arange(150), truth] = 0.8
    noise = rng.normal(size=(150, 20))
    labels = [CLASSES[k] for k in truth]
    head = fit("t", noise, labels, classes=CLASSES, encoder="e 1", rng=np.random.default_rng(0), prior=prior)
    assert head.trust >= 0.5
    assert head.before == 150
    assert (head.predict(noise, prior).argmax(1) == truth).mean() > 0.97


def test_a_reader_that_is_wrong_is_not_believed() -> None:
    x, labels = world(200, 4, spread=0.5)
    wrong = np.full((200, 3), 0.05)
    wrong[np.arange(200), [(CLASSES.index(label) + 1) % 3 for label in labels]] = 0.9
    head = fit("t", x, labels, classes=CLASSES, encoder="e 1", rng=np.random.default_rng(0), prior=wrong)
    assert head.before == 0
    assert head.hits >= 190


def test_a_slow_twin_finds_the_same_minimum() -> None:
    """Plain gradient descent on the very loss of the docstring."""
    from pratfall.text.heads import _path, _space

    x, labels = world(60, 8)
    truth = np.array([CLASSES.index(label) for label in labels])
    found = _path(_space(x), truth, None, 3, 0.0, (0.5,), 500)[0.5]
    centred = (x - x.mean(0)) / np.sqrt(x.var(0).mean())
    w, b, penalty = np.zeros((3, 20)), np.zeros(3), 0.5 * 20
    for _ in range(8_000):
        rest = softmax(centred @ w.T + b) - np.eye(3)[truth]
        w, b = w - 0.006 * (rest.T @ centred + penalty * w), b - 0.006 * rest.sum(0)
    assert np.allclose(found.weights, w / np.sqrt(x.var(0).mean()), atol=1e-2)


def test_a_head_survives_being_written_down() -> None:
    head = taught()
    again = from_dict(json.loads(json.dumps(head.as_dict())))
    x, _ = world(50, 77)
    assert np.allclose(head.predict(x), again.predict(x), atol=1e-3)
    assert (again.n, again.hits, again.labels, again.encoder) == (head.n, head.hits, head.labels, head.encoder)


@pytest.mark.parametrize(
    ("key", "value"),
    [("weights", [[1.0]]), ("bias", [1.0]), ("temperature", 0.0), ("bias", [float("nan")] * 3)],
)
def test_a_damaged_head_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValueError, match="head"):
        from_dict({**taught().as_dict(), key: value})


def test_too_few_labels_are_refused() -> None:
    assert not enough(["a"] * 19)
    assert not enough(["a"] * 40)
    assert not enough(["a"] * 40 + ["b"])
    assert enough(["a"] * 18 + ["b"] * 2)
    with pytest.raises(ValueError, match="too few"):
        fit("t", np.zeros((3, 2)), ["a", "b", "a"], classes=("a", "b"), encoder="e", rng=np.random.default_rng(0))


def test_texts_the_shipped_reader_cannot_read_are_undecided() -> None:
    logs = log_prior(np.array([[np.nan, np.nan], [1.0, 0.0]]))
    assert logs[0].tolist() == [0.0, 0.0]
    assert np.isclose(logs[1, 0] - logs[1, 1], -np.log(LEAST_PRIOR))


def test_the_same_labels_give_the_same_head() -> None:
    assert np.array_equal(taught().weights, taught().weights)


def test_thousands_of_labels_are_learnt_from_at_once() -> None:
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(2 * MOST_CHOOSING, 12)).astype(np.float32)
    truth = (rows[:, 0] + rng.normal(scale=0.5, size=len(rows)) > 0).astype(int)
    labels = [("no", "yes")[kind] for kind in truth]
    head = fit("complaint", rows, labels, classes=("no", "yes"), encoder="e", rng=np.random.default_rng(0))
    best = float(((rows[:, 0] > 0) == truth).mean())
    assert abs(head.hits / head.n - best) < 0.01
    assert head.n == 2 * MOST_CHOOSING
    fresh = rng.normal(size=(4_000, 12)).astype(np.float32)
    assert ((head.predict(fresh)[:, 1] > 0.5) == (fresh[:, 0] > 0)).mean() > 0.97
