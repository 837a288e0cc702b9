"""One statement from draft to public, with two editors and two approvers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Outing, Setback, Statement
from pratfall.site.setbacks.services import statements
from tests.site.conftest import signed_in
from tests.site.setbacks.services.test_statements import FACTS, Kind

Join = Callable[..., Membership]


@pytest.fixture
def statement(make_setback: Callable[..., Setback], owner: Membership) -> Statement:
    return drafted(make_setback(), owner)


def drafted(setback: Setback, by: Membership) -> Statement:
    now = datetime.now(UTC)
    given: dict[str, Any] = {"kind": Kind.HOLDING, "facts": FACTS, "next_word_at": now + timedelta(hours=2)}
    return statements.draft(setback=setback, actor=by.user, now=now, **given)


def address(statement: Statement) -> str:
    return f"/o/default{statement.setback.path}statements/{statement.pk}/"


def post(client: Client, statement: Statement, do: str, **given: Any) -> Any:
    statement.refresh_from_db()
    known = {"seen": statement.version, "digest": statement.digest, "do": do}
    return client.post(address(statement), {**known, **given})


def page(client: Client, statement: Statement, query: str = "", lang: str = "en") -> str:
    answer = client.get(address(statement) + query, headers={"accept-language": lang})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_both_texts_stand_beside_the_advice_and_what_is_missing(empty_client: Client, statement: Statement) -> None:
    shown = page(empty_client, statement)
    assert shown.count('rows="14"') == 2
    assert "Nothing to advise" in shown
    assert "Not entered, so left out" in shown and "what you know, or do not know yet" in shown


def test_advice_quotes_the_words_and_names_its_source(empty_client: Client, statement: Statement) -> None:
    post(empty_client, statement, "edit", text_en="Mistakes were made by our supplier.", text_fr="Des erreurs.")
    shown = page(empty_client, statement)
    assert re.search(r"<mark lang=\"en\"><bdi>Mistakes were made", shown)
    assert "Journal of Experimental Social Psychology, 2021, 4\u00a0studies (one study)" in shown
    french = page(empty_client, statement, lang="fr")
    assert "Ces mots cachent qui a fait quoi" in french


def test_approval_lays_open_where_it_can_go_and_freezes_the_advice(empty_client: Client, statement: Statement) -> None:
    assert "It is out" not in page(empty_client, statement)
    post(empty_client, statement, "edit", text_en="Mistakes were made at 6 pm.", text_fr="Des erreurs à 18 h.")
    answer = post(empty_client, statement, "approve")
    assert answer.headers["Location"].endswith("#out")
    assert "plain_words" in statement.approvals.get().warnings
    shown = page(empty_client, statement)
    assert "It is out: X" in shown and "characters left" in shown


def test_a_long_text_is_shown_in_numbered_parts_with_what_is_left(empty_client: Client, statement: Statement) -> None:
    long = "This sentence says one more thing that we know by now. " * 12
    post(empty_client, statement, "edit", text_en=long, text_fr=long)
    post(empty_client, statement, "approve")
    shown = page(empty_client, statement, "?to=x&in=en")
    assert "Part 1 of 3" in shown and "(3/3)" in shown
    assert "Part 1 of" not in page(empty_client, statement, "?to=website&in=en")


def test_it_is_out_once_with_its_address(empty_client: Client, statement: Statement) -> None:
    post(empty_client, statement, "approve")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")
    out = {"place": "x", "language": "fr", "address": "https://x.com/lantern/1", "said_at": now, "zone": "UTC"}
    for _ in range(2):
        assert post(empty_client, statement, "out", **out).status_code == 302
    assert Outing.objects.get().address == "https://x.com/lantern/1"
    assert Setback.objects.get().first_word_at is not None
    assert "https://x.com/lantern/1" in page(empty_client, statement)


def test_an_address_that_would_run_is_refused(empty_client: Client, statement: Statement) -> None:
    post(empty_client, statement, "approve")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M")
    out = {"place": "x", "language": "fr", "address": "javascript:alert(1)", "said_at": now, "zone": "UTC"}
    assert post(empty_client, statement, "out", **out).status_code == 409
    assert not Outing.objects.exists()


def test_a_second_editor_sees_both_texts_and_loses_nothing(empty_client: Client, statement: Statement) -> None:
    old = statement.version
    post(empty_client, statement, "edit", text_en="Theirs", text_fr="Le leur")
    answer = post(empty_client, statement, "edit", seen=old, text_en="Mine", text_fr="Le leur")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved in the meantime" in shown
    assert "Theirs" in shown and ">Mine</textarea>" in shown
    post(empty_client, statement, "edit", text_en="Mine", text_fr="Le leur")
    statement.refresh_from_db()
    assert statement.text_en == "Mine"


def test_words_edited_by_hand_are_rewritten_only_when_asked(empty_client: Client, statement: Statement) -> None:
    post(empty_client, statement, "edit", text_en="By hand", text_fr=statement.text_fr)
    assert "Write the English text anew" in page(empty_client, statement)
    facts = {"kind": "holding", "happened_en": "New", "happened_fr": "Nouveau", "zone": "UTC", "next_word": ""}
    post(empty_client, statement, "redraft", **facts)
    statement.refresh_from_db()
    assert (statement.text_en, statement.text_fr) == ("By hand", "Nouveau.")
    post(empty_client, statement, "redraft", anew="en", **facts)
    statement.refresh_from_db()
    assert statement.text_en == "New."


def test_in_a_serious_case_the_first_approver_waits_or_signs_why_they_are_alone(
    empty_client: Client, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    statement = drafted(make_setback(severity=3), owner)
    assert "two people approve" in page(empty_client, statement)
    post(empty_client, statement, "approve")
    assert "A second person has to approve" in page(empty_client, statement)
    assert post(empty_client, statement, "approve").status_code == 409
    post(empty_client, statement, "approve", alone="It is 11 pm and nobody answers.")
    shown = page(empty_client, statement)
    assert "nobody answers" in shown and "It is out" in shown


def test_an_editor_edits_and_does_not_approve(home: object, statement: Statement, join: Join) -> None:
    editor = signed_in(join(Role.EDITOR).user)
    assert post(editor, statement, "edit", text_en="a", text_fr="b").status_code == 302
    assert "A manager has to approve" in page(editor, statement)
    assert post(editor, statement, "approve").status_code == 409


def test_a_statement_of_another_setback_or_organisation_is_not_found(
    empty_client: Client, statement: Statement, make_setback: Callable[..., Setback], charlie: Membership
) -> None:
    other = make_setback(title="Another")
    assert empty_client.get(f"/o/default{other.path}statements/{statement.pk}/").status_code == 404
    assert signed_in(charlie.user).get(address(statement)).status_code == 404


def test_withdrawn_and_brought_back_it_is_there_again(empty_client: Client, statement: Statement) -> None:
    post(empty_client, statement, "withdraw")
    assert "Bring it back" in page(empty_client, statement)
    post(empty_client, statement, "bring_back")
    assert "Approve these words" in page(empty_client, statement)


@pytest.mark.parametrize("do", ["", "publish", "approve\x00"])
def test_what_nobody_offered_is_refused(empty_client: Client, statement: Statement, do: str) -> None:
    assert post(empty_client, statement, do).status_code == 409


@pytest.mark.parametrize("query", ["?to=myspace&in=de", "?to=&in=", "?to=%00", "?to=x&in=fr&in=en"])
def test_a_hostile_query_shows_the_page_all_the_same(empty_client: Client, statement: Statement, query: str) -> None:
    post(empty_client, statement, "approve")
    assert "It is out" in page(empty_client, statement, query)


def test_the_page_asks_the_database_a_bounded_number_of_questions(
    empty_client: Client, statement: Statement, django_assert_max_num_queries: Any, join: Join
) -> None:
    post(empty_client, statement, "approve")
    with django_assert_max_num_queries(20):
        page(empty_client, statement)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_key_is_shown_instead_of_words(empty_client: Client, statement: Statement, lang: str) -> None:
    post(empty_client, statement, "approve")
    shown = re.sub(
        r"<script.*?</script>|(?:data-draft|id|for|href|src|action)=\"[^\"]*\"",
        "",
        page(empty_client, statement, lang=lang),
    )
    assert re.findall(r"\b(?:statement|statement_check|lang_name|place|pause)\.[a-z_]+", shown) == []
