"""The training script: the same texts give the same file, byte for byte, and it reads what it was taught."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from pratfall.text.features import words_of
from pratfall.text.model import HEADS, all_cues, loads, probabilities, scores
from tests.conftest import ROOT
from training import corpora
from training.corpora import Labelled
from training.lexicons import folded, packed
from training.linear import bytes_of, fit, seen
from training.train_reader import train

GOOD = {"en": "great lovely fine helpful nice sweet".split(), "fr": "super genial parfait utile joli doux".split()}
BAD = {"en": "awful rude broken late dirty slow".split(), "fr": "nul moche casse retard sale lent".split()}
OTHER = {"en": "the bus was there and it is".split(), "fr": "le bus est dans la rue et".split()}
LEXICONS = {"en": {"great": 3.0, "awful": -3.0}, "fr": {"super": 3.0, "nul": -3.0}}
TAUGHT = {"en": {"lovely": 2.0}, "fr": {"parfait": 2.0}}


def rows() -> list[Labelled]:
    """Three corpora of invented texts: good, bad and plain words among others."""
    rng, found = np.random.default_rng(7), []
    apps = (*corpora.APPS, "", "")
    for language in ("en", "fr"):
        for n in range(240):
            mood = n % 3 - 1
            pool = OTHER[language] + (GOOD[language] if mood > 0 else BAD[language] if mood < 0 else []) * 2
            text = " ".join(rng.choice(pool, size=6).tolist())
            corpus = ("mini_bar", "mini_bar", "mini_bar", "goemotions", "xed")[n // 3 % 5]
            names = frozenset({"joy"} if mood > 0 else {"annoyance"} if mood < 0 else {"neutral"})
            own = {"complaint": mood < 0, "praise": mood > 0} if corpus == "mini_bar" else {"anger": mood < 0}
            found.append(Labelled(text, language, corpus, sentiment=mood, group=apps[n // 3 % 5], names=names, **own))
    return found


@pytest.fixture(scope="module")
def blob() -> bytes:
    return train(rows(), LEXICONS, TAUGHT)


def test_training_twice_gives_the_same_bytes(blob: bytes) -> None:
    assert train(rows(), LEXICONS, TAUGHT) == blob


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_taught_is_read(blob: bytes, language: str) -> None:
    reader = loads(blob).readers[language]
    words = words_of([" ".join(GOOD[language][:3]), " ".join(BAD[language][:3])])
    found = probabilities(scores(words, reader, all_cues(words, reader.lexicon, language)), reader)
    good, bad = (dict(zip(HEADS, row, strict=True)) for row in found.tolist())
    assert good["polarity"] > 0.8 > 0.2 > bad["polarity"]
    assert bad["complaint"] > good["complaint"]
    assert good["praise"] > bad["praise"]


def test_bytes_of_weights_lose_next_to_nothing(blob: bytes) -> None:
    data = seen(["good day", "bad day", "good", "bad"] * 5, loads(blob).readers["en"].lexicon, "en")
    answer = np.array([True, False, True, False] * 5)
    head = fit(data, answer, np.ones(20), l2=1e-3, l2_cues=1e-3)
    tables, scales = bytes_of(head)
    again = np.concatenate([table * scale for table, scale in zip(tables, scales.tolist(), strict=True)])
    assert np.abs(again - head.pieces).max() <= scales.max() / 2 + 1e-12
    assert ((head.scores(data) > 0) == answer).all()


def test_lexicon_values_come_back() -> None:
    hashes, numbers = packed({"a": 1.0, "b": -2.0, "c": 9.0}, 1 / 25)
    assert (np.diff(hashes.astype(object)) > 0).all()
    assert sorted(numbers.tolist()) == [-50, 25, 127]
    assert folded("Été") == "ete"


def test_the_model_card_names_the_file_in_the_package() -> None:
    file = ROOT / "src" / "pratfall" / "text" / "models" / "embedded.bin"
    card = (ROOT / "docs" / "models" / "embedded.md").read_text(encoding="utf-8")
    assert hashlib.sha256(file.read_bytes()).hexdigest() in card


def test_only_clearly_licensed_texts_are_trained_on(shared_data: Path) -> None:
    assert {row.corpus for row in corpora.training(shared_data)} == {"mini_bar", "goemotions", "xed"}
    kept_out = {row.text for row in corpora.tweets_en(shared_data) + corpora.tweets_fr(shared_data)}
    assert not kept_out & {row.text for row in corpora.training(shared_data)}
