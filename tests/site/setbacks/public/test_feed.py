"""Atom, as readers of feeds expect it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Update
from pratfall.site.setbacks.public.facts import told
from pratfall.site.setbacks.public.feed import feed
from pratfall.site.setbacks.services import publishing
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.public.test_facts import page_now

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://pratfall.example/updates/the-wrong-picture/en/"


def made(lang: str = "en", address: str = ADDRESS) -> Any:
    return ET.fromstring(feed(told(page_now(), lang), speech(lang), address=address))


def test_each_update_is_an_entry_with_a_name_that_never_changes(update: Update, owner: Membership) -> None:
    first = made()
    entry = first.find(f"{ATOM}entry")
    assert first.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert entry.find(f"{ATOM}link").get("href") == f"{ADDRESS}index.html#u{update.pk}"
    assert "kitchen" in entry.find(f"{ATOM}summary").text
    name, day = entry.find(f"{ATOM}id").text, entry.find(f"{ATOM}updated").text
    words = {"text_en": "Other words.", "text_fr": "Autres mots.", "why": "Clearer.", "seen": 1}
    publishing.edit(update=update, actor=owner.user, now=NOW + timedelta(hours=1), **words)
    moved = made(address="").find(f"{ATOM}entry")
    assert moved.find(f"{ATOM}id").text == name and moved.find(f"{ATOM}updated").text > day
    assert "Clearer." in moved.find(f"{ATOM}summary").text


def test_the_two_languages_are_two_feeds(update: Update) -> None:
    assert made("fr").find(f"{ATOM}id").text != made("en").find(f"{ATOM}id").text
    assert "Nous l’avons vu" in made("fr").find(f"{ATOM}entry/{ATOM}title").text


@pytest.mark.parametrize("text", ["</summary><script>alert(1)</script>]]>", "\x0b\x01\ufffe& <b>"])
def test_hostile_words_stay_words(update: Update, owner: Membership, text: str) -> None:
    publishing.publish(
        setback=update.setback, actor=owner.user, text_en=f"Said: {text}", text_fr="Dit.", state="fixing", now=NOW
    )
    summaries = [entry.find(f"{ATOM}summary").text for entry in made().findall(f"{ATOM}entry")]
    assert len(summaries) == 2 and not any("<script" in said for said in summaries)
