from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Status
from pratfall.reviews.render import terminal
from pratfall.reviews.render.plain import cells
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.reviews.render.story import tell
from tests.reviews.render.example import empty, example
from tests.reviews.render.test_storm_rows import finding as storm_finding
from tests.reviews.render.test_stream_chart import chart as stream_chart


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(lang: str, width: int) -> None:
    for line in terminal.render(example(), lang=lang, width=width).splitlines():
        assert cells(line) <= width, line


def test_without_colour_there_is_no_control_character() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", terminal.render(example(), lang="en"))


def test_colour_changes_nothing_that_can_be_read() -> None:
    colored = terminal.render(example(), lang="en", color=True)
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == terminal.render(example(), lang="en")


def test_doubts_come_before_failures_and_failures_before_habits() -> None:
    said = terminal.render(example(), lang="en")
    titles = [
        "Can the data be believed?",
        "What is failing",
        "Habits that hold",
        "What is going well",
        "Cannot tell yet",
    ]
    places = [said.index(title) for title in titles]
    assert places == sorted(places)


def test_a_failure_says_since_when_how_sure_from_how_much_and_what_it_cost() -> None:
    said = " ".join(terminal.render(example(), lang="en").split())
    assert "[Sure]" in said
    assert "Since about 1 March 2026" in said
    assert "less than once in a hundred years" in said
    assert "34 posts" in said
    assert "about 17 hours of work and €212.50 and £40" in said.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_review_says_that_there_is_nothing_to_judge(lang: str) -> None:
    said = terminal.render(empty(), lang=lang)
    assert ("nothing to judge yet" if lang == "en" else "encore rien à juger") in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_backlash_stands_first_with_its_severity_and_its_chart_in_words(lang: str) -> None:
    storm = replace(storm_finding(status=Status.LIKELY), chart=stream_chart())
    made = replace(example(), findings=(*example().findings, storm))
    said = " ".join(terminal.render(made, lang=lang).replace("\u00a0", " ").split())
    assert ("Severity 3 of 4: at least" if lang == "en" else "Gravité 3 sur 4 : au moins") in said
    assert ("Alarm: 3 November 2026" if lang == "en" else "Alerte : 3 novembre 2026") in said
    first = tell(made, lang).section("failure").told[0]
    assert first.code == "backlash", "what is sure comes after: a backlash cannot wait"


def test_comments_under_one_post_are_quoted_and_not_listed_as_one_address_again_and_again() -> None:
    post = Evidence("post", "7", "Our winter plan", "https://www.example.org/7")
    said = [Evidence("comment", str(i), f"Where is the money {i // 2}?", post.url) for i in range(4)]
    storm = storm_finding(status=Status.LIKELY)
    for evidence in ((post, *said), tuple(said)):
        made = replace(example(), findings=(replace(storm, evidence=evidence),))
        shown = terminal.render(made, lang="en")
        assert shown.count("https://www.example.org/7") == (post in evidence)
        assert shown.count("Where is the money 0?") == 1
    assert shown.count("Where is the money 1?") == 1
