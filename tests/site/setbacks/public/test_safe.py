"""Whatever people type, the public page shows it as words and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.site.setbacks.public.safe import clean, paragraphs

OURS = {"p", "bdi", "br", "a"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def tags(html: str) -> Tags:
    read = Tags()
    read.feed(html)
    read.close()
    return read


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "javascript:alert(1) data:text/html,<b> file:///etc/passwd vbscript:x",
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/'><svg/onload=alert(1)>",
    "</bdi></p><form action=//evil.example>",
    "&lt;b&gt; &#60;script&#62;",
    "{{ settings.SECRET_KEY }} {% include 'x' %}",
    "]]><!--",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_somebody_types_becomes_an_element(text: str) -> None:
    read = tags(paragraphs(text))
    assert {tag for tag, _ in read.found} <= OURS
    for _, attributes in read.found:
        assert not [name for name in attributes if name.startswith("on")]
    assert read.said == text


@given(st.text(alphabet=st.sampled_from("ab <>\"'&;:/@.\n\u202e\u2066\0é🍲https"), max_size=80))
def test_links_lead_to_the_web_or_to_a_letterbox_and_pass_nothing_on(text: str) -> None:
    for tag, attributes in tags(paragraphs(text)).found:
        assert tag in OURS
        if tag == "a":
            assert str(attributes["href"]).startswith(("http://", "https://", "mailto:"))
            assert attributes["rel"] == "nofollow noopener ugc"


def test_addresses_become_links_without_the_sentence_around_them() -> None:
    made = paragraphs("See https://example.org/a?b=1&c=2. Or write to help@example.org!")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in made
    assert 'href="mailto:help@example.org"' in made
    assert ">help@example.org</a>!" in made


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u202b", "\u2066", "\u2067", "\u200f", "\u061c", "\ufeff", "\x1b[2J", "\0"]
)
def test_marks_that_turn_text_around_are_taken_out(mark: str) -> None:
    said = clean(f"gpj{mark}.exe")
    assert said.replace("[2J", "") == "gpj.exe"


def test_paragraphs_and_breaks_stay_as_written() -> None:
    assert clean(" a \r\nb\r\n\r\n\r\n\r\nc\u2028d ") == "a\nb\n\nc\nd"
    assert paragraphs("a\nb\n\nc") == "<p><bdi>a<br>b</bdi></p>\n<p><bdi>c</bdi></p>"
    assert paragraphs("") == ""


def test_a_long_line_of_at_signs_takes_no_long_time() -> None:
    assert "mailto" not in paragraphs("a@" * 5_000 + "." * 5_000)
