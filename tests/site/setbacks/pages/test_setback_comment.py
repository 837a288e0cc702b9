"""One comment's page: reply, removal by two, erasure by an owner; nothing lost where two work on it."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.site import place
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import KeptText, Removal, Reply, Setback
from pratfall.site.setbacks.services import ledger
from tests.site.conftest import signed_in
from tests.site.setbacks.hearing import about_it, export, said

ANGRY = "This is a disgrace, shame on you. <b>I am furious</b> and I want my money back!"
ROWS = [
    said("angry", ANGRY, 1, likes=30, author_key="anna"),
    said("threat", "I know where you live", 2, author_key="anna"),
    said("own", "We are sorry.", 5, author_is_owner=True, parent_comment_id="threat"),
]


@pytest.fixture
def running(empty_client: Client, setback: Setback) -> Setback:
    export(setback.organisation, "one", ROWS)
    ledger.collect(setback=about_it(setback), now=timezone.now())
    return setback


def at(setback: Setback, ref: str = "angry") -> str:
    return f"/o/default/setbacks/{setback.pk}/replies/{heard(setback)['x', ref].place}/"


def text(client: Client, setback: Setback, ref: str = "angry", lang: str = "en") -> str:
    answer = client.get(at(setback, ref), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(client: Client, setback: Setback, do: str, ref: str = "angry", **given: object) -> int:
    return client.post(at(setback, ref), {"do": do, **given}).status_code


def test_it_shows_what_was_read_and_what_became_of_it(empty_client: Client, running: Setback) -> None:
    page = text(empty_client, running)
    assert "No answer for" in page and "Comment seen" in page and "30 reactions" in page
    assert "<b>I am furious" not in empty_client.get(at(running)).content.decode()
    assert "Sans réponse depuis" in text(empty_client, running, lang="fr")
    answered = text(empty_client, running, "threat")
    assert "You wrote," in answered and "We are sorry." in answered
    assert empty_client.get(f"/o/default/setbacks/{running.pk}/replies/999/").status_code == 404


def test_a_reply_is_drafted_edited_and_noted_as_sent(empty_client: Client, running: Setback) -> None:
    page = text(empty_client, running)
    assert "No approved statement says yet: what happened" in page
    assert press(empty_client, running, "reply_draft", kind="explain", language="en") == 302
    reply = Reply.objects.get()
    sent = {"text": "We are sorry, truly.", "address": "https://x.example/9", "seen": reply.version}
    assert press(empty_client, running, "reply_sent", **sent) == 302
    reply.refresh_from_db()
    assert (reply.text, reply.address) == ("We are sorry, truly.", "https://x.example/9")
    assert "Answered after" in text(empty_client, running)


def test_two_who_write_one_reply_both_see_both_texts(empty_client: Client, running: Setback) -> None:
    press(empty_client, running, "reply_draft", kind="own", language="en")
    first = {"text": "Mine", "kind": "own", "language": "en", "seen": 1}
    assert press(empty_client, running, "reply_save", **first) == 302
    answer = empty_client.post(at(running), {"do": "reply_save", **first, "text": "Theirs"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert ">Theirs</textarea>" in page and "Mine" in page
    assert Reply.objects.get().text == "Mine"


def test_criticism_is_named_before_anybody_asks_for_its_removal(empty_client: Client, running: Setback) -> None:
    page = text(empty_client, running)
    assert "This looks like criticism" in page and "Liao et al. 2024" in page
    assert "This looks like criticism" not in text(empty_client, running, "threat")
    assert "Something in its words points to this." in text(empty_client, running, "threat")


def test_a_removal_takes_two_people_and_a_reason(
    empty_client: Client, running: Setback, join: Callable[..., Membership]
) -> None:
    editor = signed_in(join(Role.EDITOR).user)
    assert press(editor, running, "ask", "threat", reason="threat", why="") == 409
    assert press(editor, running, "ask", "threat", reason="threat", why="A threat", how="delete") == 302
    removal = Removal.objects.get()
    decide = {"removal": removal.pk, "seen": removal.version, "why": "Yes"}
    assert not removal.hide_only
    assert press(editor, running, "approve", "threat", **decide) == 409
    assert "somebody else has to decide" in text(editor, running, "threat")
    assert press(empty_client, running, "approve", "angry", **decide) == 404
    assert press(empty_client, running, "approve", "threat", **decide) == 302
    removal.refresh_from_db()
    assert press(editor, running, "removed", "threat", removal=removal.pk, seen=removal.version) == 302
    assert "Removed by you: Threat." in text(empty_client, running, "threat")


def test_an_owner_erases_a_person_from_everywhere(
    empty_client: Client, running: Setback, join: Callable[..., Membership]
) -> None:
    assert press(empty_client, running, "erase_person") == 409
    manager = signed_in(join(Role.MANAGER).user)
    assert "Erase everything" not in text(manager, running)
    assert press(manager, running, "erase_person", sure="1") == 409
    assert press(empty_client, running, "erase_person", sure="1") == 302
    assert not KeptText.objects.filter(author="anna").exists()
    assert "disgrace" not in text(empty_client, running)
    assert "anna" not in place.lake(running.organisation).comments(timezone.now())["author_key"].to_pylist()


def test_only_the_words_of_one_comment_can_go(empty_client: Client, running: Setback) -> None:
    assert press(empty_client, running, "erase_comment", sure="1") == 302
    assert KeptText.objects.filter(author="anna").count() == 1
    assert "Erased at somebody’s request." in text(empty_client, running)


def test_who_only_looks_changes_nothing(running: Setback, join: Callable[..., Membership], charlie: Membership) -> None:
    analyst = signed_in(join(Role.ANALYST).user)
    page = text(analyst, running)
    assert "Nobody has drafted a reply yet." in page and 'name="do" value="reply_draft"' not in page
    assert press(analyst, running, "reply_draft", kind="own", language="en") == 403
    assert signed_in(join(Role.GUEST).user).get(at(running)).status_code == 403
    assert signed_in(charlie.user).get(at(running)).status_code == 404


@pytest.mark.parametrize("do", ["", "everything", "reply_everything", "reply_save", "approve"])
def test_a_form_nobody_offers_changes_nothing(empty_client: Client, running: Setback, do: str) -> None:
    assert press(empty_client, running, do) in (404, 409)
    assert not Reply.objects.exists() and not Removal.objects.exists()
