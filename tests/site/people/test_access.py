"""Who comes where: every address of the site, walked as everybody who must not see anything there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from pratfall.site.people.access import Rule, rule_of
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

Join = Callable[..., Membership]
PLACES = {"slug": "level-fell-0123456789", "kind": "account", "file_id": "0123456789abcdef", "org": "default"}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        else:
            yield here, entry


def filled(route: str) -> str:
    """An address of that pattern: numbers are 1, other places have a likely word."""
    route = re.sub(r"<int:\w+>", "1", route)
    route = re.sub(r"<uuid:\w+>", "0e8b7f3c-5a51-4a0c-9a7e-2f1d3c4b5a69", route)
    route = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: PLACES.get(place[1], "0123456789abcdef"), route)
    return "/" + route.replace("^", "").replace("$", "")


def of_an_organisation() -> list[tuple[str, URLPattern]]:
    return [(route, entry) for route, entry in patterns(get_resolver()) if route.startswith("o/<slug:org>/")]


def test_every_view_says_whom_it_lets_in() -> None:
    every = list(patterns(get_resolver()))
    assert len(every) > 30
    silent = [route for route, entry in every if rule_of(entry.callback) is None]
    assert silent == []


def test_every_page_of_an_organisation_takes_a_role_and_no_other_page_does() -> None:
    for route, entry in patterns(get_resolver()):
        rule = rule_of(entry.callback)
        assert rule is not None
        assert (rule.look is not None) == route.startswith("o/<slug:org>/"), route


@pytest.mark.parametrize("method", ["get", "post"])
def test_charlie_of_another_organisation_finds_nothing(client: Client, charlie: Membership, method: str) -> None:
    owner_sees = client.get("/o/default/members/").content.decode()
    assert "olive@default.example" in owner_sees
    browser = signed_in(charlie.user)
    for route, _ in of_an_organisation():
        answer = getattr(browser, method)(filled(route))
        assert answer.status_code == 404, route
        leaks(answer.content.decode(), route)


def leaks(page: str, route: str) -> None:
    for secret in ("Olive", "default.example", "/o/default", "thelongtable"):
        assert secret not in page, f"{route} tells {secret}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_not_signed_in_is_led_to_the_sign_in(client: Client, method: str) -> None:
    for route, _ in of_an_organisation():
        answer = getattr(signed_in(None), method)(filled(route))
        assert answer.status_code == 302, route
        assert answer.headers["Location"].startswith("/account/login/"), route
        assert answer.content == b""


def test_an_organisation_that_does_not_exist_looks_the_same(owner: Membership, charlie: Membership) -> None:
    browser = signed_in(charlie.user)
    there, nowhere = (browser.get(f"/o/{slug}/members/") for slug in ("default", "nowhere"))
    assert there.status_code == nowhere.status_code == 404
    alike = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in (there, nowhere)]
    assert alike[0] == alike[1]


def test_a_guest_sees_only_what_takes_no_more_than_a_guest(client: Client, join: Join) -> None:
    browser = signed_in(join(Role.GUEST).user)
    for route, entry in of_an_organisation():
        rule = rule_of(entry.callback)
        if rule is not None and rule.look is not Role.GUEST:
            answer = browser.get(filled(route))
            assert answer.status_code == 403, route
            assert "olive@" not in answer.content.decode() and "thelongtable" not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.GUEST, Role.ANALYST, Role.EDITOR])
def test_a_form_takes_the_role_to_change_something(client: Client, join: Join, role: Role) -> None:
    browser = signed_in(join(role).user)
    for route, entry in of_an_organisation():
        rule = rule_of(entry.callback)
        if rule is not None and rule.change is not None and not role.may(rule.change):
            assert browser.post(filled(route)).status_code == 403, route


def test_a_view_that_says_nothing_lets_nobody_in(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    from pratfall.site.people.pages import audit

    assert signed_in(owner.user).get("/o/default/audit/").status_code == 200
    monkeypatch.delattr(audit.page, "rule")
    assert signed_in(owner.user).get("/o/default/audit/").status_code == 404


def test_a_page_of_an_organisation_is_kept_by_nobody_else(client: Client) -> None:
    control = client.get("/o/default/members/").headers["Cache-Control"]
    assert "private" in control and "no-cache" in control


def test_a_rule_knows_what_it_takes() -> None:
    assert Rule(Role.ANALYST, Role.EDITOR).signed_in and not Rule(None, None, signed_in=False).signed_in
    nobody: Any = lambda request: None  # noqa: E731
    assert rule_of(nobody) is None
