from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.learn.page_text import LONGEST, Paragraph, of_html, of_text, written


def test_a_page_is_read_without_its_menus_scripts_and_forms() -> None:
    found = of_html(
        """<html><head><title>Not this</title><style>p{}</style></head><body><nav><a>Menu</a></nav>
        <h2>Bread &amp; soup</h2><p>We cooked <b>97</b> kilos.<br>Everybody ate.</p><ul><li>Keep it cold</ul>
        <script>alert("no")</script><form>no</form><footer>no</footer>Tail</body>"""
    )
    assert found == (
        Paragraph("Bread & soup", heading=True),
        Paragraph("We cooked 97 kilos."),
        Paragraph("Everybody ate."),
        Paragraph("Keep it cold", item=True),
        Paragraph("Tail"),
    )


def test_markdown_and_plain_text_say_what_is_title_item_and_paragraph() -> None:
    text = (
        "Soup\n====\n\nWe **cook** for [all](https://e.org).\nEvery day.\n\n## Tips ##\n- Keep it cold\n2) Share it\n"
    )
    assert of_text(text) == (
        Paragraph("Soup", heading=True),
        Paragraph("We cook for all. Every day."),
        Paragraph("Tips", heading=True),
        Paragraph("Keep it cold", item=True),
        Paragraph("Share it", item=True),
    )


@given(st.lists(st.tuples(st.text("abc déf.!", min_size=1), st.sampled_from("phi")), max_size=6))
def test_what_is_written_reads_back_the_same(given_: list[tuple[str, str]]) -> None:
    made = tuple(
        Paragraph(" ".join(text.split()), heading=kind == "h", item=kind == "i")
        for text, kind in given_
        if text.strip()
    )
    assert of_text(written(made)) == made


@pytest.mark.parametrize("bomb", ["<p", "<li>", "<nav>", "<!--", "**a", "[a](", "# ", "- ", "a. "])
def test_hostile_text_takes_no_longer_and_stays_within_bounds(bomb: str) -> None:
    began = time.process_time()
    for found in (of_html(bomb * (1_000_000 // len(bomb))), of_text(bomb * (1_000_000 // len(bomb)))):
        assert sum(len(one.text) for one in found) <= LONGEST
    assert time.process_time() - began < 20


def test_what_is_left_open_hides_no_more_than_its_own() -> None:
    found = of_html("<div><nav><ul><li>menu</nav><p>Said.</p></div>")
    assert [one.text for one in found] == ["Said."]
