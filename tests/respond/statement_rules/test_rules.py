"""What holds for every rule of the statement check."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules import Said, checked, rules
from pratfall.respond.statement_sources import SOURCES
from pratfall.reviews.render.speech import LANGUAGES, speech
from tests.respond.statement_rules.a_statement import GOOD, NOW, said

each_rule = pytest.mark.parametrize("code", rules())
WORST = (
    "We are aware of the incident. It was probably our supplier’s fault, and mistakes were made. "
    "We are sorry if anyone was offended. Everybody gets a voucher. No further comment. "
    "We will come back stronger than before."
)


def test_a_good_statement_draws_no_advice() -> None:
    assert checked(said(places=("facebook",))) == ()


def test_a_bad_one_draws_advice_in_the_order_that_matters_most() -> None:
    found = [advice.code for advice in checked(said(en=WORST, fr="", next_word_at=None))]
    assert found[0] == "same_promises"
    assert {"no_blame_on_others", "no_guess_at_causes", "plain_words", "no_denial"} <= set(found)
    assert {"no_early_compensation", "no_superlative_comeback", "next_update_time"} <= set(found)
    assert found == [code for code in rules() if code in found]


@each_rule
def test_a_rule_is_named_like_its_file_and_names_a_source(code: str) -> None:
    rule = rules()[code]
    assert getattr(rule, "__name__", "").rsplit(".", 1)[1] == code
    assert rule.SOURCE in SOURCES


@each_rule
def test_nothing_at_all_can_be_checked(code: str) -> None:
    rules()[code].check(Said(kind=Kind.UPDATE, texts={}, now=NOW))
    rules()[code].check(said(en="", fr=" \n"))


@each_rule
def test_advice_names_its_rule_and_quotes_what_stands_in_the_text(code: str) -> None:
    for statement in (said(en=WORST, fr=""), said(fr="Des erreurs ont été commises."), said(kind=Kind.APOLOGY)):
        advice = rules()[code].check(statement)
        if advice is None:
            continue
        assert (advice.code, advice.source) == (code, rules()[code].SOURCE)
        quotable = [] if code == "same_promises" else advice.quotes
        assert [q for q in quotable if q.words not in statement.texts[q.lang]] == []


@each_rule
@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(Kind))
def test_whatever_is_written_is_read(code: str, en: str, fr: str, kind: Kind) -> None:
    rules()[code].check(said(en=en, fr=fr, kind=kind, places=("x", "bluesky", "nowhere")))


@pytest.mark.parametrize(
    "text", ["😀" * 20_000, "a " * 10_000, "(" * 20_000, "\u202e\u0301" * 10_000, "our the " * 2_500]
)
def test_the_longest_text_of_anything_is_read_in_a_moment(text: str) -> None:
    began = time.perf_counter()
    checked(said(en=text, fr=text, places=("x", "bluesky", "mastodon")))
    assert time.perf_counter() - began < 60  # on a busy machine; alone it takes about a second


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_says_what_it_means_and_why(lang: str) -> None:
    words = speech(lang)
    reasons = {
        "apology_with_change": ("", "vague"),
        "next_update_time": ("none", "past", "not_said"),
        "same_promises": ("missing", "apology", "differ"),
    }
    wanted = [f"statement_check.{code}.{reason}".rstrip(".") for code in rules() for reason in reasons.get(code, ("",))]
    wanted += [f"statement_check.{code}.why" for code in rules()]
    assert [key for key in wanted if not words.knows(key)] == []


def test_a_text_of_one_language_alone_is_still_checked() -> None:
    statement = replace(said(), texts={"fr": "Des erreurs ont été commises.", "en": ""})
    assert "plain_words" in [advice.code for advice in checked(statement)]
    assert GOOD["en"] not in statement.texts.values()
