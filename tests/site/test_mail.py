from __future__ import annotations

import pytest

from pratfall.errors import SettingsError
from pratfall.site.mail import Mail, chosen


@pytest.mark.parametrize(
    ("address", "host", "port", "starttls", "tls"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, False, False),
        ("smtp+starttls://mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://mail.example.org", "mail.example.org", 465, False, True),
        ("smtps://mail.example.org:2465", "mail.example.org", 2465, False, True),
    ],
)
def test_an_address_says_how_mail_leaves(address: str, host: str, port: int, starttls: bool, tls: bool) -> None:
    mail = chosen({"PRATFALL_MAIL": address})
    assert (mail.host, mail.port, mail.starttls, mail.tls) == (host, port, starttls, tls)
    assert mail.leaves and mail.sender == "Pratfall <pratfall@mail.example.org>"


def test_signs_in_a_password_are_unescaped_and_the_sender_is_ones_own() -> None:
    mail = chosen({"PRATFALL_MAIL": "smtps://a%40b:p%40ss%2F@mail.example.org", "PRATFALL_MAIL_FROM": "Us <us@x.org>"})
    assert (mail.user, mail.password, mail.sender) == ("a@b", "p@ss/", "Us <us@x.org>")


def test_without_an_address_no_mail_leaves() -> None:
    assert chosen({}) == Mail() and not Mail().leaves


@pytest.mark.parametrize("address", ["mail.example.org", "http://a:secret@x", "smtp://", "smtp://a:secret@x:99999"])
def test_what_is_no_address_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(SettingsError, match="mail_unreadable") as caught:
        chosen({"PRATFALL_MAIL": address})
    assert "secret" not in str(caught.value)
