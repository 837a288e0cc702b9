from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.asgi import begin_reviews
from pratfall.site.people.models import Organisation
from pratfall.site.reports import desk


def test_the_review_is_begun_before_anybody_asks(client: Client, organisation: Organisation) -> None:
    begin_reviews()
    assert desk.current(organisation) is not None


def test_beginning_never_hides_what_the_first_reader_must_be_told(
    empty_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "HEAD.json").write_text("{", encoding="utf-8")
    begin_reviews()
    assert empty_client.get("/o/default/").status_code == 503
