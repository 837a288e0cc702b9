from __future__ import annotations

from dataclasses import replace

from pratfall.records.subjects import Account
from pratfall.reviews.website import Visit
from pratfall.site.lessons.site_report import Back, landing_links, likely_site, own_accounts, report
from tests.site.lessons.test_guard import post

LINK = "https://www.e.example/supper"


def test_an_account_is_known_by_every_name_an_address_may_call_it() -> None:
    own = own_accounts(
        [
            Account("instagram", "17", "@Kitchen", "The Kitchen", "https://www.instagram.com/The.Kitchen/"),
            Account("linkedin", "local:the-kitchen"),
            Account("youtube", "local:The Kitchen"),
            Account("mastodon", "5", "kitchen", "", "https://piaille.fr/@kitchen"),
            Account("mailchimp", "local:x"),
        ]
    )
    assert [one.platform for one in own] == ["instagram", "linkedin", "youtube", "mastodon"]
    assert own[0].names == {"17", "kitchen", "the.kitchen"} and own[1].names == {"the-kitchen"}
    assert own[2].names == frozenset()  # a name with a space is no address: nobody can compare
    assert own[3].server == "piaille.fr" and "kitchen@piaille.fr" in own[3].names


def test_the_likely_site_is_where_most_posts_lead() -> None:
    posts = [replace(post(n), links=(LINK, "https://bit.ly/x", "https://facebook.com/k")) for n in range(3)]
    assert likely_site(posts) == "https://e.example/" and likely_site(posts[:2]) == ""


def test_links_to_the_site_are_found_with_their_posts_newest_first() -> None:
    old, new = replace(post(9), links=(LINK, LINK)), replace(post(2), links=(LINK, "https://other.example/"))
    assert landing_links([old, new], "e.example") == {LINK: [old, new]}


def test_posts_that_lead_back_are_counted_beside_those_with_any_link() -> None:
    posts = [replace(post(9), links=(LINK,)), replace(post(8), links=("https://other.example/",)), post(7)]
    own = own_accounts([Account("facebook", "1", "kitchen")])
    found = report(Visit("e.example"), own, posts, {})
    assert found.back == (Back("facebook/1", 1, 2),) and (found.bare, found.labelled_of) == (1, 1)
