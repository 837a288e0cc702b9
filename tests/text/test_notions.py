from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from pratfall.text.notions import notions, notions_of, read, stem, telling
from pratfall.text.plain import plain

TABLE = tomllib.loads((resources.files("pratfall.text") / "notions.toml").read_text(encoding="utf-8"))["notions"]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_word_of_a_notion_means_it_in_both_languages(name: str) -> None:
    assert set(TABLE[name]) == {"en", "fr"}
    for words in TABLE[name].values():
        for pattern in words.split():
            if "_" in pattern:
                first, second = plain(pattern.replace("_", " ")).split()
                assert {first, second}.isdisjoint(notions().small), pattern
                assert name in notions().pairs[(stem(first), stem(second))]
            else:
                assert name in notions_of(plain(pattern.removesuffix("*"))), pattern


def test_accents_articles_and_endings_make_no_other_notion() -> None:
    for word in ("photos", "photographies", "photograph", "pictures", "visuels"):
        assert "picture" in notions_of(plain(word))
    assert telling("L’hiver, d’autres bénévoles n’ont pas vu l’affiche !") == ["hiver", "benevoles", "vu", "affiche"]


def test_usual_notions_are_among_the_listed_ones() -> None:
    assert notions().usual & set(notions().names)
    assert notions().usual.isdisjoint(notions().small - notions().usual)


@pytest.mark.parametrize(("word", "short"), [("posting", "post"), ("donated", "donat"), ("être", "être"), ("as", "as")])
def test_a_stem_keeps_at_least_four_letters(word: str, short: str) -> None:
    assert stem(word) == short


def test_a_table_of_ones_own_is_read_the_same_way() -> None:
    table = {
        "notions": {"key": {"en": "key lock*", "fr": "clef mot_pass"}},
        "small": {"en": "the"},
        "usual": {"w": "key"},
    }
    found = read(table)  # type: ignore[arg-type]
    assert found.names == ("key",) and found.beginnings == {"lock": frozenset({"key"})}
    assert found.pairs == {("mot", "pass"): frozenset({"key"})}
