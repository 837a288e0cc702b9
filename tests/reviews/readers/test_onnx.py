import json
import sys
from pathlib import Path

import numpy as np
import pytest

from pratfall.errors import SettingsError
from pratfall.reviews.readers.onnx import OnnxClassifier
from tests.reviews.readers.tiny_model import make

GOOD, BAD, DULL = "The soup was lovely", "The parcel is late", "The parcel today"


def refused(folder: Path) -> str:
    with pytest.raises(SettingsError) as error:
        OnnxClassifier(folder)
    return error.value.code


def test_a_model_from_a_folder_reads_sentiment(tmp_path: Path) -> None:
    reader = OnnxClassifier(make(tmp_path / "tiny"))
    found = reader.sentiment([BAD, DULL, GOOD])
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.allclose(found.sum(axis=1), 1.0)
    assert reader.languages == ("en", "fr")


def test_labels_in_another_order_mean_the_same(tmp_path: Path) -> None:
    usual = OnnxClassifier(make(tmp_path / "a")).sentiment([BAD, DULL, GOOD])
    other = OnnxClassifier(make(tmp_path / "b", labels={"0": "positive", "1": "negative", "2": "neutral"}))
    assert np.allclose(other.sentiment([BAD, DULL, GOOD]), usual, atol=1e-6)


def test_two_labels_leave_nothing_unclear(tmp_path: Path) -> None:
    reader = OnnxClassifier(make(tmp_path / "m", labels={"0": "negative", "1": "positive"}))
    assert reader.sentiment([GOOD])[0].tolist()[1] == 0.0


def test_a_model_without_names_for_its_labels_is_refused(tmp_path: Path) -> None:
    for i, wrong in enumerate([None, {}, ["negative", "positive"], {"1": "negative", "2": "positive"}]):
        folder = make(tmp_path / str(i), config={"id2label": wrong})
        assert refused(folder) == "model_without_labels"


def test_names_nobody_understands_are_refused_and_not_guessed(tmp_path: Path) -> None:
    folder = make(tmp_path / "m", config={"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}})
    assert refused(folder) == "model_labels_unknown"
    folder = make(tmp_path / "n", config={"id2label": {"0": "neutral", "1": "positive", "2": "positive"}})
    assert refused(folder) == "model_labels_unknown"


def test_more_names_than_outputs_are_noticed(tmp_path: Path) -> None:
    names = {str(i): f"{i + 1} stars" for i in range(5)}
    reader = OnnxClassifier(make(tmp_path / "m", config={"id2label": names}))
    with pytest.raises(SettingsError, match="model_labels_differ"):
        reader.sentiment([GOOD])


def test_over_long_and_empty_and_hostile_texts_are_read_or_left(tmp_path: Path) -> None:
    reader = OnnxClassifier(make(tmp_path / "m"))
    long = "lovely " * 30 + "bad " * 100_000
    found = reader.sentiment([long, "", "   ", "😀" * 10_000, "bad \ud800 bad"])
    assert found[0].argmax() == 2
    assert np.isnan(found[1:3]).all()
    assert not np.isnan(found[3:]).any()
    assert reader.sentiment([]).shape == (0, 3)


def test_padding_changes_nothing(tmp_path: Path) -> None:
    reader = OnnxClassifier(make(tmp_path / "m"))
    together = reader.sentiment([GOOD, "bad", "the parcel was very very very late today is the soup"])
    assert np.allclose(together[:1], reader.sentiment([GOOD]), atol=1e-6)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path / "m")
    (folder / name).write_text('{"half', encoding="utf-8")
    assert refused(folder) == "model_unreadable"
    (folder / name).unlink()
    assert refused(folder) == "model_file_missing"


def test_the_name_changes_with_the_model(tmp_path: Path) -> None:
    a, b = make(tmp_path / "x" / "m"), make(tmp_path / "y" / "m", labels={"0": "negative", "1": "positive"})
    assert OnnxClassifier(a).name != OnnxClassifier(b).name


@pytest.mark.parametrize("part", ["tokenizers", "onnxruntime"])
def test_without_the_extra_it_says_what_to_install(tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "m")
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(SettingsError) as error:
        OnnxClassifier(folder)
    assert (error.value.code, error.value.facts["extra"]) == ("extra_missing", "onnx")


def test_a_model_of_stars_is_understood(tmp_path: Path) -> None:
    folder = make(tmp_path / "m")
    config = json.loads((folder / "config.json").read_text())
    config["id2label"] = {"0": "1 star", "1": "3 stars", "2": "5 stars"}
    (folder / "config.json").write_text(json.dumps(config))
    assert OnnxClassifier(folder).sentiment([BAD, GOOD]).argmax(axis=1).tolist() == [0, 2]
