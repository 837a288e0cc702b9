"""Who may help, from what people wrote."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from pratfall.site.setbacks.found_allies import OFTEN, found_allies, found_ally
from pratfall.site.setbacks.models import Setback
from tests.site.setbacks.hearing import BEGAN, about_it, export, said

from .conftest import NOW

DEFENDS = "Leave them alone, this is so unfair"
ANGRY = "This is disgusting, I hate it, shame on you, you make me sick"
CALM = "I was there on Saturday with my daughter"


def often(author: str, text: str, times: int = OFTEN) -> list[dict[str, Any]]:
    return [
        said(f"{author}{n}", text, author_key=author, created_at=BEGAN - timedelta(days=10 + n)) for n in range(times)
    ]


def test_who_defends_comes_before_who_only_writes_often(setback: Setback, home: Path) -> None:
    written = [*often("regular", CALM), *often("rare", CALM, 2), said("d1", DEFENDS, author_key="friend", likes=4)]
    export(setback.organisation, "one", written)
    friend, regular = found_allies(about_it(setback), NOW)
    assert (friend.author, friend.defended, friend.comments, friend.lately, friend.likes) == ("friend", 1, 1, 1, 4)
    assert friend.href == "https://x.example/a1/status/p1" and friend.language == "en"
    assert (regular.author, regular.defended, regular.days, regular.likes) == ("regular", 0, OFTEN, None)
    assert found_ally(setback, "x", "friend", NOW) == friend


def test_the_angry_our_own_the_nameless_and_the_old_are_nobody_to_ask(setback: Setback, home: Path) -> None:
    old = said("old", DEFENDS, author_key="old", created_at=NOW - timedelta(days=400))
    own = said("own", DEFENDS, author_key="us", author_is_owner=True)
    nameless = said("none", DEFENDS, author_key="")
    export(setback.organisation, "one", [*often("angry", ANGRY), old, own, nameless])
    assert found_allies(about_it(setback), NOW) == []
    assert found_ally(setback, "x", "old", NOW) is None


def test_an_address_that_is_none_is_left_out(setback: Setback, home: Path) -> None:
    export(setback.organisation, "one", [said("d1", DEFENDS, author_key="friend", post_id="nowhere")])
    (friend,) = found_allies(about_it(setback), NOW)
    assert friend.href == "" and "author" not in friend.as_json()
