"""The page of allies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Ally, Setback
from tests.site.conftest import signed_in
from tests.site.setbacks.hearing import about_it, export, said

from ..conftest import NOW


def address(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/allies/"


def ally(setback: Setback, **more: object) -> Ally:
    values = {"name": "The hospital", "added_by": setback.opened_by, "added_at": NOW}
    return Ally.objects.create(setback=setback, **{**values, **more})


def do(browser: Client, setback: Setback, row: Ally, act: str, **more: object) -> int:
    given = {"do": act, "ally": row.pk, "seen": Ally.objects.get(pk=row.pk).version, **more}
    return browser.post(address(setback), given).status_code


@pytest.mark.parametrize(("lang", "said"), [("en", "570 people asked"), ("fr", "570 personnes")])
def test_an_empty_list_says_what_to_do_and_why_facts(
    empty_client: Client, setback: Setback, lang: str, said: str
) -> None:
    page = empty_client.get(address(setback), headers={"accept-language": lang}).content.decode()
    assert said in page and "?find=1" in page


def test_from_the_data_to_thanks(empty_client: Client, setback: Setback, home: Path) -> None:
    export(setback.organisation, "one", [said("d1", "Leave them alone, so unfair", author_key="friend-of-ours")])
    about_it(setback)
    page = empty_client.get(f"{address(setback)}?find=1").content.decode()
    assert "Somebody on X" in page and "read as defending you: 1" in page and "https://x.example/a1/status/p1" in page
    empty_client.post(address(setback), {"do": "add_found", "platform": "x", "author": "friend-of-ours"})
    row = setback.allies.get()
    assert do(empty_client, setback, row, "asked") == 302
    assert do(empty_client, setback, row, "answered", said="I saw it.") == 302
    assert do(empty_client, setback, row, "thanked", how="Thank you.") == 302
    page = empty_client.get(address(setback)).content.decode()
    assert "thanked by Olive Owner" in page and "Everybody has been thanked" in page


def test_a_script_is_pointed_out_and_a_refused_form_keeps_what_was_typed(
    empty_client: Client, setback: Setback
) -> None:
    row = ally(setback, brief="Please post the following on your page.")
    page = empty_client.get(address(setback)).content.decode()
    assert "asks for a given text to be published" in page
    given = {"do": "left_out", "ally": row.pk, "seen": row.version, "why": ""}
    assert empty_client.post(address(setback), given).status_code == 409
    given = {"do": "revise", "ally": row.pk, "seen": 7, "name": "", "brief": "My long work", "stands_for": "other"}
    again = empty_client.post(address(setback), given)
    assert again.status_code == 409 and "My long work" in again.content.decode()
    new = empty_client.post(address(setback), {"do": "add", "name": "N", "where": "x" * 400, "stands_for": "brand"})
    assert new.status_code == 409 and 'value="N"' in new.content.decode()


def test_somebody_added_by_hand_may_be_left_out_and_brought_back(empty_client: Client, setback: Setback) -> None:
    empty_client.post(address(setback), {"do": "add", "name": "Dr Ody", "stands_for": "partner", "language": "fr"})
    row = setback.allies.get()
    assert do(empty_client, setback, row, "left_out", why="On leave.") == 302
    assert "On leave." in empty_client.get(address(setback)).content.decode()
    assert do(empty_client, setback, row, "brought_back") == 302
    assert Ally.objects.get().left_out_at is None


def test_hostile_names_and_addresses_stay_text(empty_client: Client, setback: Setback) -> None:
    ally(setback, name="<script>alert(1)</script>\u202e", where="javascript:alert(1)", said="</textarea><b>")
    page = empty_client.get(address(setback)).content.decode()
    assert "<script>alert" not in page and 'href="javascript' not in page and "</textarea><b>" not in page


def test_an_ally_of_another_setback_is_not_there(
    empty_client: Client, setback: Setback, make_setback: Callable[..., Setback]
) -> None:
    row = ally(make_setback(title="Another"))
    assert empty_client.post(address(setback), {"do": "asked", "ally": row.pk, "seen": 1}).status_code == 404
    assert empty_client.post(address(setback), {"do": "asked", "ally": "x"}).status_code == 404


def test_who_looks_sees_no_forms(empty_client: Client, setback: Setback, join: Callable[..., Membership]) -> None:
    row = ally(setback)
    browser = signed_in(join(Role.ANALYST).user)
    page = browser.get(address(setback)).content.decode()
    assert "The hospital" in page and 'name="do"' not in page
    assert browser.post(address(setback), {"do": "asked", "ally": row.pk, "seen": 1}).status_code == 403


def test_an_unknown_act_is_refused(empty_client: Client, setback: Setback) -> None:
    assert do(empty_client, setback, ally(setback), "delete") == 409
