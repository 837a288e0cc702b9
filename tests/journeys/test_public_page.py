"""The public page in a real browser, from a real server: published on a phone, read by everybody, back after a kill."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from pratfall.reviews.render.speech import speech
from tests.journeys.conftest import faults, serving, started

pytestmark = pytest.mark.browser

HOSTILE = "<script>document.title='taken'</script> \u202egpj.exe https://help.example/a 🍲"
SLUG = "the-wrong-picture"


@pytest.fixture
def open_as(new_context: Any) -> Callable[..., Any]:
    def at(address: str, width: int, lang: str, scheme: str = "light") -> Any:
        context = new_context(viewport={"width": width, "height": 800}, locale=lang, color_scheme=scheme)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(address)
        return page

    return at


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def team(home: Path) -> Iterator[str]:
    with serving(home, PRATFALL_DEMO="1") as address:
        yield started(address)


def press(page: Any, key: str, lang: str) -> None:
    page.get_by_role("button", name=speech(lang).say(key), exact=True).first.click()
    page.wait_for_load_state()


def publish(page: Any, lang: str, number: str = "1") -> str:
    """Opens a setback, its page, and publishes; the address everybody reads."""
    page.locator("[name=what]").fill("We posted the wrong picture")
    press(page, "setback.open_do", lang)
    page.goto(f"{page.url.split('/setbacks/')[0]}/setbacks/{number}/public/")
    page.locator("[name=title_en]").fill("The wrong picture")
    page.locator("[name=title_fr]").fill("La mauvaise photo")
    page.locator("[name=slug]").fill(SLUG)
    press(page, "public.open_button", lang)
    page.locator("#id_text_en").fill(f"We showed a kitchen that is not ours. {HOSTILE}")
    page.locator("#id_text_fr").fill(f"Nous avons montré une cuisine qui n’est pas la nôtre. {HOSTILE}")
    press(page, "public.preview_button", lang)
    assert speech(lang).say("public.would_look") in page.content()
    press(page, "public.publish_button", lang)
    assert page.locator("main article").count() == 1, page.locator("main").inner_text()
    assert not faults(page) and page.evaluate("document.documentElement.scrollWidth") <= 390
    return f"{page.url.split('/o/')[0]}/updates/{SLUG}/"


def test_a_phone_publishes_and_everybody_reads_in_both_languages(team: str, open_as: Callable[..., Any]) -> None:
    address = publish(open_as(f"{team}/setbacks/new/", 390, "fr"), "fr")
    for width, lang, scheme in ((390, "fr", "dark"), (1280, "en", "light"), (1280, "fr", "dark"), (390, "en", "light")):
        page = open_as(address, width, lang, scheme)
        assert not faults(page), page.url
        page.get_by_role("link", name=speech(lang).say("public.read_here")).click()
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.lang") == lang and "taken" not in page.title()
        said = page.locator("article").inner_text()
        assert "<script>" in said and "\u202e" not in said and "🍲" in said
        assert page.locator("article a").get_attribute("href") == "https://help.example/a"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not faults(page), page.url
        assert page.context.cookies() == [], "who reads is not followed"
        other = "fr" if lang == "en" else "en"
        page.get_by_role("link", name=speech(other).say("language.name")).click()
        page.wait_for_url(f"**/{other}/index.html")
        page.context.close()
    with httpx.Client(base_url=address, timeout=60) as reader:
        feed = reader.get("en/feed.xml")
        assert feed.headers["content-type"].startswith("application/atom+xml") and "set-cookie" not in feed.headers
        again = reader.get("en/", headers={"if-none-match": reader.get("en/").headers["etag"]})
        assert again.status_code == 304 and "public" in again.headers["cache-control"]


def test_killed_with_half_its_files_the_page_is_back_after_the_next_start(
    home: Path, open_as: Callable[..., Any]
) -> None:
    with serving(home, PRATFALL_DEMO="1") as address:
        published = publish(open_as(f"{started(address)}/setbacks/new/", 390, "en"), "en")
        before = httpx.get(f"{published}en/", timeout=60).text
        for process in psutil.Process().children():
            if "serve" in process.cmdline():
                process.send_signal(signal.SIGKILL)
    folder = home / "public" / SLUG
    (folder / "en" / "index.html").unlink()
    (folder / "fr" / "index.html").write_text("<p>half a")
    (folder / "fr" / ".index.html.1.new").write_text("<p>half a pa")
    with serving(home, PRATFALL_DEMO="1") as address:
        assert httpx.get(f"{address}/updates/{SLUG}/en/", timeout=60).text == before, (
            "a reader need not wait for the worker"
        )
        end = time.monotonic() + 60
        while time.monotonic() < end and list(folder.rglob("*.new")):
            time.sleep(0.1)
        assert "la nôtre" in httpx.get(f"{address}/updates/{SLUG}/fr/", timeout=60).text and not list(
            folder.rglob("*.new")
        )
