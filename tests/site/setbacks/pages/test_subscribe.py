"""Asking for mails, confirming, leaving: nobody learns anything about anybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Subscriber, Update
from pratfall.site.setbacks.public import work
from pratfall.site.setbacks.services import publishing, subscribers
from tests.site.conftest import signed_in
from tests.site.outgoing.conftest import Post
from tests.site.setbacks.conftest import NOW

HERE = "/updates/the-wrong-picture/"


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    cache.clear()


@pytest.fixture
def browser(post: Post, update: Update, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Of somebody without an account; what the worker would do is done at once."""
    monkeypatch.setattr(work, "ask_to_confirm", work.ask_to_confirm.call_local)
    return signed_in(None)


def ask(browser: Client, email: str = "anne@reader.example", **more: str) -> Any:
    return browser.post(f"{HERE}subscribe/", {"email": email, "language": "fr", **more})


def test_from_the_form_to_the_last_mail(post: Post, browser: Client, owner: Membership, update: Update) -> None:
    page = browser.get(f"{HERE}subscribe/").content.decode()
    assert 'type="email"' in page and "shown to nobody of the team" in page
    answer = ask(browser)
    assert (
        answer.status_code == 302 and "a link is on its way" in browser.get(answer.headers["Location"]).content.decode()
    )
    said = post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = said.split("https://pratfall.example")[1].split()[0]
    assert "Confirmer votre adresse" in browser.get(link).content.decode()
    assert Subscriber.objects.get().confirmed_at is None, "a program that opens links confirms nothing"
    assert "C’est confirmé" in browser.post(link).content.decode()
    assert Subscriber.objects.get().confirmed_at is not None
    stop = f"{HERE}stop/{subscribers.token_of(Subscriber.objects.get(), subscribers.STOP)}/"
    assert browser.get(stop).status_code == 200 and Subscriber.objects.get().ended_at is None
    mail_program = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    assert mail_program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscriber.objects.get().email == "" and mail_program.post(stop).status_code == 200


def test_the_answer_is_the_same_whoever_asks_and_whoever_is_known(post: Post, browser: Client) -> None:
    answers = [ask(browser), ask(browser), ask(browser, "new@reader.example"), ask(browser, "x@y.example", website="x")]
    assert len({(answer.status_code, answer.headers["Location"]) for answer in answers}) == 1
    assert [mail["To"] for mail in post.mails] == ["anne@reader.example", "new@reader.example"]


def test_what_is_no_address_comes_back_with_what_was_typed(browser: Client) -> None:
    answer = ask(browser, 'no"><script>')
    assert answer.status_code == 409 and "no mail address" in answer.content.decode()
    assert "no&quot;&gt;&lt;script&gt;" in answer.content.decode()


def test_one_place_asks_ten_times_an_hour(post: Post, browser: Client) -> None:
    for number in range(10):
        assert ask(browser, f"a{number}@reader.example").status_code == 302
    assert ask(browser, "more@reader.example").status_code == 429 and len(post.mails) == 10


def test_without_mail_the_form_is_not_there(update: Update) -> None:
    page = signed_in(None).get(f"{HERE}subscribe/").content.decode()
    assert "<form" not in page and f"{HERE}en/feed.xml" in page
    assert signed_in(None).post(f"{HERE}subscribe/", {"email": "a@b.example"}).status_code == 200
    assert not Subscriber.objects.exists()


def test_a_form_from_elsewhere_asks_for_nothing(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    assert ask(strict).status_code == 403 and not Subscriber.objects.exists()


def test_links_of_other_pages_open_nothing(browser: Client, update: Update) -> None:
    ask(browser)
    token = subscribers.token_of(Subscriber.objects.get(), subscribers.CONFIRM)
    for link in (f"/updates/other/confirm/{token}/", f"{HERE}stop/{token}/", f"{HERE}confirm/{token}x/"):
        assert browser.post(link).status_code == 404, link


def test_a_withdrawn_page_says_so_and_lets_people_leave(
    browser: Client, public_page: PublicPage, owner: Membership
) -> None:
    ask(browser)
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=NOW)
    assert browser.get(f"{HERE}subscribe/").status_code == 410
    stop = f"{HERE}stop/{subscribers.token_of(Subscriber.objects.get(), subscribers.STOP)}/"
    assert browser.post(stop).status_code == 200 and Subscriber.objects.get().ended_at is not None


def test_nothing_is_there_before_the_first_update(public_page: PublicPage) -> None:
    assert signed_in(None).get(f"{HERE}subscribe/").status_code == 404
