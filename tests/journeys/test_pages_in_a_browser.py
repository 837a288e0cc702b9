"""Pages and the file, at the desk and on the phone, in both languages, by day and by night."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from tests.journeys.conftest import faults

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/review/",
    "/plans/",
    "/plans/new/",
    "/plans/calendar/",
    "/ideas/new/",
    "/decisions/",
    "/search/?q=tuesday",
    "/files/",
    "/sources/",
    "/teach/",
    "/members/",
    "/audit/",
    "/tokens/",
    "/no/such/page/anywhere/",
)
# Before anything was learnt; a phone sees them full in test_learning.py.
OF_LEARNING = (
    "/learn/",
    "/learn/cases/",
    "/learn/habits/",
    "/learn/website/",
    "/learn/reuse/",
    "/learn/channels/",
    "/learn/calibration/",
    "/learn/portfolio/",
    "/reports/",
)
# Every pair of width, language and scheme is among them.
VIEWS = [(1280, "en", "light"), (1280, "fr", "dark"), (390, "fr", "light"), (390, "en", "dark")]


@pytest.fixture
def look(new_context: Any) -> Any:
    """Opens an address as a reader would; fails on anything the browser complains about or fetches elsewhere."""

    def at(address: str, width: int, lang: str, scheme: str) -> Any:
        context = new_context(viewport={"width": width, "height": 800}, locale=lang, color_scheme=scheme)
        page = context.new_page()
        page.set_default_navigation_timeout(120_000)  # the first reader waits for the review to be made
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request", lambda request: page.complaints.append(request.url) if _elsewhere(request.url, address) else None
        )
        page.goto(address)
        return page

    return at


def _elsewhere(url: str, address: str) -> bool:
    return not url.startswith((re.match(r"\w+://[^/]*", address)[0], "data:", "blob:"))  # type: ignore[index]


def width_of(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def open_all(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize(("width", "lang", "scheme"), VIEWS)
def test_every_page_fits_is_accessible_and_asks_nobody_else(
    served: str, look: Any, width: int, lang: str, scheme: str
) -> None:
    for path in PAGES if width < 1000 else (*PAGES, *OF_LEARNING):
        page = look(served + path, width, lang, scheme)
        assert page.evaluate("document.documentElement.lang") == lang
        open_all(page)
        assert width_of(page) <= width, path
        missing = [text for text in page.complaints if "404" in text]
        assert page.complaints == missing and bool(missing) == path.startswith("/no/")
        assert faults(page) == [], path


@pytest.mark.parametrize(("width", "lang", "scheme"), VIEWS)
def test_the_file_opened_from_disk_fits_is_accessible_and_asks_nobody(
    on_disk: dict[str, str], look: Any, width: int, lang: str, scheme: str
) -> None:
    page = look(on_disk[lang], width, lang, scheme)
    open_all(page)
    assert width_of(page) <= width
    assert page.complaints == []
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(n) for n in re.findall(r"\d+", ground)[:3]) < 384) == (scheme == "dark")
    assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_way_down_from_the_headline_to_the_file(served: str, look: Any, width: int) -> None:
    page = look(served + "/review/", width, "en", "light")
    page.locator(".pf-first a").first.click()
    page.locator("#failure h3 a").first.click()
    assert "/findings/" in page.url
    assert faults(page) == [] and width_of(page) <= width
    page.locator(".pf-posts a[href*='/post/']").first.click()
    assert "/post/" in page.url
    assert faults(page) == [] and width_of(page) <= width
    page.locator("a[href*='/files/']").last.click()
    assert page.locator("h1").inner_text().endswith(".csv")
    assert faults(page) == [] and width_of(page) <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_an_account_page_fits_and_shows_its_chart_and_days(served: str, look: Any, width: int) -> None:
    page = look(served + "/review/", width, "fr", "dark")
    page.locator("#accounts h3 a").first.click()
    assert page.locator("[role=img]").count() >= 2
    open_all(page)
    assert faults(page) == [] and width_of(page) <= width


def test_the_keyboard_reaches_everything_in_the_order_it_is_read(served: str, look: Any) -> None:
    page = look(served + "/review/", 1280, "en", "light")
    expected = page.evaluate(
        """[...document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex="0"]')]
           .filter(e => e.checkVisibility() && e.getClientRects().length).length"""
    )
    reached, tops = 0, []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "document.activeElement === document.body ? null : document.activeElement.outerHTML.slice(0, 80)"
        )
        if at is None:
            break
        reached += 1
        tops.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" or reached == 1, at
    assert reached == expected
    late = [b - a for a, b in pairwise(tops[1:]) if b < a - 900]
    assert late == []  # columns may begin higher again, never a whole screen


def test_the_first_tab_leads_past_the_menu(served: str, look: Any) -> None:
    page = look(served + "/review/", 390, "en", "light")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "pf-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_follows_the_reader_and_then_the_choice(served: str, look: Any) -> None:
    page = look(served + "/review/", 1280, "fr", "light")
    assert "Peut-on se fier aux données" in page.content()
    page.locator(".pf-person summary").click()
    page.get_by_role("link", name="English").click()
    assert "Can the data be believed?" in page.content()
    page.goto(served + "/files/")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.goto(served.partition("/o/")[0] + "/me/")  # a choice stays with the person, so it is taken back for the others
    page.locator("#id_language").select_option("")
    page.locator("form:has(#id_language) button").click()
    page.locator("[role=status]").wait_for()


def test_before_anything_was_imported_the_page_says_how_to_begin(served_empty: str, look: Any) -> None:
    page = look(served_empty + "/review/", 390, "fr", "dark")
    assert page.locator("h1").inner_text() == "Pas encore de fichiers"
    assert page.locator("a.pf-main").inner_text() == "Apporter des fichiers"
    assert faults(page) == [] and width_of(page) <= 390


def test_text_at_twice_its_size_still_fits_a_phone(on_disk: dict[str, str], look: Any) -> None:
    page = look(on_disk["fr"], 390, "fr", "light")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert width_of(page) <= 390


def test_the_check_for_faults_finds_one_that_was_planted(on_disk: dict[str, str], look: Any) -> None:
    page = look(on_disk["en"], 1280, "en", "light")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"#x\"></a>')")
    assert any(fault.startswith("link-name") for fault in faults(page))


def test_a_printed_review_has_no_menu(on_disk: dict[str, str], look: Any) -> None:
    page = look(on_disk["en"], 1280, "en", "light")
    page.emulate_media(media="print")
    assert not page.locator(".pf-contents").is_visible()
    assert page.locator("#failure h2").is_visible()


def test_comments_are_labelled_with_the_keyboard_alone(served: str, look: Any) -> None:
    page = look(served + "/teach/?task=praise#c0", 390, "fr", "dark")
    assert page.evaluate("document.activeElement.id") == "c0"
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "c1"
    second = page.locator("#c1 .pf-post-text").inner_text()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert "1 sur 100" in page.content() and page.evaluate("document.activeElement.id") == "c1"
    assert page.locator("#c1 .pf-post-text").inner_text() != second
    page.keyboard.press("?")
    assert page.locator(".pf-keys p").is_visible()
    assert faults(page) == [] and width_of(page) <= 390
    with page.expect_navigation():
        page.keyboard.press("z")
    assert "0 sur 100" in page.content()
    assert page.complaints == []


def test_comments_are_labelled_without_any_script(served: str, new_context: Any) -> None:
    page = new_context(java_script_enabled=False, locale="en").new_page()
    page.goto(served + "/teach/?task=anger")
    with page.expect_navigation():
        page.get_by_role("button", name="yes").first.click()
    page.get_by_role("heading", name="1 of 100 labels").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Take the last one back").click()
    page.get_by_role("heading", name="0 of 100 labels").wait_for()
