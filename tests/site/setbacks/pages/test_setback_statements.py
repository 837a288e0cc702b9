"""From an open setback to a statement in both languages: two fields and one press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Statement
from tests.site.conftest import signed_in
from tests.site.setbacks.services.test_outings import said
from tests.site.setbacks.services.test_statements import approve, made

Make = Callable[..., Setback]


def filled(**more: object) -> dict[str, object]:
    soon = datetime.now(UTC) + timedelta(hours=2)
    return {
        "kind": "holding",
        "happened_en": "We posted the wrong picture.",
        "happened_fr": "Nous avons publié la mauvaise photo.",
        "tick": ["upset", "finding_out", "unknown_how"],
        "next_word": soon.strftime("%Y-%m-%dT%H:%M"),
        "zone": "UTC",
        "contact": "help@lantern.example",
        **more,
    }


def address(setback: Setback) -> str:
    return f"/o/default{setback.path}statements/"


def test_the_form_knows_what_is_known_and_when_the_next_word_is_due(empty_client: Client, make_setback: Make) -> None:
    setback = make_setback()
    page = empty_client.get(address(setback)).content.decode()
    assert "We posted a picture of another charity" in page
    assert 'name="next_word" value="20' in page
    assert page.count("<textarea") == 2 + 12  # what happened in two languages; the rest stands folded away
    assert "Somebody" not in page


def test_one_press_drafts_both_languages(empty_client: Client, make_setback: Make) -> None:
    setback = make_setback()
    answer = empty_client.post(address(setback), filled())
    made = Statement.objects.get()
    assert answer.headers["Location"] == f"{address(setback)}{made.pk}/"
    assert made.text_en.startswith("We posted the wrong picture. We understand")
    assert made.text_fr.startswith("Nous avons publié la mauvaise photo. Nous comprenons")
    listed = empty_client.get(address(setback)).content.decode()
    assert "We posted the wrong picture." in listed and "draft" in listed


def test_what_cannot_be_taken_in_is_shown_again_with_everything_typed(empty_client: Client, make_setback: Make) -> None:
    setback = make_setback()
    answer = empty_client.post(address(setback), filled(next_word="2020-01-01T10:00"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "already be late" in page
    assert "We posted the wrong picture." in page and "help@lantern.example" in page
    assert not Statement.objects.exists()


def test_words_of_a_drill_are_rehearsed_and_ask_for_no_address(
    empty_client: Client, make_setback: Make, owner: Membership
) -> None:
    statement = made(make_setback(drill=True), owner)
    approve(statement, owner)
    said(statement, owner, address="")
    listed = empty_client.get(address(statement.setback)).content.decode()
    assert "rehearsed" in listed and "said in public" not in listed
    page = empty_client.get(f"{address(statement.setback)}{statement.pk}/").content.decode()
    assert "publish nothing" in page and 'name="address"' not in page and 'value="out"' in page


@pytest.mark.parametrize(
    "more",
    [{"kind": "song"}, {"zone": "Mars/Olympus"}, {"next_word": "soon"}, {"kind": ""}, {"happened_en": "x" * 3000}],
)
def test_hostile_fields_make_no_statement(empty_client: Client, make_setback: Make, more: dict[str, object]) -> None:
    assert empty_client.post(address(make_setback()), filled(**more)).status_code == 409
    assert not Statement.objects.exists()


def test_hostile_words_stay_words(empty_client: Client, make_setback: Make) -> None:
    setback = make_setback()
    bad = '<script>alert(1)</script>"\u202e{at}'
    empty_client.post(address(setback), filled(happened_en=bad, happened_fr=bad, contact=bad))
    for page in (address(setback), f"{address(setback)}{Statement.objects.get().pk}/"):
        assert "<script>alert" not in empty_client.get(page).content.decode()


def test_a_guest_and_charlie_do_not_come_in_and_an_analyst_changes_nothing(
    home: object, make_setback: Make, join: Callable[..., Membership], charlie: Membership
) -> None:
    setback = make_setback()
    assert signed_in(charlie.user).get(address(setback)).status_code == 404
    assert signed_in(join(Role.GUEST).user).get(address(setback)).status_code in (403, 404)
    analyst = signed_in(join(Role.ANALYST).user)
    assert "Draft both languages" not in analyst.get(address(setback)).content.decode()
    analyst.post(address(setback), filled())
    assert not Statement.objects.exists()


def test_the_page_stands_in_french(empty_client: Client, make_setback: Make) -> None:
    page = empty_client.get(address(make_setback()), headers={"accept-language": "fr"}).content.decode()
    assert "Rédiger les deux langues" in page
    assert "statement." not in page.replace("statement-new", "")
