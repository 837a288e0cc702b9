"""The form of a case: what is typed becomes the facts that are checked, and an error finds its field."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from pratfall.errors import SettingsError
from pratfall.learn.cases import Case, cases, check
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons import case_form
from pratfall.site.lessons.case_form import MOST_ROWS, Field, Shown

TODAY = date(2026, 11, 22)
EVERY = pytest.mark.parametrize("case", list(cases().values())[:6], ids=lambda case: case.slug)


def post_of(case: Case) -> QueryDict:
    """What a browser sends back of a form that was filled from `case`."""
    filled = case_form.of_case(case)
    post = QueryDict(mutable=True)
    post.update({**filled.values, "langs": " ".join(filled.langs), "rows": str(filled.rows)})
    post.setlist("network", list(filled.networks))
    return post


@EVERY
def test_a_form_sent_back_untouched_says_the_same_with_its_sources_numbered_anew(case: Case) -> None:
    again = check(case_form.facts(case_form.typed(post_of(case)), case.slug, TODAY), file="x")
    assert (again.title, again.lesson, again.began, again.networks) == (
        case.title,
        case.lesson,
        case.began,
        case.networks,
    )
    assert [one.words for one in (*again.did, *again.followed, *again.advice)] == [
        one.words for one in (*case.did, *case.followed, *case.advice)
    ]
    url_of = {source.id: source.url for source in case.sources}
    urls_again = {source.id: source.url for source in again.sources}
    for was, now in zip((case.happened, *case.did), (again.happened, *again.did), strict=True):
        assert [url_of[s] for s in was.sources] == [urls_again[s] for s in now.sources]
    assert [source.read for source in again.sources] == [source.read for source in case.sources]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation", ""),
        ("began", "yesterday"),
        ("kind", "war"),
        ("country", "France"),
        ("title_en", " "),
        ("happened_fr", ""),
        ("happened_sources", "77"),
        ("did_2_en", ""),
        ("did_2_when", "2012-13"),
        ("did_1_sources", ""),
        ("sources_2_url", "http://plain.example/"),
        ("sources_1_publisher", ""),
        ("advice_1_about", "Nonsense!"),
        ("lesson_en", "x" * 2_000),
    ],
)
def test_what_is_wrong_is_said_at_the_field_it_was_typed_into(field: str, value: str) -> None:
    post = post_of(cases()["la-redoute-2012"])
    post[field] = value
    given = case_form.typed(post)
    with pytest.raises(SettingsError) as caught:
        check(case_form.facts(given, "a-case", TODAY), file="x")
    wrong = case_form.field_of(str(caught.value.facts["key"]), given)
    assert wrong == field
    words = speech("fr")
    shown = [f for f in _fields(Shown(given, words, wrong)) if f.error]
    assert [f.name for f in shown] == [wrong]
    assert "case." not in shown[0].error and "case." not in shown[0].label


def test_rows_left_empty_are_no_rows_and_an_error_still_finds_the_row_that_was_written() -> None:
    post = post_of(cases()["la-redoute-2012"])
    for name in ("when", "en", "fr", "sources"):
        post[f"did_5_{name}"] = post.pop(f"did_2_{name}")[0]
    post["did_5_when"] = "soon"
    given = case_form.typed(post)
    assert given.filled("did") == [1, 5]
    with pytest.raises(SettingsError) as caught:
        check(case_form.facts(given, "a-case", TODAY), file="x")
    assert case_form.field_of(str(caught.value.facts["key"]), given) == "did_5_when"


def test_a_ticked_source_is_read_today_and_one_read_before_keeps_its_day() -> None:
    post = post_of(cases()["la-redoute-2012"])
    post["sources_1_read"] = "yes"
    del post["sources_2_read"]
    made = check(case_form.facts(case_form.typed(post), "a-case", TODAY), file="x")
    assert made.sources[0].read == TODAY and made.sources[1].read is None
    assert made.sources[2].read == date(2026, 11, 21)


def test_rows_grow_as_asked_and_never_without_end() -> None:
    assert case_form.typed(QueryDict("rows=999999999999")).rows == MOST_ROWS
    assert case_form.typed(QueryDict("rows=minus")).rows == case_form.FEWEST_ROWS


@pytest.mark.parametrize(("asked", "langs"), [("fr", ("fr",)), ("fr en", ("en", "fr")), ("", ("en",)), ("de", ("en",))])
def test_it_is_told_in_the_languages_asked_for(asked: str, langs: tuple[str, ...]) -> None:
    assert case_form.langs_of(asked) == langs


def test_an_empty_form_asks_for_everything_in_words_of_either_language() -> None:
    for lang in ("en", "fr"):
        for field in _fields(Shown(case_form.begun(lang), speech(lang))):
            assert "case." not in field.label + field.hint
            assert not field.error


def test_lines_beyond_the_first_stay_folded_until_something_is_there_or_wrong() -> None:
    post = post_of(cases()["la-redoute-2012"])
    post["did_4_when"] = "soon"
    assert [row.open for row in Shown(case_form.begun("en"), speech("en")).did()] == [True, False, False]
    assert [row.open for row in Shown(case_form.typed(post), speech("en")).did()][:4] == [True, True, False, True]


def test_countries_stand_where_a_reader_looks_for_them_and_nothing_else_does() -> None:
    [french] = (field for field in Shown(case_form.begun("fr"), speech("fr")).basics() if field.name == "country")
    names = [name for _, name in french.options]
    assert names.index("Égypte") < names.index("Espagne") < names.index("États-Unis") < names.index("Finlande")
    assert {"US", "FR", "EU"} < dict(french.options).keys()
    assert not {"EZ", "XA", "XB", "ZZ"} & dict(french.options).keys(), "no country, though Unicode has a name for it"


def _fields(shown: Shown) -> list[Field]:
    rows = (*shown.did(), *shown.followed(), *shown.advice(), *shown.sources())
    return [*shown.basics(), *shown.told(), *shown.lesson(), *(field for row in rows for field in row.fields)]
