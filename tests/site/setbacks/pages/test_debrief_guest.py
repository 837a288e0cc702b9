"""A person from outside: one link, one debrief, nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Debrief, Outing, Setback, Statement, Thought, Update, UpdateText, Voice
from pratfall.site.setbacks.pages import debrief_guest
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from tests.site.conftest import signed_in
from tests.site.people.test_access import filled, patterns
from tests.site.setbacks.conftest import NOW

TODAY = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _no_counts_left(home: Path) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def invited(setback: Setback, owner: Membership, name: str = "Dana") -> str:
    debrief = Debrief.objects.filter(setback=setback).first() or debriefs.begin(
        setback=setback, actor=owner.user, now=TODAY
    )
    return voices.invite(debrief=debrief, actor=owner.user, name=name, stands_for="a donor", language="fr", now=TODAY)[
        1
    ]


@pytest.fixture
def secret(setback: Setback, owner: Membership) -> str:
    return invited(setback, owner)


@pytest.fixture
def guest() -> Client:
    """A browser that never saw us before, and holds no cookie of ours: forms of others are checked."""
    return Client(headers={"host": "127.0.0.1", "accept-language": "en"}, enforce_csrf_checks=True)


def text(guest: Client, secret: str, lang: str = "en") -> str:
    answer = guest.get(f"/debrief/{secret}/?lang={lang}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def send(guest: Client, secret: str, do: str, **given: object) -> int:
    return guest.post(f"/debrief/{secret}/", {"do": do, **given}).status_code


def test_somebody_writes_and_hands_in_without_an_account(guest: Client, secret: str) -> None:
    page = text(guest, secret)
    assert "Welcome, Dana." in page and "The wrong picture" in page
    assert send(guest, secret, "save", text_cause="I did not know whom to ask.") == 302
    assert send(guest, secret, "hand_in", text_change="A name under each post.") == 302
    assert Thought.objects.count() == 2 and "You have handed in" in text(guest, secret)
    assert send(guest, secret, "save", text_cause="more") == 409
    assert "Bienvenue, Dana." in text(guest, secret, "fr")


def test_what_was_said_in_public_stands_there_and_nothing_from_inside(
    guest: Client, secret: str, setback: Setback, owner: Membership
) -> None:
    by = owner.user
    said = Statement.objects.create(
        setback=setback,
        text_en="We are sorry.",
        text_fr="Pardon.",
        digest="d1",
        drafted_by=by,
        drafted_at=NOW,
        changed_at=NOW,
    )
    Statement.objects.create(
        setback=setback, text_en="A draft for the board", digest="d2", drafted_by=by, drafted_at=NOW, changed_at=NOW
    )
    for place in ("facebook", "x"):
        Outing.objects.create(statement=said, place=place, language="en", digest="d1", said_at=NOW, by=by, at=NOW)
    update = Update.objects.create(setback=setback, state="explained", digest="u1", by=by, at=NOW)
    UpdateText.objects.create(update=update, place=1, text_en="The folder is sorted.", text_fr="Rangé.", by=by, at=NOW)
    setback.transitions.create(before="noticed", after="acknowledged", why="the chair wants it", by=by, at=NOW)
    setback.notes.create(happened_at=NOW, text="Tom was on a train", by=by, at=NOW)
    page = text(guest, secret)
    assert page.count("We are sorry.") == 1 and "The folder is sorted." in page
    for inside in ("A draft for the board", "the chair wants it", "on a train", "Olive", setback.what):
        assert inside not in page, inside
    assert "Pardon." in text(guest, secret, "fr")


def test_the_others_are_read_after_handing_in_and_without_names(
    guest: Client, secret: str, setback: Setback, owner: Membership
) -> None:
    debrief = Debrief.objects.get()
    mine = voices.join(debrief=debrief, user=owner.user, now=NOW)
    thoughts.write(voice=mine, kind="cause", text="Two folders with one name. Olive Owner mixed them.", now=NOW)
    voices.hand_in(voice=mine, now=NOW)
    debriefs.gather(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW)
    assert "Two folders" not in text(guest, secret)
    send(guest, secret, "hand_in")
    page = text(guest, secret)
    assert "Two folders" in page and "the team" in page and "Olive" not in page
    assert "Somebody of the team mixed them" in page or "somebody of the team mixed them" in page
    theme = thoughts.name_theme(debrief=debrief, actor=owner.user, title="Folders", now=NOW)
    assert send(guest, secret, "vote", theme=theme.pk) == 302
    assert "votes: 1" in text(guest, secret)
    for act in ("name_theme", "discuss", "sort", "close", "gather", "invite"):
        assert send(guest, secret, act, theme=theme.pk, title="x", summary="x") == 404, act


def test_the_link_opens_no_other_address(guest: Client, secret: str, setback: Setback, owner: Membership) -> None:
    text(guest, secret)
    walked = 0
    for route, _ in patterns(get_resolver()):
        if not route.startswith("o/<slug:org>/"):
            continue
        address = filled(route).replace("/setbacks/1/", f"/setbacks/{setback.pk}/")
        answer = guest.get(f"{address}?secret={secret}", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/"), address
        walked += 1
    assert walked > 40
    for address in (f"/invitation/{secret}/", f"/calendar/{secret}.ics", f"/stop/{secret}/", f"/updates/{secret}/"):
        assert guest.get(address).status_code in (404, 409), address
    api = guest.get("/api/review/", headers={"authorization": f"Bearer {secret}"})
    assert api.status_code == 401


def test_a_second_debriefs_link_sees_nothing_of_the_first(
    guest: Client, secret: str, setback: Setback, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    send(guest, secret, "hand_in", text_cause="Seen in the first one.")
    other = make_setback(title="Another story")
    second = invited(other, owner, "Max")
    page = text(guest, second)
    assert "Another story" in page and "The wrong picture" not in page and "Seen in the first one." not in page
    first = Thought.objects.get()
    assert send(guest, second, "remove", thought=first.pk, seen=1) == 404
    assert send(guest, second, "rewrite", thought=first.pk, seen=1, text="mine now") == 404
    assert Thought.objects.get().text == "Seen in the first one."


def test_a_link_that_ended_or_never_was_says_the_same(guest: Client, secret: str, owner: Membership) -> None:
    voice = Voice.objects.get(outside=True)
    Voice.objects.update(ends_at=TODAY - timedelta(seconds=1))
    ended = guest.get(f"/debrief/{secret}/")
    voices.withdraw(voice=voice, actor=owner.user, now=TODAY)
    answers = [ended, guest.get(f"/debrief/{secret}/"), guest.get("/debrief/nothing/"), guest.post("/debrief/nothing/")]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {re.sub(r"/debrief/\w+/", "", answer.content.decode()) for answer in answers}
    assert len(bodies) == 1 and "The wrong picture" not in bodies.pop()


def test_the_address_is_neither_told_on_nor_kept(guest: Client, secret: str) -> None:
    headers = guest.get(f"/debrief/{secret}/").headers
    assert headers["Referrer-Policy"] == "no-referrer" and "noindex" in headers["X-Robots-Tag"]
    assert "no-store" in headers["Cache-Control"]
    assert secret not in guest.get(f"/debrief/{secret}/").content.decode()


def test_who_tries_links_or_sends_too_much_is_slowed_down(
    guest: Client, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debrief_guest, "MOST_SENT", 3)
    statuses = [send(guest, secret, "save", text_cause=f"thought {n}") for n in range(5)]
    assert statuses == [302, 302, 302, 429, 429] and Thought.objects.count() == 3
    monkeypatch.setattr(debrief_guest, "MOST_WRONG", 3)
    assert [guest.get(f"/debrief/guess{n}/").status_code for n in range(5)] == [404, 404, 404, 429, 429]


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "\u202egnp.exe", "\0", "😀" * 300_000, "'; DROP TABLE x; --"]
)
def test_hostile_words_stand_there_as_words(guest: Client, secret: str, hostile: str) -> None:
    assert send(guest, secret, "save", text_cause=hostile) in (302, 409)
    page = guest.get(f"/debrief/{secret}/").content.decode()
    assert "<script>alert" not in page and len(page) < 200_000
    assert all(len(thought.text) <= thoughts.LONGEST for thought in Thought.objects.all())


def test_a_member_who_opens_the_link_sees_no_more(owner: Membership, secret: str) -> None:
    page = signed_in(owner.user).get(f"/debrief/{secret}/?lang=en").content.decode()
    assert "Welcome, Dana." in page and "/setbacks/" not in page
