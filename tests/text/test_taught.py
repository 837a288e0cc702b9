import numpy as np
import pytest

from pratfall.text.encoders import HashedWords
from pratfall.text.heads import Head, fit
from pratfall.text.read import read_texts
from pratfall.text.taught import TASKS, overlay, prior

ENCODER = HashedWords()


def head(task: str, good: str, bad: str) -> Head:
    """Taught that texts with `good` get the last answer and texts with `bad` the first."""
    texts, labels = [good] * 15 + [bad] * 15, [TASKS[task][-1]] * 15 + [TASKS[task][0]] * 15
    rng = np.random.default_rng(0)
    return fit(task, ENCODER.features(texts), labels, classes=TASKS[task], encoder=ENCODER.name, rng=rng)


def read(texts: list[str], *heads: Head, multilingual: bool = False):  # type: ignore[no-untyped-def]
    known = {h.task: h for h in heads}
    features = ENCODER.features(texts)
    return overlay(read_texts(texts), known, features, texts, reader=ENCODER.name, multilingual=multilingual)


def test_taught_sentiment_keeps_its_order_and_adds_up_to_one() -> None:
    found = read(["our blue boat sails", "our grey boat sails"], head("sentiment", "blue boat", "grey boat"))
    assert found.sentiment.argmax(axis=1).tolist() == [2, 0]
    assert np.allclose(found.sentiment.sum(axis=1), 1.0)


def test_tasks_nobody_taught_stay_as_they_were() -> None:
    texts = ["our blue boat sails", "where is my parcel?"]
    found, plain = read(texts, head("praise", "blue boat", "grey boat")), read_texts(texts)
    assert np.array_equal(found.sentiment, plain.sentiment, equal_nan=True)
    assert np.array_equal(found.question, plain.question, equal_nan=True)
    assert found.praise[0] > 0.5


def test_unread_languages_and_empty_texts_stay_unread_unless_the_encoder_knows_all_languages() -> None:
    texts = ["когда вы ответите", "", "our blue boat"]
    lone = read(texts, head("praise", "blue boat", "grey boat"))
    assert np.isnan(lone.praise[:2]).all()
    both = read(texts, head("praise", "blue boat", "grey boat"), multilingual=True)
    assert np.isfinite(both.praise).tolist() == [True, False, True]
    assert both.support.tolist()[:2] == ["partial", "none"]
    assert not both.sure[:2].any()


def test_nothing_taught_changes_nothing() -> None:
    texts = ["our blue boat"]
    assert read(texts).model == read_texts(texts).model


def test_a_head_of_another_encoder_or_of_other_answers_is_refused() -> None:
    mine = head("praise", "blue boat", "grey boat")
    texts = ["our blue boat"]
    with pytest.raises(ValueError, match="taught on"):
        overlay(read_texts(texts), {"praise": mine}, ENCODER.features(texts), texts, reader="x", multilingual=False)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_something_to_start_from(task: str) -> None:
    start = prior(read_texts(["The soup was lovely", "Вы тут"]), task)
    assert start.shape == (2, len(TASKS[task]))
    assert np.isclose(start[0].sum(), 1.0)
    assert np.isnan(start[1]).all()
