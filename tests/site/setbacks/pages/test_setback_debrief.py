"""The debrief's page: write alone, hand in, read together, sort, vote, discuss, close."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from pratfall.site.mail import Mail
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Debrief, Setback, Theme, Thought, Voice
from pratfall.site.setbacks.services import debriefs
from tests.site.conftest import signed_in
from tests.site.setbacks.conftest import NOW


def at(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/debrief/"


def text(client: Client, setback: Setback, lang: str = "en") -> str:
    answer = client.get(at(setback), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(client: Client, setback: Setback, do: str, **given: Any) -> int:
    debrief = Debrief.objects.filter(setback=setback).first()
    return client.post(at(setback), {"do": do, "seen": debrief.version if debrief else "", **given}).status_code


@pytest.fixture
def begun(empty_client: Client, setback: Setback) -> Setback:
    assert "No debrief yet" in text(empty_client, setback)
    assert press(empty_client, setback, "begin") == 302
    return setback


@pytest.fixture
def colleague(begun: Setback, join: Callable[..., Membership]) -> Client:
    return signed_in(join(Role.ANALYST, "ana").user)


def test_several_thoughts_of_several_kinds_are_written_at_once(empty_client: Client, begun: Setback) -> None:
    given = {"text_cause": "Two folders.\r\n\r\nOne name.\r\nTwice.", "text_lucky": "A Sunday. <script>x</script>"}
    assert press(empty_client, begun, "save", **given) == 302
    kinds = sorted(Thought.objects.values_list("kind", "text"))
    assert kinds == [("cause", "One name.\nTwice."), ("cause", "Two folders."), ("lucky", given["text_lucky"])]
    assert "<script>x" not in empty_client.get(at(begun)).content.decode()


def test_handing_in_keeps_what_was_not_saved_yet(empty_client: Client, begun: Setback) -> None:
    assert press(empty_client, begun, "hand_in", text_change="Ask the kitchen.") == 302
    assert Thought.objects.get().text == "Ask the kitchen." and "You have handed in" in text(empty_client, begun)
    assert press(empty_client, begun, "take_back") == 302
    row = Thought.objects.get()
    assert press(empty_client, begun, "rewrite", thought=row.pk, seen=row.version, text="Ask them.") == 302
    assert press(empty_client, begun, "remove", thought=row.pk, seen=2) == 302
    assert not Thought.objects.exists()


def test_nobody_sees_another_sheet_before_their_own_is_handed_in(
    empty_client: Client, begun: Setback, colleague: Client
) -> None:
    press(empty_client, begun, "hand_in", text_cause="Nobody was on duty.")
    assert "Nobody was on duty." not in text(colleague, begun)
    press(empty_client, begun, "gather")
    assert "Nobody was on duty." not in text(colleague, begun) and "The others are reading already" in text(
        colleague, begun
    )
    press(colleague, begun, "hand_in")
    page = text(colleague, begun)
    assert "Nobody was on duty." in page
    assert "Olive" not in page.split("What everybody wrote")[1].split("Voices from outside")[0]


def test_themes_are_named_sorted_voted_on_and_discussed(empty_client: Client, begun: Setback) -> None:
    press(empty_client, begun, "hand_in", text_cause="Nobody was on duty.\n\nThe mail came at night.")
    press(empty_client, begun, "gather")
    first, second = Thought.objects.order_by("pk")
    assert press(empty_client, begun, "name_theme", title="Nights", thought=[first.pk]) == 302
    theme = Theme.objects.get()
    assert press(empty_client, begun, "sort", theme=theme.pk, thought=second.pk, seen=1) == 302
    assert press(empty_client, begun, "vote", theme=theme.pk) == 302
    page = text(empty_client, begun)
    assert "votes: 1" in page and "Votes you still have: 2." in page
    evidence = re.search(r'<option value="([^"]+)"[^>]*>[^<]*', page.split('name="evidence"')[1])
    assert evidence is not None
    given = {
        "theme": theme.pk,
        "seen": 1,
        "title": "Nights",
        "said": "Anna should have called.",
        "evidence": evidence[1],
    }
    assert press(empty_client, begun, "discuss", **given) == 302
    page = text(empty_client, begun)
    assert "What shows it:" in page and "/timeline/#t-" in page
    assert "What made the other way sensible" in page  # advice beside the text, which stands as it was written
    assert "Anna should have called." in page
    assert press(empty_client, begun, "unvote", theme=theme.pk) == 302
    assert press(empty_client, begun, "drop_theme", theme=theme.pk, seen=2) == 302


def test_it_closes_only_with_an_outside_voice_or_a_signed_reason(empty_client: Client, begun: Setback) -> None:
    press(empty_client, begun, "hand_in", text_cause="x")
    press(empty_client, begun, "gather")
    refused = empty_client.post(at(begun), {"do": "close", "seen": 2, "summary": "We look twice."})
    assert refused.status_code == 409 and "We look twice." in refused.content.decode()
    given = {"summary": "We look twice.", "no_outsider_because": "Both donors we asked were ill."}
    assert press(empty_client, begun, "close", **given) == 302
    page = text(empty_client, begun)
    assert "Both donors we asked were ill." in page and "Reopen it" in page
    assert press(empty_client, begun, "reopen") == 302
    assert Debrief.objects.get().phase == "together"


def test_a_link_for_somebody_from_outside_is_shown_once(empty_client: Client, begun: Setback) -> None:
    given = {"name": "Dana <b>", "stands_for": "a donor", "language": "fr"}
    assert press(empty_client, begun, "invite", **given) == 302
    page = text(empty_client, begun)
    link = re.search(r"http://[^<\s]*/debrief/([\w-]{43})/\?lang=fr", page)
    assert link is not None and "/debrief/" not in text(empty_client, begun).replace(at(begun), "")
    assert Voice.objects.get(outside=True).digest != link[1]
    voice = Voice.objects.get(outside=True)
    assert press(empty_client, begun, "withdraw", voice=voice.pk) == 302
    assert "Link withdrawn" in text(empty_client, begun) and "Still to come: Olive Owner." in text(empty_client, begun)
    assert press(empty_client, begun, "new_link", voice=voice.pk) == 302
    assert press(empty_client, begun, "forget", voice=voice.pk) == 302
    assert "Dana" not in text(empty_client, begun) and "Forgotten at their wish" in text(empty_client, begun)


def test_where_mail_leaves_the_link_is_sent_and_not_shown(empty_client: Client, begun: Setback, settings: Any) -> None:
    settings.MAIL = Mail(host="mail.example")
    given = {"name": "Dana", "stands_for": "a donor", "language": "fr", "email": "dana@example.org"}
    press(empty_client, begun, "invite", **given)
    assert "The link was sent by mail." in text(empty_client, begun)
    (sent,) = mail.outbox
    assert "vous demande votre avis" in sent.subject and "?lang=fr" in sent.body


def test_an_analyst_writes_and_votes_but_neither_sorts_nor_invites(begun: Setback, colleague: Client) -> None:
    assert press(colleague, begun, "save", text_cause="The list was old.") == 302
    for act in ("gather", "invite", "name_theme", "summarise", "begin"):
        assert press(colleague, begun, act, title="x", name="x", stands_for="x") == 409, act
    assert press(colleague, begun, "close", summary="x", no_outsider_because="y") == 409


def test_a_setback_of_another_organisation_is_not_found(charlie: Membership, begun: Setback) -> None:
    assert signed_in(charlie.user).get(at(begun)).status_code == 404


@pytest.mark.parametrize(
    ("do", "status"), [("vote", 404), ("sort", 404), ("rewrite", 404), ("nonsense", 409), ("", 409)]
)
def test_what_does_not_exist_changes_nothing(empty_client: Client, begun: Setback, do: str, status: int) -> None:
    assert press(empty_client, begun, do, theme="999", thought="999") == status


def test_the_page_speaks_french(empty_client: Client, begun: Setback) -> None:
    page = text(empty_client, begun, "fr")
    assert "Chacun écrit seul" in page and "debrief." not in page and "voice." not in page and "thought." not in page


def test_when_it_is_due_stands_there_once_the_setback_recovers(
    empty_client: Client, begun: Setback, owner: Membership
) -> None:
    begun.transitions.create(before="fixing", after="recovering", by=owner.user, at=NOW)
    assert debriefs.due(begun) is not None and "Best held by 27 November 2026" in text(empty_client, begun)
