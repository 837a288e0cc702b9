from __future__ import annotations

from collections import Counter

import pytest
from django.urls import resolve

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.menu import MENU, entries
from pratfall.site.people.access import rule_of
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.roles import Role

US = Organisation(slug="us", name="Us")


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.path)
def test_an_entry_leads_to_a_page_its_readers_may_open(entry: object) -> None:
    from pratfall.site.menu import Entry

    assert isinstance(entry, Entry)
    rule = rule_of(resolve(f"/o/us{entry.path}").func)
    assert rule is not None and rule.look is not None and entry.least.may(rule.look)
    assert all(speech(lang).knows(entry.words) for lang in LANGUAGES)


def test_no_key_leads_to_two_pages() -> None:
    keys = Counter(entry.key for entry in MENU if entry.key)
    assert max(keys.values()) == 1


def test_what_stands_beside_the_brand_fits_one_line() -> None:
    for lang in LANGUAGES:
        line = "  ".join(speech(lang).say(entry.words) for entry in MENU if not entry.aside)
        assert len(line) < 75, line


def test_a_menu_shows_what_a_role_opens_and_where_one_is() -> None:
    mine = Membership(organisation=US, role=Role.ANALYST)
    shown = entries(mine, "/o/us/files/")
    assert [entry.href for entry in shown if entry.here] == ["/o/us/files/"]
    guest = entries(Membership(organisation=US, role=Role.GUEST), "/")
    assert [entry.href for entry in guest] == ["/o/us/setbacks/"], "single setbacks are shared with guests"
