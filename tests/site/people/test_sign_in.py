"""The ways in and back in that allauth brings, as they stand in our frame: mail over real SMTP, codes of a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, override_settings

from pratfall.site.mail import Mail
from pratfall.site.people.models import Membership
from tests.site.conftest import PASSWORD, signed_in


class Letterbox(MessageHandler):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def letters(free_port: int) -> Iterator[list[Message]]:
    """What a real mail server on the loopback address was given."""
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port)
    server.start()
    real: dict[str, Any] = {
        "MAIL": Mail(host="127.0.0.1", port=free_port),
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": free_port,
    }
    try:
        with override_settings(**real):
            yield box.letters
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def _limits_begin_anew() -> None:
    cache.clear()


def text_of(letter: Message) -> str:
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(owner: Membership, letters: list[Message]) -> None:
    browser = signed_in(None)
    browser.post("/account/password/reset/", {"email": owner.user.email}, headers={"accept-language": "fr"})
    (letter,) = letters
    assert letter["To"] == owner.user.email
    link = re.search(r"http://127\.0\.0\.1(/account/password/reset/key/\S+)", text_of(letter))
    assert link is not None
    form = browser.get(link[1], follow=True)
    where = form.redirect_chain[-1][0]
    browser.post(where, {"password1": "another sentence", "password2": "another sentence"})
    assert enters(signed_in(None), owner.user.email, "another sentence")
    assert not enters(signed_in(None), owner.user.email, PASSWORD)
    assert signed_in(None).get(link[1], follow=True).content.decode().count('name="password1"') == 0


def test_an_address_nobody_has_gets_no_letter_and_the_same_answer(owner: Membership, letters: list[Message]) -> None:
    here, nowhere = (
        signed_in(None).post("/account/password/reset/", {"email": email})
        for email in (owner.user.email, "nobody@x.example")
    )
    assert here.headers["Location"] == nowhere.headers["Location"]
    assert [letter["To"] for letter in letters] == [owner.user.email]


def test_an_invitation_travels_by_mail(owner: Membership, letters: list[Message]) -> None:
    signed_in(owner.user).post(
        "/o/default/members/",
        {"do": "invite", "email": "n@x.example", "role": "editor"},
        headers={"accept-language": "fr"},
    )
    (letter,) = letters
    link = re.search(r"http://127\.0\.0\.1(/invitation/\S+)", text_of(letter))
    assert link is not None and signed_in(None).get(link[1]).status_code == 200


def test_a_second_factor_is_asked_for_once_it_is_set_up(owner: Membership) -> None:
    browser = Client(headers={"host": "127.0.0.1"})
    assert enters(browser, owner.user.email, PASSWORD)
    asked = browser.get("/account/2fa/totp/activate/").headers["Location"]
    assert asked.startswith("/account/reauthenticate/"), "whoever finds the screen unlocked cannot change the lock"
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'value="([A-Z2-7]{16,})"', page)
    assert secret is not None
    key = secret[1]
    browser.post("/account/2fa/totp/activate/", {"code": code_of(key)})
    cache.clear()  # a code is taken once; the phone shows the next one half a minute later
    other = Client(headers={"host": "127.0.0.1"})
    assert not enters(other, owner.user.email, PASSWORD)
    assert "Two-Factor" in other.get("/account/2fa/authenticate/").content.decode()
    assert other.get("/o/default/members/").status_code == 302, "half-way in is not in"
    other.post("/account/2fa/authenticate/", {"code": "000000"})
    assert other.get("/o/default/members/").status_code == 302
    other.post("/account/2fa/authenticate/", {"code": code_of(key)})
    assert other.get("/o/default/members/").status_code == 200


def code_of(secret: str) -> str:
    """What the phone would show."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def enters(browser: Client, email: str, password: str) -> bool:
    answer = browser.post("/account/login/", {"login": email, "password": password})
    return answer.status_code == 302 and browser.get("/me/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_sound_the_same(owner: Membership) -> None:
    told = []
    for email in (owner.user.email, "nobody@x.example"):
        page = signed_in(None).post("/account/login/", {"login": email, "password": "wrong one"}).content.decode()
        told.append(re.findall(r'<ul class="pf-faults".*?</ul>', page))
    assert told[0] == told[1] and told[0]


def test_a_next_page_elsewhere_is_not_followed(owner: Membership) -> None:
    form = {"login": owner.user.email, "password": PASSWORD, "next": "https://evil.example/"}
    assert signed_in(None).post("/account/login/", form).headers["Location"] == "/"
