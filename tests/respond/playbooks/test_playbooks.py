"""Playbooks: those we bring, and what a file of a team's own has to look like."""

from __future__ import annotations

import re

import pytest

from pratfall.errors import SettingsError
from pratfall.respond.lifecycle import State
from pratfall.respond.playbooks import LANGUAGES, USUAL, Playbook, parse, playbooks, suggested

EVERY = pytest.mark.parametrize("book", playbooks().values(), ids=lambda book: book.name)
GOOD = """
codes = ["level_fell"]
title = {en = "Flood", fr = "Inondation"}
[[step]]
key = "dry"
part = "lead"
due_minutes = 30
do = {en = "Dry it.", fr = "Séchez."}
done_when = {en = "Dry.", fr = "Sec."}
"""


def test_six_are_brought_and_the_usual_one_comes_first() -> None:
    assert next(iter(playbooks())) == USUAL
    assert set(playbooks()) == {
        "angry_customers",
        "campaign_fizzled",
        "crisis_in_public",
        "fundraising_failure",
        "hijacked_account",
        "wrong_post",
    }


@EVERY
def test_each_step_says_who_does_what_until_when_and_when_it_is_done(book: Playbook) -> None:
    assert len(book.steps) >= 8
    for step in book.steps:
        assert set(step.do) == set(step.done_when) == set(LANGUAGES)
        assert step.due_minutes
    assert [step.due_minutes for step in book.steps if step.after is None]
    assert any(step.after is State.RECOVERING for step in book.steps), "nobody is asked for prevention"


@EVERY
def test_both_languages_say_their_own_and_french_is_set_as_french_is(book: Playbook) -> None:
    for step in book.steps:
        for said in (step.do, step.done_when):
            assert said["en"] != said["fr"]
            assert "'" not in said["fr"] and not re.search(r"[^\u00a0\u202f][;:!?»](?:\s|$)", said["fr"]), said["fr"]


def test_a_finding_suggests_its_playbook() -> None:
    assert suggested("backlash", playbooks()) == "crisis_in_public"
    assert suggested("target_unlikely", playbooks()) == "campaign_fizzled"
    assert suggested("", playbooks()) == suggested("never_heard_of", playbooks()) == USUAL


def test_a_good_file_is_read() -> None:
    book = parse("flood", GOOD, file="flood.toml")
    assert (book.name, book.codes, book.title["fr"]) == ("flood", ("level_fell",), "Inondation")
    dry = book.step("dry")
    assert dry is not None and dry.due_minutes == 30 and book.step("wet") is None


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ('part = "lead"', 'part = "boss"', "step 1: part"),
        ('key = "dry"', 'key = "Dry it"', "step 1: key"),
        ("due_minutes = 30", "due_minutes = 0", "step 1: due_minutes"),
        ("due_minutes = 30", "due_minutes = true", "step 1: due_minutes"),
        ("due_minutes = 30", 'after = "never"', "step 1: after"),
        ("due_minutes = 30", 'page = "https://evil.example/"', "step 1: page"),
        ("due_minutes = 30", 'page = "../../"', "step 1: page"),
        (', fr = "Séchez."', "", "step 1: do"),
        ('"Séchez."', '" "', "step 1: do"),
        ('"Séchez."', f'"{"x" * 301}"', "step 1: do"),
        ('codes = ["level_fell"]', "codes = 3", "codes"),
        ('{en = "Flood", fr = "Inondation"}', '"Flood"', "title"),
    ],
)
def test_a_wrong_file_says_where_and_what_was_expected(before: str, after: str, where: str) -> None:
    assert before in GOOD
    with pytest.raises(SettingsError) as error:
        parse("flood", GOOD.replace(before, after), file="flood.toml")
    assert (error.value.code, error.value.facts["file"]) == ("playbook_wrong", "flood.toml")
    assert error.value.facts["where"] == where and error.value.facts["expected"]


def test_what_is_no_toml_has_no_steps_or_says_unknown_things_is_refused() -> None:
    for text, code in (
        ("[[[", "settings_not_toml"),
        ("", "playbook_wrong"),
        (GOOD + 'colour = "red"\n', "settings_key_unknown"),
        (GOOD + GOOD.partition("[[step]]")[1] + GOOD.partition("[[step]]")[2], "playbook_wrong"),
    ):
        with pytest.raises(SettingsError) as error:
            parse("flood", text, file="flood.toml")
        assert error.value.code == code
    with pytest.raises(SettingsError):
        parse("Flood!", GOOD, file="Flood!.toml")
