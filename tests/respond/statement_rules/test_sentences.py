"""How well the cues read sentences: see docs/methods/statement_check.md, also for sentences of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.respond.statement_cues import cues, sentences

FAMILIES = (
    "concern", "apology", "change", "pledge", "blame", "guess", "compensation", "superlative", "denial", "evasion",
)  # fmt: skip
HERE = Path(__file__).parent
LEAST = 0.95


def labelled(name: str, lang: str) -> list[tuple[frozenset[str], str]]:
    rows = [line.split("\t") for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]
    return [(frozenset(labels.split(",")) - {"none"}, text) for code, labels, text in rows if code == lang]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", ["worked_on", "held_out"])
def test_labelled_sentences_are_read_as_labelled(name: str, lang: str) -> None:
    pairs = [
        (bool(cues(lang).found(family, sentences(text))), family in labels)
        for labels, text in labelled(name, lang)
        for family in FAMILIES
    ]
    hits = sum(found and meant for found, meant in pairs)
    assert hits / sum(found for found, _ in pairs) >= LEAST
    assert hits / sum(meant for _, meant in pairs) >= LEAST


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_family_and_plain_sentences_are_among_the_labelled(lang: str) -> None:
    both = [*labelled("worked_on", lang), *labelled("held_out", lang)]
    assert len(both) >= 120
    assert {label for labels, _ in both for label in labels} == set(FAMILIES)
    assert sum(not labels for labels, _ in both) >= 25
