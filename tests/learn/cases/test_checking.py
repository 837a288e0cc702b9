"""A file of somebody else's: what is missing, wrong or hostile is named with its place, and never let in."""

from __future__ import annotations

import time

import pytest

from pratfall.errors import SettingsError
from pratfall.learn.cases import as_toml, cases, check, read
from pratfall.learn.cases.checking import LARGEST_BYTES
from pratfall.learn.cases.writing import as_facts

GOOD = as_toml(cases()["american-red-cross-2011"])
URL = "https://www.villagevoice.com/the-red-crosss-accidental-drunk-tweet-is-adorable/"


def place_of(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(text, file="mine.toml")
    assert caught.value.facts["file"] == "mine.toml"
    return str(caught.value.facts.get("key", caught.value.code))


@pytest.mark.parametrize(
    ("was", "becomes", "place"),
    [
        ('slug = "american-red-cross-2011"', 'slug = "../../etc/passwd"', "slug"),
        ('slug = "american-red-cross-2011"', 'slug = "new"', "slug"),
        ('kind = "wrong_post"', 'kind = "war"', "kind"),
        ('sector = "nonprofit"', 'sector = "charity"', "sector"),
        ('country = "US"', 'country = "USA"', "country"),
        ('networks = ["x"]', 'networks = ["myspace"]', "networks"),
        ('networks = ["x"]', 'networks = ["x", "x"]', "networks"),
        ('began = "2011-02-15"', 'began = "2011-02-31"', "began"),
        ('began = "2011-02-15"', 'began = "1811"', "began"),
        ('began = "2011-02-15"', 'began = 7', "began"),
        ('sources = ["voice"]', 'sources = ["nobody"]', "happened: sources"),
        ('sources = ["voice"]', "sources = []", "happened: sources"),
        ('stands = "supports"', 'stands = "proves"', "advice 1: stands"),
        ('about = "acknowledge"', 'about = "Acknowledge!"', "advice 1: about"),
        ('read = "2026-11-21"', 'read = "2026-11"', "sources 1: read"),
        (URL, "http://plain.example/", "sources 1: url"),
        (URL, "javascript:alert(1)", "sources 1: url"),
        (URL, "https://user:secret@evil.example/", "sources 1: url"),
        (URL, "https://[broken/", "sources 1: url"),
        (URL, "https://localhost/", "sources 1: url"),
        (URL, "https://a.example/<script>", "sources 1: url"),
        ("[title]", '[title]\nde = "Auf Deutsch"', "title"),
        ("[title]", '[tittle]\nen = "x"\n[title]', "tittle"),
        ('id = "voice"', 'id = "share"', "sources: id"),
        ("268,000 followers", "followers\\u202egnp.exe", "title: en"),
        ("268,000 followers", "x" * 400, "title: en"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_with_its_place(was: str, becomes: str, place: str) -> None:
    assert was in GOOD
    assert place_of(GOOD.replace(was, becomes, 1)) == place


def test_a_language_must_be_complete_or_left_out() -> None:
    facts = as_facts(cases()["american-red-cross-2011"])
    del facts["did"][1]["fr"]
    with pytest.raises(SettingsError) as caught:
        check(facts, file="mine.toml")
    assert caught.value.facts["key"] == "did 2"


def test_a_case_in_one_language_is_let_in() -> None:
    facts = as_facts(cases()["american-red-cross-2011"])
    tables = [facts["title"], facts["happened"], facts["lesson"], *facts["did"], *facts["followed"], *facts["advice"]]
    for table in tables:
        del table["en"]
    assert check(facts, file="mine.toml").languages == ("fr",)


@pytest.mark.parametrize("text", ["", "no toml at all", "[[[", "a = 1\x00", "a = " + "[" * 5000], ids=range(5))
def test_what_is_no_file_of_ours_is_refused_and_breaks_nothing(text: str) -> None:
    assert place_of(text)


def test_a_file_larger_than_any_case_is_not_even_parsed() -> None:
    assert place_of(GOOD + "#" * LARGEST_BYTES) == "case_too_long"


@pytest.mark.parametrize("name", ["did", "sources", "advice", "happened", "title"])
@pytest.mark.parametrize("given", [None, 3, "text", [], {}, [3], [[]], {"en": 5}])
def test_facts_of_any_other_shape_are_refused_with_their_place(name: str, given: object) -> None:
    facts = as_facts(cases()["american-red-cross-2011"]) | {name: given}
    if name == "advice" and given == []:
        return  # a case may say nothing about advice
    with pytest.raises(SettingsError) as caught:
        check(facts, file="mine.toml")
    assert str(caught.value.facts["key"]).startswith(name) or name == "sources"


@pytest.mark.parametrize("text", ["a" + ".a" * 20_000 + " = 1", "[a" + " . 'a'" * 8_000 + "]"])
def test_keys_in_keys_in_keys_are_not_even_read(text: str) -> None:
    began = time.process_time()
    with pytest.raises(SettingsError, match="settings_not_toml"):
        read(text, file="deep.toml")
    assert time.process_time() - began < 2  # the parser alone took eight seconds and more
