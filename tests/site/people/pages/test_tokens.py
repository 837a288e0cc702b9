from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import timezone

from pratfall.site.people import tokens
from pratfall.site.people.models import ApiToken, Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

Join = Callable[..., Membership]
HERE = "/o/default/tokens/"


def test_a_token_is_made_shown_once_and_ended(owner: Membership) -> None:
    browser = signed_in(owner.user)
    browser.post(HERE, {"do": "make", "name": "script", "scopes": ["read", "files"], "days": "30"})
    found = re.search(r"pratfall_[\w-]{43}", browser.get(HERE).content.decode())
    assert found
    assert tokens.membership_of(found[0], "files", timezone.now()) == owner
    page = browser.get(HERE).content.decode()
    assert found[0] not in page and "bring files in and read everything" in page
    browser.post(HERE, {"do": "end", "id": ApiToken.objects.get().pk})
    assert tokens.membership_of(found[0], "files", timezone.now()) is None
    assert "ended" in browser.get(HERE).content.decode()


def test_only_scopes_of_ones_role_can_be_given_away(join: Join) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    page = browser.get(HERE).content.decode()
    assert 'value="read"' in page and 'value="people"' not in page
    answer = browser.post(HERE, {"do": "make", "name": "x", "scopes": ["people"], "days": "9"})
    assert "pf-faults" in answer.content.decode() and not ApiToken.objects.exists()


def test_somebody_elses_token_cannot_be_seen_or_ended(owner: Membership, join: Join) -> None:
    made, _ = tokens.make_token(actor=owner, name="hers", scopes=["read"], days=9, now=timezone.now())
    browser = signed_in(join(Role.EDITOR).user)
    assert "hers" not in browser.get(HERE).content.decode()
    assert browser.post(HERE, {"do": "end", "id": made.pk}).status_code == 404
