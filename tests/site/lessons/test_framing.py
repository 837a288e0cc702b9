from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pratfall.site.lessons import framing
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role


def test_the_frame_knows_what_a_reader_may_do(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(framing, "framed", lambda _request, _template, *, status, **context: given.update(context))
    monkeypatch.setattr(framing, "words_of", lambda _request: "words")
    owner.role = Role.EDITOR
    framing.in_library(SimpleNamespace(membership=owner, path="/"), "lessons.html", error="told")  # type: ignore[arg-type]
    assert (given["may_change"], given["may_manage"], given["error"]) == (True, False, "told")
