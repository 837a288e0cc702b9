from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pratfall.records.numbers import Money
from pratfall.reviews.render.speech import LANGUAGES, LOCALES, placeholders, speech

EN, FR = speech("en"), speech("fr")


def catalog(lang: str):  # type: ignore[no-untyped-def]
    with (LOCALES / lang / "LC_MESSAGES" / "pratfall.po").open("rb") as file:
        return read_po(file, locale=lang)


def committed(lang: str) -> bytes:
    return (LOCALES / lang / "LC_MESSAGES" / "pratfall.mo").read_bytes()


def texts(lang: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for message in catalog(lang):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_committed_words_are_compiled_from_the_committed_source(lang: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalog(lang))
    compiled.seek(0)
    said = [GNUTranslations(file)._catalog for file in (compiled, BytesIO(committed(lang)))]  # type: ignore[attr-defined]
    for words in said:
        del words[""]  # the head carries the compiler's version
    assert said[0] == said[1], "run: pybabel compile -d src/pratfall/locales -D pratfall"


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    en, fr = texts("en"), texts("fr")
    assert en.keys() == fr.keys()
    for key in en:
        assert len(en[key]) == len(fr[key]), key
        asked = [{name for text in said[key] for name in placeholders(text)} for said in (en, fr)]
        assert asked[0] == asked[1], key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: str) -> None:
    assert [key for key, said in texts(lang).items() if not all(said)] == []


def test_french_puts_no_break_spaces_before_its_high_punctuation() -> None:
    for key, said in texts("fr").items():
        for text in said:
            assert not any(f" {mark}" in text for mark in ";:!?»%"), (key, text)
            assert "« " not in text, (key, text)
            assert "'" not in text, (key, text)


def test_numbers_days_and_shares_take_the_form_of_the_language() -> None:
    assert (EN.number(12345.6), FR.number(12345.6)) == ("12,346", "12\u202f346")
    assert (EN.number(0.4127), FR.number(0.4127)) == ("0.41", "0,41")
    assert (EN.share(0.345), FR.share(0.345)) == ("34%", "34\u00a0%")
    assert (EN.share(0.0156), FR.share(0.0156)) == ("1.6%", "1,6\u00a0%")
    assert (EN.day(date(2026, 3, 1)), FR.day(date(2026, 3, 1))) == ("1 March 2026", "1er mars 2026")
    assert FR.day(date(2026, 8, 11)) == "11 août 2026"
    assert EN.instant(datetime(2026, 3, 2, 9, 5, tzinfo=UTC)) == "2 March 2026, 09:05 UTC"


def test_an_expected_sum_has_no_cents() -> None:
    expected = Money(Decimal(1234), "EUR")
    assert (EN.money(expected), FR.money(expected)) == ("€1,234", "1\u202f234\u00a0€")


def test_money_keeps_its_currency_and_its_cents() -> None:
    spent = Money(Decimal("1234.5"), "EUR")
    assert (EN.money(spent), FR.money(spent)) == ("€1,234.50", "1\u202f234,50\u00a0€")


def test_plurals_follow_the_language() -> None:
    assert [EN.count("posts", n) for n in (0, 1, 1.5, 2)] == [
        "0\u00a0posts",
        "1\u00a0post",
        "1.5\u00a0posts",
        "2\u00a0posts",
    ]
    said = [FR.count("posts", n) for n in (0, 1, 1.5, 2)]
    assert said == ["0\u00a0publication", "1\u00a0publication", "1,5\u00a0publication", "2\u00a0publications"]


def test_a_missing_number_is_said_to_be_unknown() -> None:
    assert (EN.fact(None), FR.fact(None)) == ("unknown", "inconnu")


def test_an_unknown_key_prints_itself_and_what_is_known() -> None:
    assert EN.say("error.never_heard_of", file="a.csv", rows=3) == "error.never_heard_of (file=a.csv, rows=3)"


def test_a_missing_fact_never_crashes_a_sentence() -> None:
    assert EN.say("error.file_empty") == "error.file_empty"


def test_facts_from_files_are_made_plain() -> None:
    assert "\x1b" not in EN.say("error.file_empty", file="\x1b[31mred.csv")
    assert "{0.__class__}" in EN.say("error.file_empty", file="{0.__class__}")


def test_other_languages_are_answered_in_english() -> None:
    assert (speech("fr-CA").lang, speech("fr_FR").lang, speech("tlh").lang) == ("fr", "fr", "en")
