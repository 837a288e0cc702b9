"""Pages as people and machines make them, and pages made to hurt."""

from __future__ import annotations

import time

import pytest

from pratfall.learn.page_marks import MOST_MARKS, Mark, read_page, shown, whole_address

HERE = "https://www.example.org/about/"


def test_a_link_is_told_with_what_a_reader_sees_or_hears() -> None:
    page = read_page(
        """<html lang="fr-FR"><title>Notre &eacute;cole</title><a href="https://x.com/a"><img alt="X" src="i.svg"></a>
        <a href="/b" aria-label="Suivez-nous" rel="me nofollow"><svg></svg></a><a name="top">no link</a>
        <a href="mailto:a@example.org">mail</a><a href="javascript:alert(1)">x</a><a href=c>one<a href="d">two""",
        HERE,
    )
    assert (page.title, page.lang, page.cut) == ("Notre école", "fr", False)
    assert [(m.href, m.words, m.rel) for m in page.marks] == [
        ("https://x.com/a", "X", ()),
        ("https://www.example.org/b", "Suivez-nous", ("me", "nofollow")),
        ("https://www.example.org/about/c", "one", ()),
        ("https://www.example.org/about/d", "two", ()),
    ]


def test_scripts_frames_and_classes_are_marks_and_their_insides_are_not() -> None:
    page = read_page(
        """<script async src="//platform.twitter.com/widgets.js"></script><script>"<a href='/no'>no</a>"</script>
        <iframe src="https://www.youtube.com/embed/1"></iframe><div class="FB-Page wide" id="p"></div><div></div>
        <!-- <a href="/hidden">hidden</a> --><form action="/donate">""",
        HERE,
    )
    assert [m.element for m in page.marks] == ["script", "iframe", "div", "form"]
    assert page.marks[0].href == "https://platform.twitter.com/widgets.js"
    assert page.marks[2] == Mark("div", "", "", (), ("fb-page", "wide", "p"))


def test_a_base_moves_every_address_after_it() -> None:
    page = read_page('<base href="https://cdn.example.net/x/"><a href="y">y</a>', HERE)
    assert page.marks[0].href == "https://cdn.example.net/x/y"


@pytest.mark.parametrize("href", ["mailto:a@b.c", "tel:+33", "http://[::1", "#top-only:", "ftp://a.b/", "http://"])
def test_what_is_no_address_on_the_web_leads_nowhere(href: str) -> None:
    assert whole_address(HERE, href) in ("", HERE)


@pytest.mark.parametrize(
    "bomb",
    [
        "<!--",
        "<![CDATA[",
        "<a ",
        "<a href='",
        '<a "',
        "<a href=\"x'",
        "</",
        "<?x ",
        "<script>",
        "<a b=<",
        "&#x",
        "<a\n",
    ],
)
def test_a_page_made_of_beginnings_takes_no_longer_than_any_other(bomb: str) -> None:
    began = time.process_time()
    read_page(bomb * (1_000_000 // len(bomb)), HERE)
    assert time.process_time() - began < 20  # without the guard: hours


def test_a_page_of_nothing_but_links_is_cut() -> None:
    page = read_page('<a href="/x">x</a>' * (MOST_MARKS + 5), HERE)
    assert page.cut and len(page.marks) == MOST_MARKS


def test_an_element_is_told_by_where_it_leads_or_what_it_is_called() -> None:
    assert shown(Mark("a", "https://x.com/b")) == "<a> https://x.com/b"
    assert shown(Mark("div", "", names=("fb-page", "wide"))) == "<div> fb-page wide"


def test_an_address_may_hold_what_looks_like_a_tag() -> None:
    page = read_page('<a href="https://e.org/<script>">one</a><a href="/two">two</a>', HERE)
    assert [mark.words for mark in page.marks] == ["one", "two"]
