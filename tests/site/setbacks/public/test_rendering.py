"""The files of a page."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import Any

import pytest

from pratfall.site.mail import Mail
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Update
from pratfall.site.setbacks.public import rendering
from pratfall.site.setbacks.services import fix_steps, publishing
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.public.test_facts import page_now

HOSTILE = "<script>alert(1)</script>\u202egpj.exe\u2066 javascript:alert(1) " + "🍲" * 2000


def test_a_page_has_both_languages_their_feeds_and_a_door_to_each(update: Update) -> None:
    made = rendering.files(page_now())
    assert set(made) == {
        "index.html",
        "page.css",
        *(f"{x}/{y}" for x in ("en", "fr") for y in ("index.html", "feed.xml")),
    }
    english, french = made["en/index.html"].decode(), made["fr/index.html"].decode()
    assert '<html lang="en">' in english and "We have seen it" in english and "a kitchen that is not ours" in english
    assert '<html lang="fr">' in french and "Nous l’avons vu" in french and "la nôtre" in french
    assert "20 November 2026, 22:00 UTC" in english and "We promised the next word by" in english
    assert (
        'href="en/index.html"' in made["index.html"].decode() and 'href="fr/index.html"' in made["index.html"].decode()
    )
    assert made == rendering.files(page_now()), "the same rows give the same bytes"


def test_hours_are_those_of_the_country(update: Update, home: Path) -> None:
    (home / "settings.toml").write_text('country = "FR"\n', encoding="utf-8")
    assert "20 November 2026, 23:00 (Paris)" in rendering.files(page_now())["en/index.html"].decode()


def test_nobody_of_the_team_is_named(update: Update, owner: Membership) -> None:
    everything = b"".join(rendering.files(page_now()).values()).decode()
    assert owner.user.name not in everything and owner.user.email not in everything and "@default" not in everything


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_every_link_is_relative_and_leads_to_a_file(update: Update) -> None:
    made = rendering.files(page_now(), elsewhere=True)
    for path, content in made.items():
        if path.endswith(".html"):
            read = Links()
            read.feed(content.decode())
            for link in read.found:
                if not link.startswith(("#", "data:")):
                    assert normpath(join(path, "..", link)) in made, f"{link} in {path}"
            assert "script" not in read.tags and "form" not in read.tags


def test_hostile_words_turn_into_nothing_but_words(public_page: PublicPage, owner: Membership) -> None:
    publishing.change_page(
        page=public_page,
        actor=owner.user,
        title_en="</title><script>x</script>",
        title_fr="\u202eTitre",
        shows_ledger=False,
        shows_changes=True,
        seen=1,
        now=NOW,
    )
    given: dict[str, Any] = {"setback": public_page.setback, "actor": owner.user, "now": NOW}
    made = publishing.publish(text_en=HOSTILE, text_fr=HOSTILE, state="fixing", **given)
    more = {"text_en": "x", "text_fr": "y", "why": HOSTILE[:290], "seen": 1, "now": NOW}
    publishing.edit(update=made, actor=owner.user, **more)
    fix_steps.add(words_en="<img src=x onerror=alert(1)>", words_fr="\u2067<b>", **given)
    files = rendering.files(page_now())
    for path in ("index.html", "en/index.html", "fr/index.html"):
        page = files[path].decode()
        read = Links()
        read.feed(page)
        assert not {"script", "img", "b", "form", "svg"} & read.tags
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", page)
        assert not [link for link in read.found if "javascript" in link]


def test_subscribing_is_offered_only_where_mail_leaves(update: Update, settings: Any) -> None:
    assert b"/subscribe/" not in rendering.files(page_now())["en/index.html"]
    settings.MAIL, settings.ADDRESS = Mail(host="mail.example"), "https://pratfall.example"
    page = page_now()
    assert b'href="/updates/the-wrong-picture/subscribe/?lang=en"' in rendering.files(page)["en/index.html"]
    exported = rendering.files(page, elsewhere=True)["fr/index.html"]
    assert b'href="https://pratfall.example/updates/the-wrong-picture/subscribe/?lang=fr"' in exported


def test_former_words_steps_and_days_are_shown(update: Update, owner: Membership) -> None:
    later = NOW + timedelta(hours=1)
    more = {"text_en": "New words.", "text_fr": "Nouveaux mots.", "why": "Clearer.", "seen": 1, "now": later}
    publishing.edit(update=update, actor=owner.user, **more)
    step = fix_steps.add(setback=update.setback, actor=owner.user, words_en="Ask.", words_fr="Demander.", now=NOW)
    fix_steps.tick(step=step, actor=owner.user, done=True, seen=1, now=later)
    page = rendering.files(page_now())["en/index.html"].decode()
    assert "Changed on 20 November 2026, 23:00 UTC. Why: Clearer." in page and "a kitchen that is not ours" in page
    assert "Done on 20 November 2026, 23:00 UTC" in page


def test_before_the_first_update_there_is_nothing_and_after_withdrawing_one_line(
    public_page: PublicPage, owner: Membership
) -> None:
    assert rendering.files(page_now()) == {}
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=NOW)
    (gone,) = rendering.files(page_now()).values()
    assert b"withdrawn" in gone and "retirée".encode() in gone and b"The wrong picture" not in gone


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_preview_is_the_page_with_our_own_styles(update: Update, lang: str) -> None:
    page = rendering.preview(page_now(), lang)
    assert 'href="/static/review/pratfall.css"' in page and f'<html lang="{lang}">' in page
