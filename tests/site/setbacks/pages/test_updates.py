"""The public page by the pages' own way: where its files are missing, it is made and sent all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Update
from pratfall.site.setbacks.services import publishing
from tests.site.conftest import signed_in
from tests.site.setbacks.conftest import NOW


@pytest.mark.parametrize(("path", "said"), [("", "Lire cette page"), ("en/", "kitchen"), ("fr/feed.xml", "la nôtre")])
def test_everybody_reads_it_without_an_account_or_a_cookie(update: Update, home: Path, path: str, said: str) -> None:
    answer = signed_in(None).get(f"/updates/the-wrong-picture/{path}")
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not answer.cookies and answer.headers["Cache-Control"].startswith("public")
    assert answer.headers["X-Robots-Tag"] == "all"
    assert (home / "public" / "the-wrong-picture" / "en" / "index.html").is_file()


def test_nothing_is_there_before_the_first_update_nor_elsewhere(public_page: PublicPage, update: Update) -> None:
    browser = signed_in(None)
    for path in ("/updates/another/", "/updates/the-wrong-picture/de/", "/updates/the-wrong-picture/../site.key"):
        assert browser.get(path).status_code == 404, path


def test_what_is_nowhere_is_not_made_either(
    public_page: PublicPage, update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pratfall.site.setbacks.pages.updates.making.make", lambda *_: 1 / 0)
    for path in ("de/", "en/feed.xml.gz", "gone.html", "en/../../site.key"):
        assert signed_in(None).get(f"/updates/the-wrong-picture/{path}").status_code == 404, path


def test_an_open_page_without_an_update_is_not_there(public_page: PublicPage) -> None:
    assert signed_in(None).get("/updates/the-wrong-picture/").status_code == 404


def test_a_withdrawn_page_is_gone(public_page: PublicPage, update: Update, owner: Membership) -> None:
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=NOW)
    answer = signed_in(None).get("/updates/the-wrong-picture/en/")
    assert answer.status_code == 410 and b"kitchen" not in answer.content


def test_nobody_writes_here(update: Update) -> None:
    assert signed_in(None).post("/updates/the-wrong-picture/").status_code == 405
    head = signed_in(None).head("/updates/the-wrong-picture/en/")
    assert head.status_code == 200 and head.content == b""
