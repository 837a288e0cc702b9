"""A setback opened by a program, and people with programs of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.site import place
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from tests.lake.rows import extract

Send = Callable[..., Any]
TITLE = "We posted a picture of another charity's kitchen."
FACTS = {
    "ticked": ["upset", "finding_out"],
    "texts": {
        "en": {"happened": "We used a wrong picture."},
        "fr": {"happened": "Nous avons publié une fausse photo."},
    },
    "contact": "hello@default.example",
    "zone": "Europe/Paris",
}


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def ahead(**span: float) -> str:
    return (datetime.now(UTC) + timedelta(**span)).isoformat()


@pytest.fixture
def room(send: Send) -> dict[str, Any]:
    """As the owner's program opened it."""
    made: dict[str, Any] = send("post", "/setbacks/", {"what": TITLE, "began_at": ago(hours=2)}, expect=201)
    return made


@pytest.fixture
def at(room: dict[str, Any]) -> str:
    """Its address."""
    return f"/setbacks/{room['id']}/"


@pytest.fixture
def approved(send: Send, at: str) -> dict[str, Any]:
    """A statement that was drafted and approved."""
    draft = {"kind": "holding", "facts": FACTS, "next_word_at": ahead(hours=3)}
    made = send("post", f"{at}statements/", draft, expect=201)
    where = f"{at}statements/{made['id']}/"
    told: dict[str, Any] = send("post", f"{where}approve/", {"digest": made["digest"]})
    return told


@pytest.fixture
def heard(send: Send, room: dict[str, Any], at: str, owner: Membership) -> list[dict[str, Any]]:
    """Two comments under the post it is about, collected."""
    about = [{"kind": "post", "platform": "x", "account_id": "a1", "id": "p1", "name": "The picture"}]
    Setback.objects.filter(pk=room["id"]).update(about=about)
    began, now = datetime.now(UTC) - timedelta(hours=2), datetime.now(UTC)
    comments = [
        {"comment_id": ref, "post_id": "p1", "text": text, "created_at": began + timedelta(minutes=n)}
        | {"author_key": f"who-{ref}", "author_is_owner": False}
        for n, (ref, text) in enumerate([("c1", "You stole this picture, shame!"), ("c2", "Is this your kitchen?")], 1)
    ]
    post = {"post_id": "p1", "published_at": began, "as_of": now, "url": "https://x.example/a1/status/p1"}
    with place.lake(owner.organisation).writing() as writer:
        writer.add(extract("one", post=[post], comment=comments))
    assert send("post", f"{at}ledger/collect/")["seen"] == 2
    found: list[dict[str, Any]] = send("get", f"{at}comments/")
    return found
