from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import TITLE, Send, ago
from .test_public import OPEN, WORDS

TEXTS = {"article_en": "It went wrong.", "article_fr": "Cela a mal tourné."}


def test_the_way_back_is_measured_and_kept(reader: Client) -> None:
    given = {"what": TITLE, "began_at": ago(days=60)}
    made = reader.post("/api/setbacks/", given, content_type="application/json").json()
    where = f"/api/setbacks/{made['id']}/comeback/"
    assert reader.get(where).json() == []
    told = reader.post(where, content_type="application/json")
    assert told.status_code == 200, told.content
    kept = told.json()["comeback"]
    assert not told.json()["later"] and kept["said"] and kept["measured"]["onset"] == given["began_at"][:10]
    assert reader.get(where).json() == [kept]


@pytest.mark.usefixtures("room")
def test_a_story_is_begun_finished_and_published_by_a_manager(
    send: Send, at: str, join: Callable[..., Membership]
) -> None:
    send("get", f"{at}story/", expect=404)
    begun: dict[str, Any] = send("post", f"{at}story/")
    assert begun["article_en"] and begun["version"] == send("post", f"{at}story/")["version"]
    edited = send("put", f"{at}story/", {**TEXTS, "seen": begun["version"]})
    assert edited["article_fr"] == TEXTS["article_fr"] and edited["script_en"] == begun["script_en"]
    send("put", f"{at}story/", {**TEXTS, "seen": begun["version"]}, expect=409)
    out = {"seen": edited["version"]}
    send("post", f"{at}story/publish/", out, expect=403, by=program(join(Role.EDITOR), ["plans"]))
    send("post", f"{at}public/", OPEN, expect=201)
    send("post", f"{at}updates/", {**WORDS, "state": "acknowledged"}, expect=201)
    published = send("post", f"{at}story/publish/", out)
    assert published["published_at"]
    assert send("put", f"{at}story/", {"seen": published["version"]}, expect=422)["code"] == "story_is_out"
    assert not send("post", f"{at}story/take-back/", {"seen": published["version"]})["published_at"]
