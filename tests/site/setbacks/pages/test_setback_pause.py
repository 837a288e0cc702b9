"""One step, and a list to tick off; lifted, the list says what to switch on again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Pause, Setback
from tests.site.conftest import signed_in
from tests.site.setbacks.services.test_pauses import campaign


@pytest.fixture
def address(setback: Setback) -> str:
    return f"/o/default{setback.path}pause/"


def text(client: Client, address: str, lang: str = "en") -> str:
    return str(client.get(address, headers={"accept-language": lang}).content.decode())


def test_one_press_pauses_and_lists_every_queue_with_its_link(empty_client: Client, address: str) -> None:
    assert "Put everything on hold" in text(empty_client, address)
    assert empty_client.post(address, {"do": "pause"}).status_code == 302
    page = text(empty_client, address)
    assert "Everything planned is on hold" in page
    assert "https://business.facebook.com/latest/content_calendar" in page
    assert page.count('value="tick"') == Pause.objects.get().places.count()


def test_what_is_ticked_moves_and_after_lifting_says_what_to_switch_on_again(
    empty_client: Client, address: str
) -> None:
    empty_client.post(address, {"do": "pause"})
    first = Pause.objects.get().places.all()[0]
    empty_client.post(address, {"do": "tick", "place": first.pk})
    assert "Not paused after all" in text(empty_client, address)
    empty_client.post(address, {"do": "lift"})
    page = text(empty_client, address)
    assert "Switch on again there" in page and "The last pause was lifted by Olive Owner" in page
    assert "Put everything on hold" in page
    empty_client.post(address, {"do": "untick", "place": first.pk})
    assert "Switch on again there" not in text(empty_client, address)
    assert empty_client.post(address, {"do": "tick", "place": first.pk}).status_code == 409


def test_a_manager_signs_for_one_campaign(empty_client: Client, address: str, owner: Membership) -> None:
    winter = campaign(owner)
    empty_client.post(address, {"do": "pause"})
    empty_client.post(address, {"do": "allow", "campaign": winter.pk})
    assert "May be launched all the same: <bdi>Winter</bdi>" in text(empty_client, address)


def test_the_pause_shows_on_every_page_of_the_setback(empty_client: Client, address: str) -> None:
    empty_client.post(address, {"do": "pause"})
    room = address.removesuffix("pause/")
    assert "Everything planned is on hold." in text(empty_client, room)
    empty_client.post(address, {"do": "lift"})
    assert "Everything planned is on hold." not in text(empty_client, room)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"do": "tick", "place": "999"}, 404),
        ({"do": "tick", "place": "x"}, 404),
        ({"do": "allow", "campaign": "999"}, 404),
        ({"do": "sing"}, 409),
    ],
)
def test_hostile_forms_change_nothing(empty_client: Client, address: str, given: dict[str, str], status: int) -> None:
    assert empty_client.post(address, {"do": "lift"}).status_code == 409  # nothing holds yet
    empty_client.post(address, {"do": "pause"})
    assert empty_client.post(address, given).status_code == status
    assert Pause.objects.get().lifted_at is None


def test_an_analyst_looks_an_editor_pauses_and_charlie_finds_nothing(
    home: object, address: str, join: Callable[..., Membership], charlie: Membership
) -> None:
    analyst = signed_in(join(Role.ANALYST).user)
    analyst.post(address, {"do": "pause"})
    assert not Pause.objects.exists()
    editor = signed_in(join(Role.EDITOR).user)
    editor.post(address, {"do": "pause"})
    assert "Lift it" not in text(editor, address)
    assert editor.post(address, {"do": "lift"}).status_code == 409
    assert signed_in(charlie.user).get(address).status_code == 404


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_key_is_shown_instead_of_words(empty_client: Client, address: str, lang: str) -> None:
    empty_client.post(address, {"do": "pause"})
    shown = re.sub(r"(?:data-draft|id|for|href|src|action)=\"[^\"]*\"", "", text(empty_client, address, lang))
    assert re.findall(r"\bpause\.[a-z_]+", shown) == []
