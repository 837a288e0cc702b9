"""The page of a setback's promised actions: promise, change, show, confirm, give up."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Prevention, Setback
from tests.site.conftest import signed_in
from tests.site.setbacks.promised import promise

CHECK = {
    "words": "Two look at each picture",
    "kind": "check",
    "check_words": "Two people have looked at each picture.",
    "due": "2026-12-24",
    "match_words": "oven, <b>soup</b>",
    "networks": ["facebook"],
}


def at(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/prevention/"


def text(client: Client, setback: Setback, lang: str = "en") -> str:
    answer = client.get(at(setback), headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def press(client: Client, setback: Setback, do: str, **given: object) -> int:
    row = Prevention.objects.filter(pk=given.get("action", 0)).first()
    data = {"do": do, "seen": str(row.version) if row else "", **given}
    return client.post(at(setback), data).status_code


def test_an_action_is_promised_in_a_few_fields(empty_client: Client, setback: Setback, owner: Membership) -> None:
    assert "Nothing is promised yet" in text(empty_client, setback)
    assert press(empty_client, setback, "promise", **CHECK, owner=owner.user.pk) == 302
    made = Prevention.objects.get()
    assert made.matches == {"networks": ["facebook"], "words": ["oven", "<b>soup</b>"]}
    page = text(empty_client, setback)
    assert "Olive Owner, by 24 December 2026" in page and "No campaign had to keep it yet" in page
    raw = empty_client.get(at(setback)).content.decode()
    assert "<b>soup</b>" not in raw
    assert "Toute campagne" in text(empty_client, setback, "fr") or "les campagnes avec" in text(
        empty_client, setback, "fr"
    )


def test_what_is_refused_keeps_what_was_typed(empty_client: Client, setback: Setback) -> None:
    answer = empty_client.post(at(setback), {"do": "promise", **CHECK, "check_words": ""})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409 and 'role="alert"' in page
    assert CHECK["words"] in page and 'value="2026-12-24"' in page and not Prevention.objects.exists()


def test_a_number_of_todays_review_is_promised(client: Client, setback: Setback) -> None:
    page = text(client, setback)
    assert "Responses to a typical post" in page and "should rise" in page
    keys = [part.split('"')[0] for part in page.split('<option value="level|')[1:]]
    given = {"words": "Better posts", "kind": "number", "number": f"level|{keys[0]}", "bar": "1000000", "weeks": "4"}
    assert press(client, setback, "promise", **given) == 302
    stored = Prevention.objects.get().number
    assert stored is not None and stored["at_least"] == 1_000_000 and stored["from"]["value"] > 0
    assert "at least 1,000,000" in text(client, setback)
    assert press(client, setback, "promise", **{**given, "bar": "0.001"}) == 409
    assert press(client, setback, "promise", **{**given, "bar": "many"}) == 409
    assert press(client, setback, "promise", **{**given, "number": "level|x|nobody|"}) == 409


def test_without_data_no_number_can_be_promised(empty_client: Client, setback: Setback) -> None:
    assert "Nothing has been imported yet" in text(empty_client, setback)


def test_one_shows_and_another_confirms(
    empty_client: Client, setback: Setback, join: Callable[..., Membership]
) -> None:
    press(empty_client, setback, "promise", words="Write it down", kind="shown")
    row = Prevention.objects.get()
    hostile = "javascript:alert(1)"
    assert press(empty_client, setback, "show", action=row.pk, text="It hangs there.", address=hostile) == 302
    page = text(empty_client, setback)
    assert "Somebody else has to look" in page and f'href="{hostile}' not in page
    assert press(empty_client, setback, "confirm", action=row.pk) == 409
    other = signed_in(join(Role.EDITOR).user)
    assert "I have looked" in text(other, setback)
    assert press(other, setback, "confirm", action=row.pk) == 302
    assert "Confirmed by Editor" in text(empty_client, setback)


def test_a_late_action_says_so_in_words(empty_client: Client, setback: Setback) -> None:
    day = timezone.now().date() - timedelta(days=3)
    press(empty_client, setback, "promise", **{**CHECK, "due": day.isoformat()})
    page = text(empty_client, setback)
    assert "overdue" in page and "pf-is-late" in page and "nobody yet" in page


def test_giving_up_is_signed_by_a_manager_on_the_page(
    empty_client: Client, setback: Setback, owner: Membership, join: Callable[..., Membership]
) -> None:
    row = promise(setback, owner.user)
    editor = signed_in(join(Role.EDITOR).user)
    assert "Sign and give up" not in text(editor, setback)
    assert press(editor, setback, "give_up", action=row.pk, why="x") == 409
    assert press(empty_client, setback, "give_up", action=row.pk, why="We stopped posting pictures.") == 302
    page = text(empty_client, setback)
    assert "We stopped posting pictures." in page and "Take it up again" in page
    assert press(empty_client, setback, "take_up", action=row.pk) == 302


def test_two_who_change_the_same_action_are_told(empty_client: Client, setback: Setback, owner: Membership) -> None:
    row = promise(setback, owner.user)
    first = {"do": "revise", "action": row.pk, "seen": row.version, **CHECK}
    assert empty_client.post(at(setback), first).status_code == 302
    second = empty_client.post(at(setback), {**first, "words": "Mine"})
    assert second.status_code == 409
    page = html.unescape(second.content.decode())
    assert CHECK["words"] in page and 'value="Mine"' in page  # theirs in the list, mine still in the form


@pytest.mark.parametrize("do", ["", "erase", "confirm"])
def test_what_the_page_does_not_know_changes_nothing(
    empty_client: Client, setback: Setback, owner: Membership, do: str
) -> None:
    row = promise(setback, owner.user)
    assert press(empty_client, setback, do, action=row.pk) == 409
    assert empty_client.post(at(setback), {"do": "confirm", "action": "999"}).status_code == 404


def test_an_action_of_another_setback_is_not_found(
    empty_client: Client, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    row = promise(make_setback(), owner.user)
    assert press(empty_client, make_setback(), "give_up", action=row.pk, why="x") == 404


def test_somebody_of_another_organisation_finds_nothing(
    home: Path, setback: Setback, charlie: Membership, join: Callable[..., Membership]
) -> None:
    assert signed_in(charlie.user).get(at(setback)).status_code == 404
    assert signed_in(join(Role.GUEST).user).get(at(setback)).status_code == 403


def test_reminders_are_put_off_with_a_reason_and_for_a_while(
    empty_client: Client, setback: Setback, owner: Membership
) -> None:
    row = promise(setback, owner.user)
    soon = (timezone.now() + timedelta(days=9)).date().isoformat()
    assert press(empty_client, setback, "put_off", action=row.pk, until=soon, why="holidays") == 302
    assert setback.reminders.get().clock == f"prevention:{row.pk}"
    for until, why in (("", "x"), (soon, " "), ("2099-01-01", "x"), ("2020-01-01", "x")):
        assert press(empty_client, setback, "put_off", action=row.pk, until=until, why=why) == 409
