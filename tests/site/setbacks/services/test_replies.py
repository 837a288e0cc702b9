"""Replies say what was approved, a person sends them, and the ledger knows who was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.statement import Facts, Kind
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import LedgerEntry, Reply, Setback
from pratfall.site.setbacks.services import ledger, replies, statements
from pratfall.site.setbacks.services.appending import broken
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said

FACTS = Facts(
    ticked=frozenset({"affected", "finding_out"}),
    texts={
        "en": {"happened": "We posted another charity's picture", "known": "It was ours to check"},
        "fr": {"happened": "Nous avons publié la photo d’une autre association", "known": "C’était à nous de vérifier"},
    },
    contact="help@zoo.example",
)


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", [said("c1", "You are liars, shame on you"), said("c2", "Why?")])
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


@pytest.fixture
def approved(running: Setback, owner: Membership) -> Setback:
    made = statements.draft(
        setback=running,
        actor=owner.user,
        kind=Kind.HOLDING,
        facts=FACTS,
        next_word_at=NOW + timedelta(hours=3),
        now=NOW,
    )
    statements.approve(statement=made, actor=owner.user, digest=made.digest, now=NOW)
    return running


def draft(setback: Setback, owner: Membership, **more: Any) -> Reply:
    values = {"platform": "x", "ref": "c1", "kind": "explain", "language": "en", **more}
    return replies.draft(setback=setback, actor=owner.user, now=NOW, **values)


def test_a_draft_holds_approved_facts_and_nothing_else(approved: Setback, owner: Membership) -> None:
    text = draft(approved, owner).text
    assert text.startswith("We have read what you wrote")
    assert "We posted another charity's picture." in text and "It was ours to check." in text
    assert "help@zoo.example" not in text
    french = replies.text_for(approved, replies.rules.ReplyKind.EXPLAIN, "fr", NOW)
    assert "Nous avons publié la photo" in french and "picture" not in french


def test_without_an_approved_statement_nothing_is_claimed(running: Setback, owner: Membership) -> None:
    assert draft(running, owner).text == "We have read what you wrote, and we owe you an answer."
    assert replies.approved_facts(running, NOW) == (Facts(), None)


def test_a_promise_that_is_over_is_not_repeated(approved: Setback) -> None:
    later = NOW + timedelta(days=1)
    assert replies.approved_facts(approved, NOW)[1] is not None
    assert replies.approved_facts(approved, later)[1] is None
    assert len(replies.text_for(approved, replies.rules.ReplyKind.EXPLAIN, "en", later)) < len(
        replies.text_for(approved, replies.rules.ReplyKind.EXPLAIN, "en", NOW)
    )


def test_sent_by_a_person_it_is_an_answer_in_the_ledger(running: Setback, owner: Membership) -> None:
    reply = draft(running, owner)
    given = {"reply": reply, "actor": owner.user, "now": NOW}
    replies.edit(**given, text="We are sorry.", kind="own", language="en", seen=1)
    replies.mark_sent(**given, address="https://x.example/1", seen=2)
    row = heard(running)["x", "c1"]
    assert (row.answered, row.answered_at) == ("reply", NOW)
    assert ledger.counts(running).answered == 1
    assert broken(running) is None
    for act in (
        lambda: replies.edit(**given, text="Changed", kind="own", language="en", seen=3),
        lambda: replies.mark_sent(**given, address="", seen=3),
        lambda: replies.discard(**given, seen=3),
    ):
        with pytest.raises(Refused, match="reply_sent_already"):
            act()


def test_a_comment_has_one_reply_and_two_editors_lose_nothing(running: Setback, owner: Membership) -> None:
    reply = draft(running, owner)
    with pytest.raises(Refused, match="reply_there_already"):
        draft(running, owner)
    given: dict[str, Any] = {"reply": reply, "actor": owner.user, "kind": "own", "language": "en", "now": NOW}
    replies.edit(**given, text="Mine", seen=1)
    with pytest.raises(Conflict) as conflict:
        replies.edit(**given, text="Theirs", seen=1)
    assert (conflict.value.theirs["text"], conflict.value.yours["text"]) == ("Mine", "Theirs")
    with pytest.raises(Conflict):
        replies.mark_sent(reply=reply, actor=owner.user, address="", seen=1, now=NOW)
    assert not LedgerEntry.objects.filter(kind="answered").exists()


def test_a_draft_can_be_made_anew_and_thrown_away(approved: Setback, owner: Membership) -> None:
    reply = draft(approved, owner)
    given: dict[str, Any] = {"reply": reply, "actor": owner.user, "now": NOW}
    replies.edit(**given, text="", kind="thank", language="fr", seen=1, anew=True)
    assert reply.text == "Merci de votre soutien."
    replies.discard(**given, seen=2)
    assert not Reply.objects.exists()
    assert draft(approved, owner).pk


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.example", "not an address", "https://", "http://[", "x" * 600]
)
def test_only_addresses_are_kept_as_addresses(running: Setback, owner: Membership, address: str) -> None:
    reply = draft(running, owner)
    with pytest.raises(Refused, match="reply_address_wrong"):
        replies.mark_sent(reply=reply, actor=owner.user, address=address, seen=1, now=NOW)


def test_what_makes_no_sense_is_refused(running: Setback, owner: Membership) -> None:
    for more, code in (
        ({"kind": "insult"}, "reply_kind_unknown"),
        ({"language": "tlh"}, "reply_language_unknown"),
        ({"ref": "nobody"}, "comment_unknown"),
    ):
        with pytest.raises(Refused, match=code):
            draft(running, owner, **more)
    reply = draft(running, owner, kind="own")
    given: dict[str, Any] = {"reply": reply, "actor": owner.user, "seen": 1, "now": NOW}
    with pytest.raises(Refused, match="reply_empty"):
        replies.mark_sent(**given, address="")
    with pytest.raises(Refused, match="reply_too_long"):
        replies.edit(**given, text="x" * 20_000, kind="own", language="en")


def test_who_may_only_look_cannot_answer(
    running: Setback, join: Callable[..., Membership], charlie: Membership
) -> None:
    for member in (join(Role.ANALYST), charlie):
        with pytest.raises(Refused, match="not_allowed_here"):
            draft(running, member)


def test_the_language_is_the_comments_where_we_write_it(running: Setback) -> None:
    row = heard(running)["x", "c1"]
    assert replies.language_for(row, "fr") == "en"
    assert replies.language_for(heard(running)["x", "c1"].__class__("x", "c", "", NOW), "fr") == "fr"
