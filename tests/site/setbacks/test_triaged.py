"""Who is answered first, who can be filtered, and which words were said by many."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import ledger
from pratfall.site.setbacks.services.appending import Draft, append
from pratfall.site.setbacks.services.erasing import erase_comment
from pratfall.site.setbacks.triaged import Triaged, Wanted, reactions_to, same_words, texts_of, triaged
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said

ANGRY = "This is a disgrace, shame on you. I am furious and I want my money back!"
COPIED = "Give the picture back to those who took it, and say so in public today."
ROWS = [
    said("calm", "Ok, see you on Saturday then.", 1, likes=0),
    said("angry", ANGRY, 1, likes=30),
    said("asks", "Quand allez-vous nous dire ce qui s’est passé ?", 1, likes=2),
    said("copy1", COPIED, 5, likes=None),
    said("copy2", COPIED.upper() + " 😡", 6, likes=1),
    said("reply", "I think so too, very much indeed", 7, likes=1, parent_comment_id="calm"),
]


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", ROWS)
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


def refs(found: Triaged, wanted: Wanted, setback: Setback) -> list[str]:
    return [row.ref for row in found.wanted(wanted, same_words(setback))]


def answer(setback: Setback, ref: str, hours: float) -> None:
    body = {"by": "reply", "at": (NOW - timedelta(hours=2) + timedelta(hours=hours)).isoformat()}
    with transaction.atomic():
        append(setback=setback, drafts=[Draft(kind="answered", platform="x", ref=ref, body=body)], now=NOW)


def test_the_angriest_and_most_seen_comes_first_and_the_answered_last(running: Setback) -> None:
    assert triaged(running, NOW).rows[0].ref == "angry"
    answer(running, "angry", 1)
    rows = triaged(running, NOW).rows
    assert rows[-1].ref == "angry"
    assert len(rows) == len(ROWS)


def test_reactions_are_likes_and_replies_and_unknown_is_not_zero(running: Setback) -> None:
    reactions = triaged(running, NOW).reactions
    assert reactions["x", "calm"] == 1
    assert reactions["x", "angry"] == 30
    assert reactions["x", "copy1"] is None
    every = heard(running)
    assert {key: reactions_to(row, every) for key, row in every.items()} == reactions


def test_comments_can_be_filtered_by_who_wrote_them_and_how(running: Setback) -> None:
    found = triaged(running, NOW)
    assert "angry" in refs(found, Wanted("angry"), running)
    assert refs(found, Wanted("questions"), running) == ["asks"]
    assert refs(found, Wanted("defenders"), running) == []
    assert refs(found, Wanted(spoken="fr"), running) == ["asks"]
    assert found.languages["fr"] == 1
    assert found.count("all") == 6
    answer(running, "asks", 1)
    assert "asks" not in refs(triaged(running, NOW), Wanted(unanswered=True), running)


def test_the_same_words_are_found_together_and_none_is_hidden(running: Setback) -> None:
    found = triaged(running, NOW)
    one = next(row for row in found.rows if row.ref == "copy1")
    assert set(refs(found, Wanted(same=one.place), running)) == {"copy1", "copy2"}
    assert refs(found, Wanted(same=9999), running) == []
    assert {"copy1", "copy2"} <= set(refs(found, Wanted(), running))


def test_erased_words_say_nothing_any_more(running: Setback) -> None:
    assert len(same_words(running)) == 2
    erase_comment(setback=running, actor=None, platform="x", ref="copy1", now=NOW)
    assert same_words(running) == {}
    assert COPIED not in texts_of(running).values()
    assert triaged(running, NOW).rows[-1].ref == "copy1"


def test_answers_are_counted_with_those_who_still_wait(running: Setback) -> None:
    answer(running, "angry", 1)
    found = triaged(running, NOW).answering
    assert (found.n, found.unanswered) == (6, 5)
    assert found.share is not None and found.share[1] < 5 / 6 < found.share[2]
    assert found.hours is not None and found.hours.median is None


def test_an_empty_ledger_has_nothing_to_answer(setback: Setback) -> None:
    found = triaged(setback, NOW)
    assert (list(found.rows), found.answering.n, dict(found.languages)) == ([], 0, {})
