"""The frame of a setback's pages: clocks that run, and none after the end."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.framing import strip
from pratfall.site.setbacks.models import Setback

from .conftest import NOW


def test_a_running_one_shows_its_beginning_and_its_word(make_setback: Callable[..., Setback]) -> None:
    words = speech("en")
    assert [clock.code for clock in strip(make_setback(), words, NOW)] == ["onset", "first_word"]
    said = make_setback(first_word_at=NOW, next_update_due_at=NOW)
    assert [clock.code for clock in strip(said, words, NOW)] == ["onset", "first_word", "next_update"]
    over = make_setback(state="closed", closed_at=NOW)
    assert [clock.code for clock in strip(over, words, NOW)] == ["onset"]


def test_every_page_names_the_parts_and_says_lateness_in_words(empty_client: Client, setback: Setback) -> None:
    page = empty_client.get(f"/o/default{setback.path}").content.decode()
    assert 'class="pf-late"' in page and "late by" in page
    assert page.count("pf-tabs") == 1 and f"{setback.path}statements/" in page and 'aria-current="page"' in page
    french = empty_client.get(f"/o/default{setback.path}", headers={"accept-language": "fr"}).content.decode()
    assert "en retard de" in french and "Première parole" in french
