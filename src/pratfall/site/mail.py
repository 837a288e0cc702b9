"""How mail leaves: one address of an SMTP server, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pratfall.errors import SettingsError

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class Mail:
    backend: str = "django.core.mail.backends.dummy.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    sender: str = "Pratfall <pratfall@localhost>"

    @property
    def leaves(self) -> bool:
        return bool(self.host)


def chosen(environ: Mapping[str, str]) -> Mail:
    """PRATFALL_MAIL=smtp+starttls://user:password@mail.example.org:587 and PRATFALL_MAIL_FROM; without, no mail leaves.

    Raises SettingsError; never with the password in it.
    """
    given = environ.get("PRATFALL_MAIL", "")
    if not given:
        return Mail()
    expected = "smtp+starttls://user:password@host:587"
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise SettingsError("mail_unreadable", variable="PRATFALL_MAIL", expected=expected) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise SettingsError("mail_unreadable", variable="PRATFALL_MAIL", expected=expected)
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
        sender=environ.get("PRATFALL_MAIL_FROM", "") or f"Pratfall <pratfall@{parts.hostname}>",
    )
