from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_args

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from ninja import Schema

from pratfall.errors import LakeBusy
from pratfall.site import api as package
from pratfall.site.api.app import PerMember
from pratfall.site.intake import services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.source_tree import PACKAGE, modules, parsed

Send = Callable[..., Any]


def test_its_description_is_open_and_names_how_to_get_in(db: None) -> None:
    described = Client(headers={"host": "127.0.0.1"}).get("/api/openapi.json").json()
    assert described["info"]["title"] == "Pratfall" and len(described["paths"]) > 25
    assert all(scheme["scheme"] == "bearer" for scheme in described["components"]["securitySchemes"].values())


def test_an_address_that_leads_nowhere_answers_in_json(api: Client) -> None:
    answer = api.get("/api/nowhere/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(("lang", "said"), [("en", "form"), ("fr", "forme")])
def test_troubles_are_told_in_the_language_asked_for(api: Client, lang: str, said: str) -> None:
    answer = api.post("/api/plans/", "{}", content_type="application/json", headers={"accept-language": lang})
    assert answer.status_code == 422 and said in answer.json()["message"]
    assert answer.json()["errors"][0]["loc"][-1] == "name"


def test_what_helps_to_try_again_says_when(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise LakeBusy("lake_keeps_changing", tries=5)

    monkeypatch.setattr(services, "uploads", busy)
    answer = api.get("/api/files/uploads/")
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "10"


def test_members_have_an_allowance_of_calls_each(rf: RequestFactory, join: Callable[..., Membership]) -> None:
    cache.clear()  # calls of other tests count too
    few, one, other = PerMember("3/m"), rf.get("/"), rf.get("/")
    one.auth, other.auth = join(Role.EDITOR), join(Role.ANALYST)
    assert [few.allow_request(one) for _ in range(4)] == [True, True, True, False]
    assert few.allow_request(other)


def test_no_two_forms_of_the_interface_share_a_name() -> None:
    """In the description the second would take the first one's place."""
    folder = PACKAGE / "site" / "api"
    names = Counter(
        node.name for module in modules(folder) for node in parsed(module).body if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_lists_of_choices_share_a_name() -> None:
    """They would be described as one, and answers of the other would break the description."""
    choices: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for form in vars(importlib.import_module(module.name)).values():
            if isinstance(form, type) and issubclass(form, Schema):
                for field in form.model_fields.values():
                    for found in chosen_from(field.annotation):
                        choices[found.__name__].add(tuple(member.value for member in found))
    assert len(choices) > 5 and [name for name, lists in choices.items() if len(lists) > 1] == []


def chosen_from(annotation: Any) -> Iterator[type[Enum]]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for inner in get_args(annotation):
        yield from chosen_from(inner)
