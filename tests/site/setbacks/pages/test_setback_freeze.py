"""The page of a freeze."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Freeze, KeptText, Setback
from pratfall.site.setbacks.services import freezing
from tests.site.conftest import signed_in
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    said = [measured.comment("c1", text="Shame <script>alert(1)</script>")]
    measured.fill(setback.organisation, post=[measured.post()], observation=[measured.likes(7)], comment=said)
    return setback


@pytest.fixture
def frozen(about: Setback) -> Freeze:
    return freezing.freeze(setback=about, actor=about.opened_by, now=NOW)


@pytest.fixture
def team(owner: Membership) -> Client:
    return signed_in(owner.user)


def shown(team: Client, freeze: Freeze, query: str = "") -> str:
    answer = team.get(f"/o/default{freeze.setback.path}timeline/{freeze.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_that_everything_is_what_was_frozen(team: Client, frozen: Freeze) -> None:
    page = shown(team, frozen)
    assert "Intact: all 2\u00a0rows are exactly" in page
    assert "likes: 7" in page
    assert "export.csv" in page
    assert "Shame &lt;script&gt;" in shown(team, frozen, "?kind=comment")


def test_it_is_loud_where_something_was_changed(team: Client, frozen: Freeze) -> None:
    KeptText.objects.filter(ref="c1").update(text="Bravo!")
    page = shown(team, frozen)
    assert 'role="alert"' in page
    assert "Texts that are not those frozen: 1, the first is x/c1." in page


def test_an_erased_text_is_said_and_breaks_nothing(team: Client, frozen: Freeze) -> None:
    KeptText.objects.filter(ref="c1").update(text="", salt="", erased_at=NOW)
    page = shown(team, frozen)
    assert "Intact" in page
    assert "The text was erased." in shown(team, frozen, "?kind=comment")


def test_it_shows_what_changed_since_the_one_before(team: Client, frozen: Freeze, about: Setback) -> None:
    measured.fill(about.organisation, "newer", observation=[measured.likes(70, as_of=LATER)])
    newer = freezing.freeze(setback=about, actor=None, now=LATER)
    page = shown(team, newer)
    assert "changed: 1" in page
    assert "numbers: likes: 7 → likes: 70" in page
    assert "This is the first." in shown(team, frozen)


def test_one_kind_is_shown_by_itself(team: Client, frozen: Freeze) -> None:
    page = shown(team, frozen, "?kind=comment&page=zero")
    assert "x/c1" in page
    assert "x/a1/p1" not in page
    assert "x/a1/p1" in shown(team, frozen, "?kind=nonsense")


def test_a_freeze_of_another_setback_is_not_found(
    team: Client, frozen: Freeze, make_setback: Callable[..., Setback]
) -> None:
    other = make_setback()
    assert team.get(f"/o/default{other.path}timeline/{frozen.pk}/").status_code == 404
