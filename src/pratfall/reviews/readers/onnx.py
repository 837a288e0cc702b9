"""Heavy tier: a transformer that classifies sentiment, from a folder the user provides, run by ONNX Runtime.

    model.onnx        inputs input_ids, attention_mask (and token_type_ids); output logits (n, K)
    tokenizer.json    of the `tokenizers` library
    config.json       with id2label, which says what each logit means; a file without it is refused, because a wrong
                      guess would turn praise into complaint

Labels are understood by name, in any order: negative, neutral, positive (English or French), or 1 to 5 stars.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from pratfall.errors import SettingsError

Array = Any
FILES = ("model.onnx", "tokenizer.json", "config.json")
MOST_TOKENS = 512
LONGEST = 4_000  # characters given to the tokenizer
AT_ONCE = 32
NEGATIVE, UNCLEAR, POSITIVE = range(3)
MEANT: Mapping[str, int] = {
    **dict.fromkeys(
        ("negative", "neg", "négatif", "negatif", "very negative", "1 star", "1 stars", "2 stars"), NEGATIVE
    ),
    **dict.fromkeys(("neutral", "neu", "neutre", "unclear", "mixed", "3 stars"), UNCLEAR),
    **dict.fromkeys(("positive", "pos", "positif", "very positive", "4 stars", "5 stars"), POSITIVE),
}
WORDS = re.compile(r"[\s_-]+")


class OnnxClassifier:
    """`name`: the folder's name and the first digits of the model's checksum. `languages`: as its config says."""

    def __init__(self, folder: Path) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise SettingsError("model_file_missing", folder=str(folder), file=name)
        config = _config(folder)
        self.classes = _classes(config, folder)
        self.languages = _languages(config)
        self.name = f"{folder.name} {_checksum(folder / 'model.onnx')}"
        self._multi = config.get("problem_type") == "multi_label_classification"
        self._tokens = _tokenizer(folder, config)
        self._session = _session(folder)
        self._inputs = [given.name for given in self._session.get_inputs()]

    def sentiment(self, texts: Sequence[str]) -> Array:
        """(n, 3) float: negative, unclear, positive; NaN for empty texts. Long texts are read at their beginning."""
        found = np.full((len(texts), 3), np.nan)
        rows = sorted((i for i, text in enumerate(texts) if text.strip()), key=lambda i: len(texts[i]))
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            found[some] = self._classified([texts[i][:LONGEST] for i in some])
        return found

    def _classified(self, texts: Sequence[str]) -> Array:
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encoded = self._tokens.encode_batch(clean)
        columns = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        given = {name: np.array(columns[name], dtype=np.int64) for name in self._inputs if name in columns}
        logits = np.asarray(self._session.run(None, given)[0], dtype=float)
        if logits.shape != (len(texts), len(self.classes)):
            raise SettingsError("model_labels_differ", labels=len(self.classes), outputs=int(logits.shape[-1]))
        chances = 1.0 / (1.0 + np.exp(-logits)) if self._multi else np.exp(logits - logits.max(axis=1, keepdims=True))
        added = chances @ np.eye(3)[list(self.classes)]  # stars: several outputs for one meaning
        whole: Array = added / added.sum(axis=1, keepdims=True)
        return whole


def _config(folder: Path) -> Mapping[str, Any]:
    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SettingsError("model_unreadable", folder=str(folder), detail=f"config.json: {error}") from error
    if not isinstance(found, dict):
        raise SettingsError("model_unreadable", folder=str(folder), detail="config.json")
    return found


def _classes(config: Mapping[str, Any], folder: Path) -> tuple[int, ...]:
    """What each logit means. Names are believed, never positions."""
    names = config.get("id2label")
    if (
        not names
        or not isinstance(names, dict)
        or sorted(names, key=str) != sorted((str(i) for i in range(len(names))), key=str)
    ):
        raise SettingsError("model_without_labels", folder=str(folder))
    said = [WORDS.sub(" ", str(names[str(i)]).strip().lower()) for i in range(len(names))]
    if any(name not in MEANT for name in said) or not {NEGATIVE, POSITIVE} <= {MEANT[name] for name in said}:
        raise SettingsError("model_labels_unknown", folder=str(folder), labels=", ".join(said))
    return tuple(MEANT[name] for name in said)


def _languages(config: Mapping[str, Any]) -> tuple[str, ...]:
    said = config.get("language") or config.get("languages") or ()
    return tuple(str(code).lower()[:2] for code in ([said] if isinstance(said, str) else said))


def _checksum(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()[:12]


def _tokenizer(folder: Path, config: Mapping[str, Any]) -> Any:
    try:
        tokenizer = import_module("tokenizers").Tokenizer
    except ImportError as error:
        raise SettingsError("extra_missing", extra="onnx", model="onnx", detail=str(error)) from error
    tokens = _loaded(folder, "tokenizer.json", tokenizer.from_file)
    # Two places less than the table of positions: some families count from two.
    most = min(MOST_TOKENS, int(config.get("max_position_embeddings") or MOST_TOKENS + 2) - 2)
    pad = int(config.get("pad_token_id") or 0)
    tokens.enable_truncation(max_length=max(most, 2))
    tokens.enable_padding(pad_id=pad, pad_token=tokens.id_to_token(pad) or "[PAD]")
    return tokens


def _session(folder: Path) -> Any:
    try:
        onnxruntime = import_module("onnxruntime")
    except ImportError as error:
        raise SettingsError("extra_missing", extra="onnx", model="onnx", detail=str(error)) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    cpu = ["CPUExecutionProvider"]
    return _loaded(folder, "model.onnx", lambda path: onnxruntime.InferenceSession(path, options, providers=cpu))


def _loaded(folder: Path, name: str, load: Callable[[str], Any]) -> Any:
    """Both libraries raise errors of no class one could name for whatever a file holds; a future hands them over."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        made = pool.submit(load, str(folder / name))
        error = made.exception()
    if error is not None:
        raise SettingsError("model_unreadable", folder=str(folder), detail=f"{name}: {error}") from error
    return made.result()
