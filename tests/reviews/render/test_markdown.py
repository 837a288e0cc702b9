from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from pratfall.reviews.render import markdown
from pratfall.reviews.render.markdown import escape
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.reviews.render.story import INFORMING
from tests.reviews.render.example import HOSTILE, empty, example


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_peoples_text_cannot_become_markup(lang: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown.render(example(), lang=lang))
    assert "<script" not in page
    assert set(re.findall(r'href="([^"]*)"', page)) == {"https://www.example.org/lanterne/posts/1"}


@pytest.mark.parametrize("text", [HOSTILE, "- no list", "1. no list", "# no title", "a|b", "**no**", "===", "&copy;"])
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    tokens = MarkdownIt("commonmark").parseInline(escape(text))[0].children or []
    assert "".join(token.content for token in tokens) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_told(lang: str) -> None:
    said = markdown.render(example(), lang=lang)
    decided = [finding for finding in example().findings if finding.status.value != "cannot_tell"]
    informing = sum(finding.code in INFORMING for finding in decided)
    assert informing and said.count("\n### ") == len(decided) - informing


def test_an_empty_review_is_told_too() -> None:
    assert "nothing to judge yet" in markdown.render(empty(), lang="en")
