"""The page of the story."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, StoryDraft
from tests.site.conftest import signed_in


def address(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/story/"


def send(browser: Client, setback: Setback, act: str, **more: object) -> int:
    seen = StoryDraft.objects.values_list("version", flat=True).first() or 0
    return browser.post(address(setback), {"do": act, "seen": seen, **more}).status_code


@pytest.mark.parametrize(("lang", "said"), [("en", "Draft the story"), ("fr", "Préparer le récit")])
def test_an_empty_page_offers_the_draft_and_says_why(
    empty_client: Client, setback: Setback, lang: str, said: str
) -> None:
    page = empty_client.get(address(setback), headers={"accept-language": lang}).content.decode()
    assert said in page and "Aronson" in page


def test_from_the_draft_to_the_public_page(empty_client: Client, setback: Setback) -> None:
    assert send(empty_client, setback, "begin") == 302
    page = empty_client.get(address(setback)).content.decode()
    assert "to fill in" in page and "words to say: about" in page and 'value="publish"' not in page
    assert send(empty_client, setback, "publish") == 409
    assert send(empty_client, setback, "save", article_en="It is told.", article_fr="C’est raconté.") == 302
    assert 'value="publish"' in empty_client.get(address(setback)).content.decode()
    assert send(empty_client, setback, "publish") == 302
    page = empty_client.get(address(setback)).content.decode()
    assert "Published on" in page and "<textarea" not in page
    assert send(empty_client, setback, "take_back") == 302


def test_a_conflict_shows_both_texts(empty_client: Client, setback: Setback) -> None:
    send(empty_client, setback, "begin")
    send(empty_client, setback, "save", article_en="Theirs, saved first")
    given = {"do": "save", "seen": 1, "article_en": "Mine, still here"}
    answer = empty_client.post(address(setback), given)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Mine, still here" in page and "Theirs, saved first" in page


def test_a_new_draft_stands_beside_and_overwrites_nothing(empty_client: Client, setback: Setback) -> None:
    send(empty_client, setback, "begin")
    send(empty_client, setback, "save", article_en="My own words")
    page = empty_client.get(f"{address(setback)}?fresh=1").content.decode()
    assert "My own words" in page and "What the record says today" in page
    assert StoryDraft.objects.get().article_en == "My own words"


def test_hostile_text_stays_text(empty_client: Client, setback: Setback) -> None:
    send(empty_client, setback, "begin")
    send(empty_client, setback, "save", article_en="</textarea><script>alert(1)</script>", article_fr="\u202eoké")
    send(empty_client, setback, "publish")
    page = empty_client.get(address(setback)).content.decode()
    assert "<script>alert" not in page


def test_a_drill_and_acts_that_make_no_sense_are_refused(
    empty_client: Client, setback: Setback, make_setback: Callable[..., Setback]
) -> None:
    assert send(empty_client, make_setback(drill=True), "begin") == 409
    assert send(empty_client, setback, "save", article_en="x") == 409
    send(empty_client, setback, "begin")
    assert send(empty_client, setback, "drop") == 409


def test_editors_write_and_do_not_publish(
    empty_client: Client, setback: Setback, join: Callable[..., Membership]
) -> None:
    editor = signed_in(join(Role.EDITOR).user)
    assert send(editor, setback, "begin") == 302
    send(editor, setback, "save", article_en="a", article_fr="b")
    page = editor.get(address(setback)).content.decode()
    assert 'value="save"' in page and 'value="publish"' not in page
    assert send(editor, setback, "publish") == 409
    looker = signed_in(join(Role.ANALYST).user)
    assert 'value="save"' not in looker.get(address(setback)).content.decode()
