"""All promised actions in one list, whether their setback is closed or not."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import preventions
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import LOOK_TWICE, promise


def text(client: Client, lang: str = "en") -> str:
    answer = client.get("/o/default/prevention/", headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_an_empty_list_says_that_nothing_is_owed(empty_client: Client) -> None:
    assert "No action is waiting for its proof" in text(empty_client)


def test_what_is_owed_comes_first_by_its_day_and_closed_setbacks_are_among_them(
    empty_client: Client, make_setback: Callable[..., Setback], owner: Membership, charlie: Membership
) -> None:
    closed = make_setback(title="An old story", state="closed", closed_at=NOW)
    later = promise(closed, owner.user, replace(LOOK_TWICE, words="later one", due=date(2027, 2, 1)))
    promise(make_setback(), owner.user, replace(LOOK_TWICE, words="sooner one", due=date(2026, 12, 1)))
    gone = promise(make_setback(), owner.user, replace(LOOK_TWICE, words="dropped one"))
    promise(make_setback(organisation=charlie.organisation), charlie.user, replace(LOOK_TWICE, words="not ours"))
    preventions.give_up(prevention=gone, actor=owner.user, why="no use", seen=1, now=NOW)
    page = text(empty_client)
    assert page.index("sooner one") < page.index("later one") < page.index("dropped one")
    assert f"/setbacks/{closed.pk}/prevention/#action-{later.pk}" in page and "An old story" in page
    assert "not ours" not in page
    assert "Pas encore prouvées" in text(empty_client, "fr")


def test_more_actions_ask_the_database_no_more(
    empty_client: Client, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    asked = []
    for _ in range(2):
        for _ in range(6):
            promise(make_setback(), owner.user, replace(LOOK_TWICE, owner=owner.user))
        text(empty_client)
        with CaptureQueriesContext(connection) as captured:
            text(empty_client)
        asked.append(len(captured))
    assert asked[0] == asked[1] < 20
