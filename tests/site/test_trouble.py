from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client


def test_settings_that_cannot_be_read_become_a_page_that_says_so(
    empty_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path / "file"))
    answer = empty_client.get("/o/default/?lang=fr")
    assert answer.status_code == 503
    assert "qui n’est pas un dossier" in answer.content.decode()


def test_a_damaged_lake_is_named_and_shows_no_traceback(empty_client: Client, tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "HEAD.json").write_text("{", encoding="utf-8")
    answer = empty_client.get("/o/default/")
    assert answer.status_code == 503
    said = answer.content.decode()
    assert "HEAD.json" in said and "Traceback" not in said


def test_an_error_of_ours_says_so_without_its_traceback(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("pratfall.site.people.invitations.open_ones", fail)
    client.raise_request_exception = False
    answer = client.get("/o/default/members/", headers={"accept-language": "fr"})
    assert answer.status_code == 500
    assert "L’erreur a été notée" in answer.content.decode() and "inside" not in answer.content.decode()
    monkeypatch.setattr("pratfall.site.trouble.framed", fail)
    assert "has been written down" in client.get("/o/default/members/").content.decode(), "the last resort"


def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    from django.test import RequestFactory

    from pratfall.site.trouble import not_from_here

    request = RequestFactory().post("/teach/", headers={"host": "127.0.0.1", "accept-language": "fr"})
    answer = not_from_here(request)
    assert answer.status_code == 403
    assert "Ce formulaire ne vient pas d" in answer.content.decode()
