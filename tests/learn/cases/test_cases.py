"""The cases we bring: enough of them, in both languages, every statement with a source somebody read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from pratfall.learn import cases as package
from pratfall.learn.cases import KINDS, LANGUAGES, SECTORS, Case, as_toml, cases, read
from pratfall.learn.cases.evidence import EVIDENCE
from pratfall.respond.statement_rules import rules
from pratfall.respond.statement_sources import SOURCES

EVERY = pytest.mark.parametrize("case", cases().values(), ids=lambda case: case.slug)
FRENCH_COUNTRIES = frozenset({"FR"})
BARE_MARK = re.compile(r"[^\u00a0\u202f][;:!?»](?:\s|$)|«[^\u202f]")


def sentences(case: Case, lang: str) -> Iterator[str]:
    told = (case.happened, *case.did, *case.followed)
    for words in (case.title, case.lesson, *(s.words for s in told), *(a.words for a in case.advice)):
        yield words[lang]


def test_there_are_forty_and_three_nonprofits_of_every_kind() -> None:
    assert len(cases()) >= 40
    nonprofits = Counter(case.kind for case in cases().values() if case.sector == "nonprofit")
    assert set(nonprofits) == set(KINDS)
    assert min(nonprofits.values()) >= 3


def test_some_come_from_french_speaking_places_and_from_french_sources() -> None:
    assert sum(case.country in FRENCH_COUNTRIES for case in cases().values()) >= 5
    assert sum(source.language == "fr" for case in cases().values() for source in case.sources) >= 20


def test_every_file_is_named_after_its_case() -> None:
    files = {f.name.removesuffix(".toml") for f in resources.files(package).iterdir() if f.name.endswith(".toml")}
    assert files == set(cases())


@EVERY
def test_a_case_is_told_in_both_languages_each_in_its_own_words(case: Case) -> None:
    assert case.languages == LANGUAGES
    for english, french in zip(sentences(case, "en"), sentences(case, "fr"), strict=True):
        assert english != french
        assert 0.5 < len(french) / len(english) < 2, (english, french)


@EVERY
def test_it_says_what_was_done_and_what_followed_and_every_source_is_cited(case: Case) -> None:
    told = (case.happened, *case.did, *case.followed)
    assert case.did and case.followed and case.advice
    assert {cited for statement in told for cited in statement.sources} == {source.id for source in case.sources}
    assert len(case.sources) >= 2, "one voice is not enough"
    for earlier, later in pairwise(s.when for s in case.did if s.when):
        known = min(len(earlier), len(later))
        assert earlier[:known] <= later[:known], "in the order of time"


@EVERY
def test_every_source_was_read_and_is_asked_for_safely(case: Case) -> None:
    for source in case.sources:
        assert source.url.startswith("https://")
        assert source.read is not None, f"{case.slug}: {source.id} was never read"


@EVERY
def test_advice_names_a_rule_or_a_finding_there_is(case: Case) -> None:
    known = set(rules()) | set(SOURCES) | set(EVIDENCE)
    assert {advice.about for advice in case.advice} <= known


@EVERY
def test_french_is_set_as_french_is(case: Case) -> None:
    for text in sentences(case, "fr"):
        assert "'" not in text and '"' not in text, text
        assert not BARE_MARK.search(text), text


@EVERY
def test_english_quotes_are_typographic_and_nothing_is_left_to_fill_in(case: Case) -> None:
    for lang in LANGUAGES:
        for text in sentences(case, lang):
            assert "'" not in text and '"' not in text, text
            assert not re.search(r"TODO|XXX|lorem|\{|\}|as an AI", text, re.IGNORECASE)
            assert text[-1] in ".?!”»" or text in case.title.values(), text


@EVERY
def test_what_was_written_reads_back_as_the_same_case(case: Case) -> None:
    assert read(as_toml(case), file=case.slug) == case


def test_some_advice_is_contradicted_and_some_is_mixed() -> None:
    stands = Counter(advice.stands for case in cases().values() for advice in case.advice)
    assert min(stands.values()) >= 5, "cases are not chosen to agree with us"


def test_the_newest_comes_first() -> None:
    began = [case.began for case in cases().values()]
    assert began == sorted(began, reverse=True)


def test_the_format_is_described_with_every_kind_and_sector_there_is() -> None:
    described = (Path(__file__).parents[3] / "docs" / "cases.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", described, re.MULTILINE) == list(KINDS)
    assert " | ".join(SECTORS) in described
    example = read(re.search(r"```toml\n(.*?)```", described, re.DOTALL).group(1), file="docs/cases.md")  # type: ignore[union-attr]
    assert example.languages == LANGUAGES
