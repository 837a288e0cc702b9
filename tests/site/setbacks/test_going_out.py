from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.going_out import shown
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import outings, statements
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.services.test_statements import approve, made

PARIS = ZoneInfo("Europe/Paris")


def test_networks_in_use_come_first_then_places_without_a_limit(setback: Setback, owner: Membership) -> None:
    out = shown(made(setback, owner), ["linkedin"], {}, speech("en"), PARIS, NOW)
    assert [place.code for place in out.places] == ["linkedin", "website", "email", "press", "other"]
    assert (out.place, out.language, out.zone) == ("linkedin", "en", "Europe/Paris")
    assert out.said_at == "2026-11-20T23:00"


def test_room_is_said_exactly_in_either_language(setback: Setback, owner: Membership) -> None:
    statement = made(setback, owner)
    statements.edit(statement=statement, actor=owner.user, text_en="a" * 279, text_fr="b", seen=1, now=NOW)
    english = shown(statement, ["x"], {"in": "en"}, speech("en"), PARIS, NOW)
    assert english.parts[0].room == "1 character left"
    french = shown(statement, ["x"], {"in": "en"}, speech("fr"), PARIS, NOW)
    assert french.parts[0].room == "1 signe restant"


def test_what_is_out_is_marked_for_its_place_and_language(setback: Setback, owner: Membership) -> None:
    statement = made(setback, owner)
    approve(statement, owner)
    at = NOW + timedelta(minutes=1)
    outings.said(statement=statement, actor=owner.user, place="x", language="fr", address="", said_at=at, now=at)
    out = shown(statement, ["x"], {"to": "x", "in": "fr"}, speech("en"), PARIS, NOW)
    assert [place.code for place in out.places if place.said] == ["x"]
    assert [place.code for place in out.languages if place.said] == ["fr"]
    assert out.told[0][0].startswith("X (French)")
