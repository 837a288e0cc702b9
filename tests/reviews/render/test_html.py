from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from pratfall.reviews.render import html
from pratfall.reviews.render.speech import LANGUAGES
from tests.reviews.render.example import empty, example, level_chart

FULL = {lang: html.render(example(), lang=lang) for lang in LANGUAGES}
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Collects tags with their attributes, and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_needs_nothing_else(lang: str) -> None:
    for tag, attrs in read(FULL[lang]).tags:
        assert tag not in ("script", "link", "img", "iframe", "object", "base", "form"), tag
        assert not {"src", "srcset", "action", "style"} & attrs.keys(), (tag, attrs)
        assert not any(name.startswith("on") for name in attrs), (tag, attrs)
    assert not re.search(r"@import|url\(", html.stylesheet())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_ordinary_links_can_be_followed(lang: str) -> None:
    hrefs = {attrs["href"] for tag, attrs in read(FULL[lang]).tags if tag == "a"}
    assert {href for href in hrefs if href and not href.startswith("#")} == {"https://www.example.org/lanterne/posts/1"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(lang: str) -> None:
    assert "<script" not in FULL[lang]
    assert "&lt;script&gt;" in FULL[lang]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", FULL[lang])


def test_the_style_sheet_is_the_only_thing_its_policy_allows() -> None:
    digest = b64encode(sha256(html.stylesheet().encode()).digest()).decode()
    policy = next(attrs["content"] for _, attrs in read(FULL["en"]).tags if "http-equiv" in attrs)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ids_are_unique_and_every_jump_arrives(lang: str) -> None:
    tags = read(FULL[lang]).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    jumps = {str(attrs["href"])[1:] for tag, attrs in tags if tag == "a" and str(attrs["href"]).startswith("#")}
    named = {attrs["aria-labelledby"] for _, attrs in tags if "aria-labelledby" in attrs}
    assert jumps | named <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_in_the_file(lang: str) -> None:
    articles = [attrs for tag, attrs in read(FULL[lang]).tags if tag in ("article", "li") and "id" in attrs]
    assert len(articles) == len(example().findings) + len(example().accounts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_without_words(lang: str) -> None:
    keys = r"\b(?:ui|label|section|section_intro|finding|chart|count|status|word)\.[a-z_]+"
    assert re.findall(keys, FULL[lang].split("</style>")[1]) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_review_is_a_whole_document_too(lang: str) -> None:
    assert [tag for tag, _ in read(html.render(empty(), lang=lang)).tags].count("h1") == 1


def test_charts_beyond_the_limit_are_left_out() -> None:
    drawings = html.Drawings("en", left=1)
    chart = level_chart()
    assert drawings.draw(chart, "a") is not None
    assert drawings.draw(chart, "a") is None
