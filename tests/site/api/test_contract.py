"""The interface keeps to its own description, whatever is sent: no server error, and no answer it does not announce."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from pratfall.learn.cases import cases
from pratfall.site.api.app import api as interface
from pratfall.site.lessons.models import MaterialKind, Origin
from pratfall.site.lessons.services import feeds, lessons, materials
from pratfall.site.people.models import Membership
from pratfall.site.people.tokens import SCOPES, make_token
from pratfall.site.setbacks.services import opening

EXAMPLES = int(os.environ.get("PRATFALL_API_EXAMPLES", "5"))
CHECKED = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


@pytest.fixture
def described(home: Any, owner: Membership, settings: Any) -> Any:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "localhost", "testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # no limit of calls
    _, secret = make_token(actor=owner, name="test", scopes=list(SCOPES), days=1, now=datetime.now(UTC))
    now, whose = datetime.now(UTC), {"organisation": owner.organisation, "actor": owner.user}
    schema = loaded()
    schema.secret = secret
    schema.there = {"number": opening.open_by_hand(**whose, what="The wrong picture", began_at=now, now=now).pk}
    schema.there |= learnt(whose, now)
    return schema


def learnt(whose: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A lesson, a text to use again and a case, by the names that paths give their numbers."""
    lines = lessons.Lines(believed="It saves us time.", happened="It cost us a day.", now_do="Ask who took it.")
    text = materials.Given(kind=MaterialKind.ARTICLE, title="Ponds", text="Frogs come back to a pond in spring. " * 3)
    return {
        "lesson_id": lessons.write(**whose, lines=lines, origin=Origin.HAND, subject=None, now=now).pk,
        "material_id": materials.add(**whose, given=text, now=now).pk,
        "feed_id": feeds.add(**whose, address="https://pond.example/feed", now=now).pk,
        "slug": next(iter(cases())),
    }


@cache
def loaded() -> Any:
    """The description as it is given out; to write it takes longer than to try an operation."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


def operations() -> list[tuple[str, str]]:
    paths = interface.get_openapi_schema()["paths"]
    return sorted((path, method.upper()) for path, found in paths.items() for method in found)


@pytest.mark.parametrize(("path", "method"), operations())
def test_every_operation_answers_as_described(described: Any, path: str, method: str) -> None:
    headers = {"Authorization": f"Bearer {described.secret}", "Accept-Encoding": "identity"}

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=described[path][method].as_strategy())
    def answers_as_described(case: Any) -> None:
        given = case.path_parameters or {}
        given.update({name: value for name, value in described.there.items() if name in given})
        case.call_and_validate(headers=headers, checks=CHECKED)

    answers_as_described()
