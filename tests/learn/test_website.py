from __future__ import annotations

from dataclasses import replace

import pytest

from pratfall.learn.page_marks import Page, read_page
from pratfall.learn.website import ASKED, Integration, Level, Own, integration, kinds

HOME = "https://kitchen.example/"
FACEBOOK = Own("facebook/1", "facebook", "The Kitchen", frozenset({"thekitchen", "100"}))
X = Own("x/kitchen", "x", "kitchen", frozenset({"kitchen"}))


def page(html: str, address: str = HOME) -> Page:
    return read_page(html, address)


def looked(html: str, *own: Own) -> Integration:
    return integration([page(html)], own or (FACEBOOK, X))


def test_every_kind_of_mark_says_whose_documentation_it_is_from() -> None:
    assert len(kinds()) > 30
    assert [kind for kind in kinds() if not kind.source or not (kind.at or kind.named)] == []
    assert {level for level in Level if level is not Level.LINK} == {kind.level for kind in kinds()}


def test_the_next_step_is_the_lowest_level_that_was_not_seen() -> None:
    found = looked('<a href="https://www.facebook.com/thekitchen">Facebook</a><div class="fb-comments"></div>')
    facebook, x = found.networks
    assert (facebook.platform, facebook.levels, facebook.next) == ("facebook", (Level.LINK, Level.TALK), Level.FOLLOW)
    assert (x.platform, x.levels, x.next) == ("x", (), Level.LINK)


def test_a_network_with_every_level_has_no_next_step() -> None:
    every = """<a href="https://facebook.com/thekitchen">Follow us</a><a href="https://facebook.com/sharer?u=x">s</a>
    <div class="fb-page"></div><div class="fb-comments"></div>"""
    (facebook,) = looked(every, FACEBOOK).networks
    assert facebook.levels == ASKED and facebook.next is None


def test_an_account_is_linked_where_an_address_calls_it_by_a_name_of_its_own() -> None:
    found = looked('<a href="https://www.facebook.com/profile.php?id=100">f</a><a href="https://x.com/other">x</a>')
    facebook, x = found.accounts
    assert facebook.linked and facebook.linked.page == HOME and facebook.known
    assert x.linked is None and x.known
    (other,) = found.strangers
    assert (other.platform, other.name, other.certain) == ("x", "other", True)


def test_an_account_whose_address_nobody_knows_makes_no_certain_stranger() -> None:
    found = looked('<a href="https://x.com/other">x</a>', replace(X, names=frozenset()))
    assert not found.accounts[0].known and not found.strangers[0].certain


def test_a_share_service_serves_every_network_we_are_on_but_its_posts_are_nobodys() -> None:
    found = looked('<div class="a2a_kit"></div><div class="elfsight-app-1"></div>')
    assert [n.levels for n in found.networks] == [(Level.SHARE,), (Level.SHARE,)]
    assert {one.name for one in found.built} == {"AddToAny", "Elfsight"}


def test_the_same_thing_on_many_pages_is_one_proof_that_counts_them() -> None:
    link = '<a href="https://facebook.com/thekitchen">f</a>'
    found = integration([page(link), page(link * 2, f"{HOME}about/")], [FACEBOOK])
    assert found.pages == 2 and found.seen[0].proof.pages == 2 and found.seen[0].proof.page == HOME


def test_outgoing_links_are_counted_once_each_and_apart_from_the_site() -> None:
    found = looked(
        """<a href="/about">a</a><a href="https://www.kitchen.example/x">b</a><a href="https://other.example/">c</a>
        <a href="https://other.example/">c</a><a href="https://facebook.com/thekitchen">d</a>"""
    )
    assert (found.outgoing, found.to_networks) == (2, 1)


@pytest.mark.parametrize(
    "href", ["https://evil.example/facebook.com/plugins/page", "https://xfacebook.com/plugins/page"]
)
def test_a_host_that_only_looks_like_a_network_is_none(href: str) -> None:
    assert looked(f'<iframe src="{href}"></iframe>').seen == ()


def test_nothing_on_a_page_is_told_as_nothing_seen() -> None:
    found = looked("")
    assert found.seen == () and [n.next for n in found.networks] == [Level.LINK, Level.LINK]
