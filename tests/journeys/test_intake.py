"""From nothing to a first review by dropping a zip on a page, a file whose columns must be named, and the way back."""

from __future__ import annotations

import os
import signal
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from pratfall.sample import make
from tests.journeys.conftest import PASSWORD, faults, serving

pytestmark = pytest.mark.browser
STRANGE = "Beitrag;Wann;Herzen\n" + "".join(f"https://pond.example/{i};2026-10-{i:02};{i}\n" for i in range(1, 25))


@pytest.fixture(scope="session")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's exports, as somebody would have zipped them."""
    folder = tmp_path_factory.mktemp("zipped")
    make(folder / "exports", until=date(2026, 11, 20), seed=7)
    with zipfile.ZipFile(folder / "exports.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((folder / "exports").rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder / "exports"))
    return folder / "exports.zip"


def start(page: Any, address: str) -> None:
    page.goto(address)
    for name, said in (("name", "Olive"), ("email", "olive@lantern.example"), ("organisation", "Lantern")):
        page.locator(f"#id_{name}").fill(said)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/o/lantern/")


def wait_until_read(page: Any) -> None:
    page.wait_for_url("**/files/uploads/**")
    page.locator("#upload a.pf-main[href$='/review/'], #upload a[href*='columns']").first.wait_for(timeout=180_000)


@pytest.mark.parametrize(("width", "lang"), [(1280, "en"), (390, "fr")])
def test_from_first_start_to_first_review_and_back(
    served_first: str, new_context: Any, zipped: Path, width: int, lang: str
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, locale=lang).new_page()
    page.set_default_timeout(60_000)
    start(page, served_first)
    page.goto(f"{served_first}/o/lantern/files/")
    assert faults(page) == []
    page.locator("#give-files").set_input_files([str(zipped)])
    page.locator("[data-give] button.pf-main").click()
    wait_until_read(page)
    assert page.locator("#upload .pf-file").count() > 20
    assert faults(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#upload a.pf-main[href$='/review/']").click()
    page.locator(".pf-told").first.wait_for(timeout=120_000)
    assert page.locator(".pf-told").count() > 5
    page.go_back()
    page.locator("a[href='?undo=all']").click()
    page.locator("[role=alertdialog] button.pf-main").click()
    page.locator("#upload a[href$='/files/']").wait_for(timeout=120_000)
    page.goto(f"{served_first}/o/lantern/review/")
    assert page.locator(".pf-told").count() == 0, "nothing of it is left in the review"


def test_columns_are_named_with_a_preview_and_a_bad_file_is_told(
    served_first: str, new_context: Any, tmp_path: Path
) -> None:
    (tmp_path / "herzen.csv").write_text(STRANGE, encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    page = new_context(viewport={"width": 390, "height": 800}, locale="en").new_page()
    page.set_default_timeout(60_000)
    start(page, served_first)
    page.goto(f"{served_first}/o/lantern/files/")
    page.locator("#give-files").set_input_files([str(tmp_path / "herzen.csv"), str(tmp_path / "empty.csv")])
    page.locator("[data-give] button.pf-main").click()
    page.locator(".pf-arriving").get_by_text("empty.csv is empty").wait_for()
    page.locator(".pf-arriving button.pf-main").click()
    wait_until_read(page)
    page.locator("#upload a[href*='columns']").click()
    assert faults(page) == []
    for column, meant in (("column0", "url"), ("column1", "day"), ("column2", "likes")):
        page.locator(f"#{column}").select_option(meant)
    page.locator("#kind").select_option("lifetime")
    page.locator("#platform").select_option("x")
    page.locator("button[value=preview]").click()
    assert page.locator("#h-preview").count() == 1 and page.locator("td", has_text="pond.example/3").count() >= 1
    page.locator("button[value=save]").click()
    wait_until_read(page)
    assert page.locator("#upload .pf-outcome", has_text="imported").count() == 1


def test_a_worker_killed_while_it_reads_loses_nothing(tmp_path: Path, new_context: Any, zipped: Path) -> None:
    with serving(tmp_path) as address:
        page = new_context(locale="en").new_page()
        page.set_default_timeout(60_000)
        start(page, address)
        page.goto(f"{address}/o/lantern/files/")
        page.locator("#give-files").set_input_files([str(zipped)])
        page.locator("[data-give] button.pf-main").click()
        page.wait_for_url("**/files/uploads/**")
        killed = [
            p for p in psutil.Process().children(recursive=True) if "pratfall.site.worker" in " ".join(p.cmdline())
        ]
        for process in killed:
            os.kill(process.pid, signal.SIGKILL)
        assert killed
        wait_until_read(page)
        assert page.locator("#upload .pf-bad").all_inner_texts() == []
