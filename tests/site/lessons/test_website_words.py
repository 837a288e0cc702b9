from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratfall.learn.page_marks import read_page
from pratfall.learn.website import Own
from pratfall.records.links import LinkState
from pratfall.reviews.render.speech import speech
from pratfall.reviews.website import Met, Visit
from pratfall.site.lessons.site_report import Landing, Report, report
from pratfall.site.lessons.website_words import compared, tell

HOME = "https://e.example/"
OWN = Own("facebook/1", "facebook", "The Kitchen", frozenset({"kitchen"}))


def looked(html: str, **more: object) -> Report:
    made = report(Visit("e.example", [Met(HOME, read_page(html, HOME), 200)]), [OWN], [], {})
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_everything_a_look_can_find_has_words(lang: str) -> None:
    html = """<a href="https://facebook.com/other">o</a><div class="fb-page"></div><div class="a2a_kit"></div>
    <div class="addthis_toolbox"></div><a href="https://elsewhere.example/">e</a>"""
    landing = tuple(
        Landing(f"{HOME}{state}", state, "", 2, date(2026, 11, 2), "facebook", "1")
        for state in (LinkState.DEAD, LinkState.FRONT_PAGE)
    )
    told = tell(
        looked(html, landing=landing, asked=3, unsure=1, bare=1, labelled_of=2, left_over=3, forbidden=1, cut=1),
        speech(lang),
    )
    said = repr(told)
    assert "website." not in said and "{" not in said
    assert len(told.built) == 2 and len(told.dead) == 2 and told.strangers and told.unlinked


def test_what_changed_is_said_and_so_is_that_nothing_did() -> None:
    words, link = speech("en"), '<a href="https://facebook.com/kitchen">f</a>'
    assert compared(looked(link), looked(""), words) == ("Facebook: a link to the profile is new.",)
    assert compared(looked(""), looked(link), words)[0].endswith("was there and was not seen any more.")
    assert compared(looked(link), looked(link), words) == ("Nothing has changed.",)
    dead = (Landing(HOME, LinkState.DEAD, "", 1, date(2026, 11, 2), "facebook", "1"),)
    assert compared(looked(link), looked(link, landing=dead), words) == ("Landing pages no longer dead: 1.",)
