"""Drafting, editing and approving: two languages, two people where it is severe, nothing lost between two editors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.statement import Facts, Kind
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Statement, StatementKind
from pratfall.site.setbacks.services import statements
from tests.site.setbacks.conftest import NOW

Join = Callable[..., Membership]
FACTS = Facts(
    ticked=frozenset({"upset", "finding_out"}),
    texts={"en": {"happened": "We posted the wrong picture."}, "fr": {"happened": "Nous avons publié une photo."}},
    contact="help@lantern.example",
    zone="Europe/Paris",
)
SOON = NOW + timedelta(hours=2)


@pytest.fixture
def statement(setback: Setback, owner: Membership) -> Statement:
    return made(setback, owner)


def made(setback: Setback, by: Membership, **more: Any) -> Statement:
    values = {"kind": Kind.HOLDING, "facts": FACTS, "next_word_at": SOON, "now": NOW, **more}
    return statements.draft(setback=setback, actor=by.user, **values)


def approve(statement: Statement, by: Membership, **more: Any) -> None:
    statements.approve(statement=statement, actor=by.user, digest=statement.digest, now=NOW, **more)


def fresh(statement: Statement) -> Statement:
    return Statement.objects.select_related("setback__organisation").get(pk=statement.pk)


def test_both_languages_are_drafted_from_one_set_of_facts(statement: Statement) -> None:
    assert statement.text_en.startswith("We posted the wrong picture.")
    assert statement.text_fr.startswith("Nous avons publié une photo.")
    assert statements.edited(statement) == ()
    assert AuditEntry.objects.get(act="statement_drafted").after == {"kind": "holding", "digest": statement.digest}


def test_the_same_form_sent_twice_is_one_statement(statement: Statement, owner: Membership, join: Join) -> None:
    assert made(statement.setback, owner) == statement
    assert made(statement.setback, join(Role.EDITOR)) != statement
    assert made(statement.setback, owner, now=NOW + timedelta(minutes=30)) != statement


def test_rows_and_rules_know_the_same_kinds() -> None:
    assert set(StatementKind.values) == {kind.value for kind in Kind}


def test_a_promise_that_is_already_broken_is_refused(setback: Setback, owner: Membership) -> None:
    with pytest.raises(Refused, match="next_word_past"):
        made(setback, owner, next_word_at=NOW)


def test_other_facts_redraft_what_nobody_touched_and_keep_what_somebody_did(
    statement: Statement, owner: Membership
) -> None:
    statements.edit(
        statement=statement, actor=owner.user, text_en="By hand.", text_fr=statement.text_fr, seen=1, now=NOW
    )
    assert statements.edited(statement) == ("en",)
    facts = Facts(texts={"en": {"happened": "New."}, "fr": {"happened": "Nouveau."}})
    given: dict[str, Any] = {
        "actor": owner.user,
        "kind": Kind.HOLDING,
        "facts": facts,
        "next_word_at": None,
        "now": NOW,
    }
    statements.redraft(statement=statement, seen=2, **given)
    assert (statement.text_en, statement.text_fr) == ("By hand.", "Nouveau.")
    statements.redraft(statement=statement, seen=3, anew=("en",), **given)
    assert statement.text_en == "New."


def test_of_two_editors_the_second_is_shown_both_texts_and_nothing_is_lost(
    statement: Statement, owner: Membership, join: Join
) -> None:
    other = fresh(statement)
    statements.edit(statement=statement, actor=owner.user, text_en="One", text_fr="Un", seen=1, now=NOW)
    with pytest.raises(Conflict) as caught:
        statements.edit(statement=other, actor=join(Role.EDITOR).user, text_en="Two", text_fr="Deux", seen=1, now=NOW)
    assert caught.value.theirs["text_en"] == "One"
    assert caught.value.yours == {"text_en": "Two", "text_fr": "Deux"}
    assert fresh(statement).text_en == "One"


def test_one_approval_suffices_for_a_setback_that_is_not_severe(statement: Statement, owner: Membership) -> None:
    assert statements.approved(statement.setback) is None
    approve(statement, owner, warnings=["concern"])
    assert statements.approved(statement.setback) == statement
    assert statement.approvals.get().warnings == ["concern"]


def test_a_severe_case_takes_two_people(make_setback: Callable[..., Setback], owner: Membership, join: Join) -> None:
    statement = made(make_setback(severity=3), owner)
    approve(statement, owner)
    assert not statements.is_approved(fresh(statement))
    assert statements.is_waiting(fresh(statement))
    with pytest.raises(Refused, match="statement_approved_already"):
        approve(statement, owner)
    approve(statement, join(Role.MANAGER))
    assert statements.is_approved(fresh(statement))
    assert not statements.is_waiting(fresh(statement))


def test_whoever_is_alone_in_a_severe_case_signs_why(make_setback: Callable[..., Setback], owner: Membership) -> None:
    statement = made(make_setback(severity=4), owner)
    approve(statement, owner, alone_because="It is 11 pm and nobody answers.")
    assert statements.is_approved(fresh(statement))


def test_an_edit_after_the_approval_needs_a_new_one(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    statements.edit(statement=statement, actor=owner.user, text_en="Other", text_fr="Autre", seen=1, now=NOW)
    assert statements.approved(statement.setback) is None
    approve(statement, owner)
    assert statements.approved(statement.setback) == statement


def test_words_that_changed_under_the_approver_are_not_approved(statement: Statement, owner: Membership) -> None:
    before = statement.digest
    statements.edit(statement=statement, actor=owner.user, text_en="Other", text_fr="Autre", seen=1, now=NOW)
    with pytest.raises(Refused, match="statement_moved"):
        statements.approve(statement=statement, actor=owner.user, digest=before, now=NOW)


def test_a_statement_in_one_language_is_not_approved(statement: Statement, owner: Membership) -> None:
    statements.edit(statement=statement, actor=owner.user, text_en="Only English", text_fr=" \n", seen=1, now=NOW)
    with pytest.raises(Refused, match="statement_one_language"):
        approve(statement, owner)


def test_a_severity_that_rises_later_asks_for_the_second_person(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    Setback.objects.filter(pk=statement.setback_id).update(severity=4)
    assert statements.approved(fresh(statement).setback) is None


def test_a_withdrawn_statement_is_not_the_approved_one_and_comes_back(statement: Statement, owner: Membership) -> None:
    approve(statement, owner)
    statements.withdraw(statement=statement, actor=owner.user, seen=1, now=NOW)
    assert statements.approved(statement.setback) is None
    with pytest.raises(Refused, match="statement_withdrawn"):
        statements.edit(statement=statement, actor=owner.user, text_en="x", text_fr="y", seen=2, now=NOW)
    statements.bring_back(statement=statement, actor=owner.user, seen=2)
    assert statements.approved(statement.setback) == statement


@pytest.mark.parametrize(
    ("role", "may_draft", "may_approve"), [(Role.ANALYST, False, False), (Role.EDITOR, True, False)]
)
def test_each_role_does_what_it_may(
    statement: Statement, join: Join, role: Role, may_draft: bool, may_approve: bool
) -> None:
    somebody = join(role)
    if may_draft:
        assert made(statement.setback, somebody).drafted_by == somebody.user
    else:
        with pytest.raises(Refused, match="not_allowed_here"):
            made(statement.setback, somebody)
    with pytest.raises(Refused, match="not_allowed_here"):
        approve(statement, somebody)


def test_charlie_approves_nothing(statement: Statement, charlie: Membership) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        approve(statement, charlie)


def test_signs_no_reader_sees_are_not_kept(statement: Statement, owner: Membership) -> None:
    statements.edit(statement=statement, actor=owner.user, text_en="a\x00b\r\nc  ", text_fr="d", seen=1, now=NOW)
    assert statement.text_en == "ab\nc"


def test_a_text_beyond_all_measure_is_refused(statement: Statement, owner: Membership) -> None:
    with pytest.raises(Refused, match="statement_too_long"):
        statements.edit(statement=statement, actor=owner.user, text_en="😀" * 1_000_000, text_fr="d", seen=1, now=NOW)
