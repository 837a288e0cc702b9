from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pratfall.text.gate import Gate, needed
from pratfall.text.languages import languages
from pratfall.text.plain import plain
from pratfall.text.promotion import promotion
from pratfall.text.rules import alternatives

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("PRATFALL_TEST_DATA") or ROOT.parent / "shared" / "data") / "text"
TEXTS = 10_000


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("(?:buy|order) (?:a |my )?tickets?", [[{"buy", "order"}, {"ticket", "tickets"}]]),
        ("donate|chip in", [[{"donate"}], [{"chip"}, {"in"}]]),
        (r"[£€] ?\d[\d,.]* a month", [[{"£", "€", "£0", "€0"}, {"a"}, {"month"}]]),
        (r"\w+ing (?!to)", [[{"ing"}]]),
        ("(?:new )?(?:song|)", [[]]),
        ("su[bcs]{1,4}r?ibe", [[{"su"}, {"b", "c", "s"}, {"ibe", "ribe"}]]),
    ],
)
def test_what_an_expression_cannot_do_without(pattern: str, ways: list[list[set[str]]]) -> None:
    assert [[set(some) for some in way] for way in needed(pattern)] == ways


def test_texts_without_a_needed_word_are_shut_out_and_the_others_let_in() -> None:
    gate = Gate({"a": ["buy (?:a |my )?tickets?", r"\d{2} ?% off"], "b": ["(?:new )?(?:song|)"]})
    found = gate.open_to(["buy a ticket", "buy a house", "٢5 % off", "fifty % off", ""])
    assert found["a"].tolist() == [True, False, True, False, False]
    assert found["b"].all()
    assert gate.open_to([])["a"].shape == (0,)


def test_every_expression_of_ours_shuts_most_texts_out() -> None:
    lines = tomllib.loads((ROOT / "tests" / "samples" / "pitch_lines.toml").read_text(encoding="utf-8"))
    texts = [plain(str(line)) for line in _strings(lines)]
    for code, language in languages().items():
        for family in ("pitch", "promotion"):
            for pattern in _patterns(language.rules[family]["strong"]):
                assert Gate({"": [pattern]}).open_to(texts)[""].mean() < 0.5, (code, pattern)


@pytest.mark.parametrize("family", ["pitch", "promotion"])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_what_matches_is_never_shut_out(code: str, family: str, real_texts: list[str]) -> None:
    table = languages()[code].rules[family]
    patterns = [*_patterns(table["strong"]), *_patterns(table["weak"])]
    texts = [plain(text) for text in real_texts[::3]]
    may = Gate({"": patterns}).open_to(texts)[""]
    search = alternatives(patterns)
    shut = [text for text, some in zip(texts, may.tolist(), strict=True) if not some]
    assert shut
    assert [text for text in shut if search.search(text)] == []


def test_answers_are_the_same_as_when_everything_is_searched(
    real_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ["", "en", "fr"] * TEXTS
    scores, words = promotion(real_texts, given[: len(real_texts)])
    monkeypatch.setattr(Gate, "open_to", everything)
    same, said = promotion(real_texts, given[: len(real_texts)])
    assert np.array_equal(scores, same, equal_nan=True)
    assert words.tolist() == said.tolist()
    assert (scores > 0.5).sum() > 100


def everything(gate: Gate, texts: Sequence[str]) -> Mapping[str, Any]:
    return {name: np.ones(len(texts), dtype=bool) for name in ("pitch", "promotion")}


@pytest.fixture(scope="module")
def real_texts() -> list[str]:
    if not (DATA / "goemotions" / "dev.tsv").exists():
        pytest.skip("the real texts are not beside the project (PRATFALL_TEST_DATA)")
    spam = [
        row["CONTENT"]
        for file in sorted((DATA / "youtube_spam").glob("*.csv"))
        for row in csv.DictReader(file.open(encoding="utf-8-sig"))
    ]
    tweets = (DATA / "umsab_fr" / "train_text.txt").read_text(encoding="utf-8").splitlines()
    english = (DATA / "tweeteval_val" / "sentiment_val_text.txt").read_text(encoding="utf-8").splitlines()
    forum = [
        line.split("\t")[0]
        for name in ("dev.tsv", "test.tsv")
        for line in (DATA / "goemotions" / name).read_text(encoding="utf-8").splitlines()
    ]
    found = [*spam, *tweets, *english, *forum][:TEXTS]
    assert len(found) == TEXTS
    return found


def _patterns(table: Mapping[str, Any]) -> list[str]:
    return [pattern for patterns in table.values() for pattern in patterns]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for some in inner for text in _strings(some)]
