"""The timeline's files, as they are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from pratfall.site.people import grants
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import SHARED
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in
from tests.site.setbacks import measured


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(setback.organisation, post=[measured.post()], comment=[measured.comment("c1", text="Shame on Ann")])
    return setback


def asked(team: Client, setback: Setback, form: str, query: str = "") -> bytes:
    answer = team.get(f"/o/default{setback.path}timeline/export/{form}/{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.content


def test_every_form_is_given_as_a_file(about: Setback, owner: Membership) -> None:
    team = signed_in(owner.user)
    assert asked(team, about, "pdf").startswith(b"%PDF")
    assert b"Shame on Ann" in asked(team, about, "html")
    assert len(json.loads(asked(team, about, "json"))["items"]) >= 3


def test_kinds_and_zone_are_those_of_the_page(about: Setback, owner: Membership) -> None:
    page = asked(signed_in(owner.user), about, "html", "?of=posts&zone=Asia/Tokyo").decode()
    assert "Asia/Tokyo" in page and "Our kitchen" in page
    assert "Shame on Ann" not in page


def test_a_form_nobody_knows_is_not_found(about: Setback, owner: Membership) -> None:
    answer = signed_in(owner.user).get(f"/o/default{about.path}timeline/export/docx/")
    assert answer.status_code == 404


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_guests_file_has_no_words_of_people(
    about: Setback, owner: Membership, join: Callable[..., Membership], form: str
) -> None:
    guest = join(Role.GUEST)
    grants.grant(actor=owner, guest=guest, kind=SHARED, subject_id=about.pk)
    file = asked(signed_in(guest.user), about, form).decode()
    assert "kitchen" in file
    for secret in ("Ann", "who-c1", "@default.example"):
        assert secret not in file
