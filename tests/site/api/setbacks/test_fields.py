from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from pydantic import TypeAdapter, ValidationError

from pratfall.site.api.setbacks import fields
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback

from .conftest import Send, ago


@pytest.mark.parametrize("given", ["2026-11-20T10:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00"])
def test_a_moment_without_a_zone_or_of_another_age_is_none(given: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(fields.Moment).validate_python(given)


def test_a_moment_is_kept_in_utc() -> None:
    found = TypeAdapter(fields.Moment).validate_python("2026-11-20T10:00:00+02:00")
    assert found.isoformat() == "2026-11-20T08:00:00+00:00"


@pytest.mark.parametrize(
    "given", [{"what": "x"}, {"what": "x", "began_at": "soon"}, {"what": "x" * 5001, "began_at": ago(hours=1)}]
)
def test_what_does_not_fit_is_said_and_nothing_is_opened(send: Send, given: Any) -> None:
    assert send("post", "/setbacks/", given, expect=422)["errors"]
    assert not Setback.objects.exists()


def test_a_row_among_others_is_found_or_nothing_is(room: dict[str, Any], owner: Membership) -> None:
    rows = owner.organisation.setbacks
    assert fields.told(fields.one(rows, room["id"]), "state") == {"id": room["id"], "state": "noticed"}
    with pytest.raises(Http404):
        fields.one(rows, room["id"] + 1)
