from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.learn.page_marks import read_page
from pratfall.reviews.render import codec
from pratfall.reviews.website import Met, Visit
from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.lessons.services.website import _posts
from pratfall.site.lessons.site_report import own_accounts, report
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.today import desk
from tests.site.conftest import signed_in

PAGE = "/o/default/learn/website/"
HTML = """<a href="https://instagram.com/thelongtable">Follow us</a><a href="https://x.com/<script>">x</a>
<a href="https://x.com/%3Cscript%3Ealert">y</a><script src="https://static.elfsight.com/p.js"></script>
<a href="https://www.facebook.com/Stranger.Danger">z</a>"""


def kept(owner: Membership, html: str, days_ago: int = 0) -> WebsiteCheck:
    """A look that found `html` at the site the sample's posts lead to."""
    now = timezone.now() - timedelta(days_ago)
    address = "https://thelongtable.example/"
    met = [Met(address, read_page(html, address), 200), Met(f"{address}<b>x</b>", status=404, why="not_found")]
    current = desk.current(owner.organisation)
    assert current is not None
    own = own_accounts(state.account for state in current.review.accounts)
    visit = Visit("thelongtable.example", met)
    found = codec.encode(report(visit, own, _posts(owner.organisation, timezone.now()), {}))
    return WebsiteCheck.objects.create(
        organisation=owner.organisation, address=address, by=owner.user, asked_at=now, done_at=now, found=found
    )


def test_an_empty_page_says_what_to_do_and_proposes_the_address(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "Nobody has looked at the website yet" in text and 'value="https://thelongtable.example/"' in text


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("leads to 1 of your 5", "Cheapest next step", "a follow button", "stranger.danger", "Elfsight")),
        ("fr", ("mène à 1 de vos 5", "Prochain pas", "un bouton pour suivre", "stranger.danger", "Elfsight")),
    ],
)
def test_a_look_is_told_in_sentences(client: Client, owner: Membership, lang: str, said: tuple[str, ...]) -> None:
    kept(owner, HTML)
    text = client.get(PAGE, headers={"accept-language": lang}).content.decode().replace("\u00a0", " ")
    for words in said:
        assert words in text, words
    assert "<script>alert" not in text and "<b>x</b>" not in text
    assert "website." not in text.replace("website.css", "")


def test_two_looks_are_compared(client: Client, owner: Membership) -> None:
    kept(owner, "", days_ago=40)
    kept(owner, HTML)
    text = client.get(PAGE).content.decode()
    assert "a link to the profile is new" in text and "Every look" in text


def test_asking_leads_back_to_the_page_which_says_that_it_goes_on(client: Client) -> None:
    answer = client.post(PAGE, {"address": "thelongtable.example"})
    assert answer.status_code == 302
    text = client.get(PAGE).content.decode()
    assert "Looking at https://thelongtable.example" in text and "<progress" in text


def test_a_wrong_address_keeps_what_was_typed(client: Client) -> None:
    answer = client.post(PAGE, {"address": '"><script>'})
    assert answer.status_code == 409 and "&quot;&gt;&lt;script&gt;" in answer.content.decode()


def test_who_only_looks_sees_no_form(client: Client, owner: Membership, join: Callable[..., Membership]) -> None:
    kept(owner, HTML)
    text = signed_in(join(Role.ANALYST).user).get(PAGE).content.decode()
    assert 'name="address"' not in text and "Cheapest next step" in text
