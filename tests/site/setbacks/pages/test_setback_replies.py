"""The page of comments: most urgent first, filtered, harmless whatever somebody wrote."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import LedgerEntry, Setback
from pratfall.site.setbacks.services import ledger
from tests.site.conftest import signed_in
from tests.site.setbacks.hearing import about_it, export, said

HOSTILE = "<script>alert(1)</script> \u202egnp.exe {% say 'x' %} {{ words }} </bdi>"
ROWS = [
    said("calm", "Ok, see you on Saturday then.", 1, likes=0),
    said("angry", "This is a disgrace, shame on you. I am furious and I want my money back!", 1, likes=30),
    said("asks", "Quand allez-vous nous dire ce qui s’est passé ?", 1),
    said("bad", HOSTILE, 2),
    said("big", "🔥" * 250_000, 3),
]


@pytest.fixture
def running(empty_client: Client, setback: Setback) -> Setback:
    export(setback.organisation, "one", ROWS)
    return about_it(setback)


def at(setback: Setback, query: str = "") -> str:
    return f"/o/default/setbacks/{setback.pk}/replies/{query}"


def text(client: Client, setback: Setback, query: str = "", lang: str = "en") -> str:
    answer = client.get(at(setback, query), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_nothing_named_and_nothing_written_say_what_to_do(
    empty_client: Client, setback: Setback, make_setback: Callable[..., Setback]
) -> None:
    assert "Nothing is named" in text(empty_client, setback)
    assert "No export holds a comment" in text(empty_client, about_it(make_setback()))


def test_a_click_looks_for_comments_and_the_angriest_comes_first(empty_client: Client, running: Setback) -> None:
    assert empty_client.post(at(running), {"do": "collect"}).status_code == 302
    page = text(empty_client, running)
    assert page.index("This is a disgrace") < page.index("see you on Saturday")
    assert "5 of 5 have no answer" in page and "More than half still wait" in page
    assert "sont sans réponse" in text(empty_client, running, lang="fr")


def test_what_people_wrote_is_shown_harmlessly(empty_client: Client, running: Setback) -> None:
    ledger.collect(setback=running, now=timezone.now())
    raw = empty_client.get(at(running)).content.decode()
    assert "<script>alert" not in raw and "&lt;script&gt;" in raw
    assert "\u202e" not in raw
    assert len(raw) < 60_000


def test_filters_narrow_and_never_leave_the_page(empty_client: Client, running: Setback) -> None:
    ledger.collect(setback=running, now=timezone.now())
    assert "Saturday" not in text(empty_client, running, "?who=angry")
    french = text(empty_client, running, "?spoken=fr")
    assert "Quand allez-vous" in french and "disgrace" not in french
    for odd in ("?who=nobody", "?page=999", "?page=x", "?same=x", "?spoken=%00<script>", "?open=2"):
        assert "<script>" not in empty_client.get(at(running, odd)).content.decode()
    assert "None of this kind." in text(empty_client, running, "?who=defenders")


def test_a_page_holds_fifty_and_leads_to_the_next(empty_client: Client, setback: Setback) -> None:
    export(setback.organisation, "one", [said(f"c{i}", f"Comment number {i} of many", i / 10) for i in range(120)])
    ledger.collect(setback=about_it(setback), now=timezone.now())
    first, last = text(empty_client, setback, "?who=all"), text(empty_client, setback, "?page=3")
    assert first.count('id="comment-') == 50 and last.count('id="comment-') == 20
    assert "page=2" in first and 'start="101"' in last


def test_an_analyst_reads_and_a_guest_does_not(
    running: Setback, join: Callable[..., Membership], charlie: Membership
) -> None:
    ledger.collect(setback=running, now=timezone.now())
    analyst = signed_in(join(Role.ANALYST).user)
    assert "disgrace" in text(analyst, running)
    assert analyst.post(at(running), {"do": "collect"}).status_code == 403
    assert signed_in(join(Role.GUEST).user).get(at(running)).status_code == 403
    assert signed_in(charlie.user).get(at(running)).status_code == 404


def test_a_form_nobody_offers_is_refused(empty_client: Client, running: Setback) -> None:
    assert empty_client.post(at(running), {"do": "delete everything"}).status_code == 409


def test_beside_a_worker_the_click_only_asks(
    empty_client: Client, running: Setback, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("pratfall.site.setbacks.pages.setback_replies.worker.is_beside", lambda: True)
    monkeypatch.setattr("pratfall.site.setbacks.pages.setback_replies.jobs.collect", asked.append)
    empty_client.post(at(running), {"do": "collect"})
    assert asked == [running.pk]
    assert not LedgerEntry.objects.exists()


def test_a_page_asks_the_database_as_often_for_many_comments_as_for_few(
    empty_client: Client, running: Setback, django_assert_max_num_queries: Any
) -> None:
    ledger.collect(setback=running, now=timezone.now())
    with django_assert_max_num_queries(30):
        empty_client.get(at(running))
