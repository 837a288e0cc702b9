"""The way in: the first account, an invitation, password, passkey and second factor; and one's own choices."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.conftest import PASSWORD, faults

pytestmark = pytest.mark.browser

OWN_PAGES = (
    "/me/",
    "/me/erase/",
    "/organisations/new/",
    "/account/password/change/",
    "/account/email/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/reauthenticate/",
)
OUTSIDE = ("/account/login/", "/account/password/reset/", "/account/signup/", "/invitation/none/")


@pytest.fixture
def browser_of(new_context: Any) -> Any:
    """A browser of somebody's own. Notes what it complains about."""

    def make(width: int = 1280, lang: str = "en", scheme: str = "light") -> Any:
        context = new_context(viewport={"width": width, "height": 800}, locale=lang, color_scheme=scheme)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    return make


def fits(page: Any, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


@pytest.mark.parametrize(("width", "lang"), [(1280, "en"), (390, "fr")])
def test_from_the_first_start_to_a_team_of_two(served_first: str, browser_of: Any, width: int, lang: str) -> None:
    page = browser_of(width, lang)
    page.goto(served_first)
    assert page.url.endswith("/start/")
    assert faults(page) == [] and fits(page, width)
    page.locator("#id_name").fill("Olive")
    page.locator("#id_email").fill("olive@lantern.example")
    page.locator("#id_organisation").fill("La Lanterne")
    page.locator("#id_password").fill("short")
    page.locator("main button").click()
    page.locator(".pf-faults").wait_for()
    assert page.locator("#id_organisation").input_value() == "La Lanterne", "nothing typed is lost"
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/o/la-lanterne/")

    page.goto(f"{served_first}/o/la-lanterne/members/")
    page.locator("#id_email").fill("edda@lantern.example")
    page.locator("#id_role").select_option("manager")
    page.locator("form:has(#id_email) button").click()
    link = page.locator("main code").inner_text()
    assert "/invitation/" in link and faults(page) == [] and fits(page, width)
    page.reload()
    assert link not in page.content(), "shown once"

    other = browser_of(width, lang)
    other.goto(link)
    assert faults(other) == [] and fits(other, width)
    other.locator("#id_name").fill("Edda")
    other.locator("#id_password").fill(PASSWORD)
    other.locator("main button").click()
    other.wait_for_url("**/o/la-lanterne/")
    other.goto(f"{served_first}/o/la-lanterne/audit/")
    told = other.locator("tbody").inner_text()
    assert "Edda" in told and "Olive" in told
    assert faults(other) == [] and fits(other, width)

    other.locator(".pf-person summary").click()
    other.locator(".pf-person button").click()
    other.wait_for_url("**/account/login/**")
    other.locator("#id_login").fill("edda@lantern.example")
    other.locator("#id_password").fill(PASSWORD)
    other.locator("main button.pf-main").click()
    other.wait_for_url("**/o/la-lanterne/")
    assert [text for text in (*page.complaints, *other.complaints) if "favicon" not in text] == []


@pytest.mark.parametrize(("width", "lang", "scheme"), [(1280, "en", "dark"), (390, "fr", "light")])
def test_every_page_of_ones_own_fits_and_is_accessible(
    served: str, browser_of: Any, width: int, lang: str, scheme: str
) -> None:
    page = browser_of(width, lang, scheme)
    walk(page, served.partition("/o/")[0], OWN_PAGES, width, lang)


@pytest.mark.parametrize(("width", "lang", "scheme"), [(1280, "fr", "light"), (390, "en", "dark")])
def test_every_page_before_the_sign_in_fits_and_is_accessible(
    served_first: str, browser_of: Any, width: int, lang: str, scheme: str
) -> None:
    page = browser_of(width, lang, scheme)
    walk(page, served_first, OUTSIDE, width, lang)


def walk(page: Any, site: str, paths: tuple[str, ...], width: int, lang: str) -> None:
    for path in paths:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.lang") == lang, path
        assert page.locator("h1").count() == 1, path
        assert faults(page) == [] and fits(page, width), path
    assert [text for text in page.complaints if "409" not in text and not text.startswith("[DOM]")] == []


def test_ones_own_choice_beats_the_devices(served: str, browser_of: Any) -> None:
    page = browser_of(scheme="light")
    page.goto(served.partition("/o/")[0] + "/me/")
    for theme, dark in (("dark", True), ("light", False), ("", False)):
        page.locator("#id_theme").select_option(theme)
        page.locator("form:has(#id_theme) button").click()
        page.locator("[role=status]").wait_for()
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(int(n) for n in re.findall(r"\d+", ground)[:3]) < 384) is dark


def test_shortcuts_lead_along_the_menu_and_are_listed(served: str, browser_of: Any) -> None:
    page = browser_of()
    page.goto(f"{served}/sources/")
    page.keyboard.press("?")
    assert page.locator("#pf-keys dl").is_visible()
    page.locator("body").press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/members/")
    page.locator("#id_email").press("g")
    page.locator("#id_email").press("a")
    assert page.url.endswith("/members/"), "whoever types is not led away"


def test_a_menu_opens_on_the_phone_without_any_script(served: str, new_context: Any) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="fr").new_page()
    page.goto(f"{served}/sources/")
    page.locator(".pf-narrow summary").click()
    page.locator(".pf-narrow a", has_text="Décisions").wait_for()
    page.locator(".pf-person summary").click()
    page.locator(".pf-person a", has_text="Membres").click()
    page.wait_for_url("**/members/")


def test_a_passkey_is_added_and_signs_in(served_first: str, browser_of: Any) -> None:
    site = served_first.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    page = browser_of()
    with_authenticator(page)
    page.goto(site)
    for name, value in {"name": "Olive", "email": "o@x.example", "organisation": "x", "password": PASSWORD}.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("main button").click()
    page.wait_for_url("**/o/x/")
    page.goto(f"{site}/account/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main button").first.click()
    page.locator("#id_name").fill("my key")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile(r"/2fa/(?!webauthn/add)"))
    page.goto(f"{site}/account/2fa/webauthn/")
    assert "my key" in page.content()
    assert faults(page) == []
    page.locator(".pf-person summary").click()
    page.locator(".pf-person button").click()
    page.wait_for_url("**/account/login/**")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/o/x/")


def with_authenticator(page: Any) -> None:
    """A key inside the machine, as a phone or a laptop has one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
