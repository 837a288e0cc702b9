"""The team's side of the public page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import FixStep, PublicPage, Setback, Update
from tests.site.conftest import signed_in
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_publishing import EN, FR, approved

Join = Callable[..., Membership]
SAID = {"text_en": "We are on it.", "text_fr": "Nous y sommes.", "state": "investigating", "zone": "Europe/Paris"}


@pytest.fixture
def browser(owner: Membership, home: Path) -> Client:
    return signed_in(owner.user)


def here(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/public/"


def send(browser: Client, setback: Setback, do: str, **given: Any) -> Any:
    return browser.post(here(setback), {"do": do, **given})


@pytest.mark.django_db(transaction=True)
def test_from_nothing_to_a_page_everybody_reads(browser: Client, setback: Setback, home: Path) -> None:
    page = browser.get(here(setback)).content.decode()
    assert f'value="the-wrong-picture-{setback.pk}"' in page and "Nobody sees anything before the first update" in page
    opened = {"slug": "wrong-picture", "title_en": "The picture", "title_fr": "La photo"}
    assert send(browser, setback, "open", **opened).status_code == 302
    looked = send(browser, setback, "preview", **SAID).content.decode()
    assert "Nothing is published yet" in looked and "We are on it.</textarea>" in looked and not Update.objects.exists()
    assert 'formaction="#h-new"' in looked
    soon = (NOW + timedelta(days=4000)).strftime("%Y-%m-%dT%H:%M")
    assert send(browser, setback, "publish", next_word=soon, **SAID).status_code == 302
    due = Setback.objects.get().next_update_due_at
    assert due is not None and due.hour == 21, "meant in Paris"
    assert "We are on it." in (home / "public" / "wrong-picture" / "en" / "index.html").read_text()
    page = browser.get(here(setback)).content.decode()
    assert (
        "Published. Readers see it now." in page
        and "http://127.0.0.1/updates/wrong-picture/" in page
        and "We are finding out" in page
    )


@pytest.mark.django_db(transaction=True)
def test_files_that_could_not_be_written_are_told(
    browser: Client, public_page: PublicPage, update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = "its files could not be written yet"
    assert late not in browser.get(here(update.setback)).content.decode()
    monkeypatch.setattr("pratfall.site.setbacks.services.publishing.making.make", lambda *_: 1 / 0)
    assert send(browser, update.setback, "publish", **SAID).status_code == 302
    assert late in browser.get(here(update.setback)).content.decode()


def test_pressed_twice_it_is_out_once_and_says_so(browser: Client, public_page: PublicPage) -> None:
    assert send(browser, public_page.setback, "publish", **SAID).status_code == 302
    again = send(browser, public_page.setback, "publish", **SAID)
    assert again.status_code == 409 and "were not published twice" in again.content.decode()
    assert Update.objects.count() == 1


def test_a_megabyte_of_emoji_is_refused_and_comes_back_whole(browser: Client, public_page: PublicPage) -> None:
    soup = "🍲" * 262_144
    answer = send(browser, public_page.setback, "publish", **{**SAID, "text_fr": soup})
    page = answer.content.decode()
    assert answer.status_code == 409 and "262,144 characters" in page and soup in page and "We are on it." in page


def test_words_are_changed_in_the_open(browser: Client, update: Update) -> None:
    given = {"update": update.pk, "seen": 1, "text_en": "Other.", "text_fr": "Autre."}
    refused = send(browser, update.setback, "edit", why="", **given)
    assert refused.status_code == 409 and ">Other.</textarea>" in refused.content.decode(), "nothing typed is lost"
    assert send(browser, update.setback, "edit", why="Clearer.", **given).status_code == 302
    late = send(browser, update.setback, "edit", why="Again.", **{**given, "text_en": "Third."})
    assert late.status_code == 409 and "Third." in late.content.decode() and "Other." in late.content.decode()
    assert "changed once" in browser.get(here(update.setback)).content.decode()


def test_the_fix_is_written_ticked_and_reworded(browser: Client, update: Update) -> None:
    setback = update.setback
    send(browser, setback, "add", words_en="Ask first.", words_fr="Demander d’abord.")
    step = FixStep.objects.get()
    assert send(browser, setback, "done", step=step.pk, seen=1).status_code == 302
    assert send(browser, setback, "undone", step=step.pk, seen=1).status_code == 409
    assert (
        send(browser, setback, "reword", step=step.pk, seen=2, words_en="Ask.", words_fr="Demander.").status_code == 302
    )
    assert send(browser, setback, "remove", step=step.pk, seen=3).status_code == 409
    assert send(browser, setback, "remove", step=999, seen=3).status_code == 404
    assert "Ask." in browser.get(here(setback)).content.decode()


def test_title_and_what_is_shown_can_change_and_the_page_be_withdrawn(browser: Client, update: Update) -> None:
    setback = update.setback
    given = {"title_en": "New", "title_fr": "Nouveau", "shows_ledger": "on"}
    assert send(browser, setback, "change", seen=1, **given).status_code == 302
    page = PublicPage.objects.get()
    assert page.shows_ledger and not page.shows_changes and page.title_fr == "Nouveau"
    assert send(browser, setback, "withdraw", seen=2).status_code == 302
    assert "was withdrawn on" in browser.get(here(setback)).content.decode()
    assert browser.get(f"{here(setback)}site.zip").status_code == 404
    assert send(browser, setback, "put_back", seen=3).status_code == 302


def test_previews_and_the_zip_are_the_page(browser: Client, update: Update) -> None:
    assert "la nôtre" in browser.get(f"{here(update.setback)}preview/fr/").content.decode()
    assert browser.get(f"{here(update.setback)}preview/de/").status_code == 404
    answer = browser.get(f"{here(update.setback)}site.zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="the-wrong-picture.zip"'
    assert "the-wrong-picture/en/index.html" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize("path", ["preview/en/", "site.zip"])
def test_before_the_first_update_there_is_nothing_to_take(browser: Client, public_page: PublicPage, path: str) -> None:
    assert browser.get(f"{here(public_page.setback)}{path}").status_code == 404


def test_an_editor_sees_what_a_manager_does_and_an_analyst_looks(update: Update, join: Join) -> None:
    editor, analyst = signed_in(join(Role.EDITOR).user), signed_in(join(Role.ANALYST).user)
    page = editor.get(here(update.setback)).content.decode()
    assert "A manager publishes here" in page and 'value="withdraw"' not in page and 'value="publish"' not in page
    refused = send(editor, update.setback, "publish", **SAID)
    assert refused.status_code == 409 and "We are on it." in refused.content.decode()
    assert "<textarea" not in analyst.get(here(update.setback)).content.decode()
    assert send(analyst, update.setback, "publish", **SAID).status_code == 403


def test_in_a_severe_case_the_way_leads_over_approved_words(
    browser: Client, public_page: PublicPage, owner: Membership
) -> None:
    Setback.objects.update(severity=4)
    page = browser.get(here(public_page.setback)).content.decode()
    assert "the words are approved first" in page and 'value="publish"' not in page
    refused = send(browser, public_page.setback, "publish", **SAID)
    assert refused.status_code == 409 and "We are on it.</textarea>" in refused.content.decode()


def test_approved_words_are_taken_over_and_published_by_an_editor(
    public_page: PublicPage, owner: Membership, join: Join
) -> None:
    setback, editor = public_page.setback, signed_in(join(Role.EDITOR).user)
    statement = approved(setback, owner)
    assert f"?statement={statement.pk}" in editor.get(here(setback)).content.decode()
    form = editor.get(f"{here(setback)}?statement={statement.pk}").content.decode()
    assert f'name="statement" value="{statement.pk}"' in form and f"{EN}</textarea>" in form
    said = {"text_en": EN, "text_fr": FR, "state": "investigating", "statement": statement.pk}
    assert send(editor, setback, "publish", **{**said, "text_en": "Mine."}).status_code == 409
    assert send(editor, setback, "publish", **said).status_code == 302
    assert Update.objects.get().statement == statement
    assert f"?statement={statement.pk}" not in editor.get(here(setback)).content.decode()


def test_charlie_and_guests_find_nothing(update: Update, charlie: Membership, join: Join, owner: Membership) -> None:
    assert signed_in(charlie.user).get(here(update.setback)).status_code == 404
    guest = join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind="setback", subject_id=update.setback_id)
    assert signed_in(guest.user).get(here(update.setback)).status_code == 403


def test_a_drill_has_no_public_page(browser: Client, make_setback: Callable[..., Setback]) -> None:
    page = browser.get(here(make_setback(drill=True))).content.decode()
    assert "nothing of it is published" in page and 'value="open"' not in page


@pytest.mark.parametrize("do", ["", "nonsense", "publish", "withdraw", "change"])
def test_a_form_of_another_state_is_refused_not_broken(browser: Client, setback: Setback, do: str) -> None:
    assert send(browser, setback, do).status_code == 409


def test_when_it_is_over_the_page_must_say_so(browser: Client, update: Update) -> None:
    Setback.objects.update(state="closed", closed_at=NOW)
    assert "the page does not say so yet" in browser.get(here(update.setback)).content.decode()
    send(browser, update.setback, "publish", **{**SAID, "state": "closed"})
    assert "the page does not say so yet" not in browser.get(here(update.setback)).content.decode()
