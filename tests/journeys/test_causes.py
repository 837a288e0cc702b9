"""Why: the cause planted behind a finding is the first one told, by the command and on the finding's page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pratfall.lake import Lake
from pratfall.reviews import settings
from pratfall.reviews.intake import import_paths
from pratfall.sample import PLANTED_CAUSES, PlantedCause, make, make_groups, regions, settings_toml
from pratfall.sample.planted_causes import COAST
from tests.journeys.conftest import UNTIL, faults, serving, started

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CHARITY = "The Long Table"
ASSUMED = "audience"  # what followers are worth is assumed, and by assumption alone nothing is told
SECOND_CUTS = ("reach_loss", "engagement_loss")

Json = Mapping[str, Any]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The charity and the regions its local groups report to, each with a lake of its own."""
    folder = tmp_path_factory.mktemp("causes")
    (folder / settings.FILE).write_text(settings_toml(UNTIL), encoding="utf-8")
    import_paths(Lake(folder, CHARITY), make(folder / "exports", until=UNTIL), now=NOW)
    make_groups(folder / "groups", until=UNTIL)
    for region in regions():
        import_paths(Lake(folder, region), [folder / "groups" / region], now=NOW)
    return folder


@pytest.fixture(scope="session")
def reviews(home: Path) -> Mapping[str, Json]:
    """What `pratfall review --json` prints, by region."""
    return {region: asked(home, region or CHARITY) for region in ("", *regions())}


def asked(home: Path, organisation: str) -> Json:
    words = ["review", "--json", "--as-of", UNTIL.isoformat(), "--organisation", organisation]
    run = subprocess.run(
        [sys.executable, "-m", "pratfall", *words],
        env={**os.environ, "PRATFALL_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    printed: Json = json.loads(run.stdout)
    return printed


def found(review: Json, planted: PlantedCause) -> Json:
    """The finding behind which a cause is planted."""
    (finding,) = [
        f
        for f in review["findings"]
        if (f["code"], f["subject"]["platform"]) == (planted.finding, planted.platform)
        and planted.subject in f["subject"]["label"].lower()
    ]
    return finding  # type: ignore[no-any-return]


every_plant = pytest.mark.parametrize("planted", PLANTED_CAUSES, ids=lambda p: p.code)


@every_plant
def test_the_planted_cause_comes_first(planted: PlantedCause, reviews: Mapping[str, Json]) -> None:
    """First among the causes that add up; where people see less or care less, first among those two."""
    causes = found(reviews[planted.region], planted)["diagnosis"]["causes"]
    rivals = [c for c in causes if c["beside"] == (planted.code in SECOND_CUTS)]
    assert rivals[0]["code"] == planted.code
    assert rivals[0]["told"] or planted.code == ASSUMED


@every_plant
def test_its_share_with_the_rest_adds_up_to_the_change(planted: PlantedCause, reviews: Mapping[str, Json]) -> None:
    diagnosis = found(reviews[planted.region], planted)["diagnosis"]
    shares = [c["share"]["value"] for c in diagnosis["causes"] if not c["beside"] and "value" in c["share"]]
    assert sum(shares) + diagnosis["unexplained"]["value"] == pytest.approx(1.0, abs=1e-9)


def test_no_other_cause_of_the_sum_is_told_before_a_planted_one(reviews: Mapping[str, Json]) -> None:
    """Of all that is told behind these findings, few things were never planted."""
    told = [
        (planted.code, cause["code"])
        for planted in PLANTED_CAUSES
        for cause in found(reviews[planted.region], planted)["diagnosis"]["causes"]
        if cause["told"] and not cause["beside"]
    ]
    never_planted = [pair for pair in told if pair[0] != pair[1]]
    assert len(never_planted) <= 2, never_planted


def test_the_slice_is_named_and_holds_posts(reviews: Mapping[str, Json]) -> None:
    planted = next(p for p in PLANTED_CAUSES if p.code == "slices")
    (first, *_) = found(reviews[planted.region], planted)["diagnosis"]["causes"][0]["slices"]
    assert first["where"] == {"language": "fr"}
    assert first["effect"] < -0.5 and first["posts"]


@pytest.fixture(scope="session")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of one region under `pratfall serve`."""
    folder = tmp_path_factory.mktemp("coast")
    (folder / settings.FILE).write_text(settings_toml(UNTIL), encoding="utf-8")
    make_groups(folder / "groups", until=UNTIL)
    import_paths(Lake(folder, "default"), [folder / "groups" / COAST], now=NOW)
    with serving(folder, PRATFALL_DEMO="1") as address:
        yield started(address)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "lang", "scheme"), [(1280, "en", "light"), (390, "fr", "dark")])
def test_a_finding_tells_why_and_its_slice_leads_to_the_posts(
    coast: str, new_context: Any, width: int, lang: str, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, locale=lang, color_scheme=scheme)
    page = context.new_page()
    page.set_default_navigation_timeout(120_000)
    page.goto(f"{coast}/review/?lang={lang}")
    why = page.locator(".pf-told", has_text=re.compile("carousel")).locator(".pf-why a").first
    why.click()
    causes = page.locator("#why .pf-causes .pf-cause-list > li")
    first = causes.first.inner_text()
    assert {"en": "of the fall (between", "fr": "de la baisse (entre"}[lang] in first
    assert {"en": "French", "fr": "français"}[lang] in first
    assert page.locator("#why .pf-causes svg").count() == 1
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == []
    everything = page.locator("#posts li").count()
    causes.first.locator("th a").first.click()
    assert "slice=1" in page.url
    assert {"en": "French", "fr": "français"}[lang] in page.locator("#h-posts").inner_text()
    assert 0 < page.locator("#posts li").count() != everything
    page.locator("#posts > p a").click()
    assert page.locator("#posts li").count() == everything


@pytest.mark.browser
def test_every_first_cause_of_a_region_is_told_in_its_overview(coast: str, new_context: Any) -> None:
    context = new_context(viewport={"width": 1280, "height": 800}, locale="en")
    page = context.new_page()
    page.set_default_navigation_timeout(120_000)
    page.goto(f"{coast}/review/?lang=en")
    said = page.locator(".pf-failure .pf-why").all_inner_texts()
    for title in ("Public holidays", "A lucky stretch before it", "The season"):
        assert any(title in text for text in said), title
