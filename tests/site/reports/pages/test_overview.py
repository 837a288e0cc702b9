from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from django.test import Client

from pratfall.records.findings import Status
from pratfall.reviews.watch import live
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.site.people.models import Organisation


def test_the_review_is_a_page_in_both_languages(get: Callable[..., str]) -> None:
    assert "Can the data be believed?" in get("/review/")
    assert "Peut-on se fier aux données" in get("/review/", "fr")


def test_the_review_is_called_as_people_call_the_organisation_now(
    organisation: Organisation, get: Callable[..., str]
) -> None:
    organisation.name = "The <Long> Table"
    organisation.save()
    assert "Review of The &lt;Long&gt; Table" in get("/review/")


def test_every_link_of_the_review_arrives(client: Client, get: Callable[..., str]) -> None:
    links = set(re.findall(r'href="(/[^"#]*)"', get("/review/")))
    own = [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]
    assert len(own) > 50
    assert [link for link in own if client.get(link).status_code != 200] == []


def test_an_empty_organisation_leads_to_bringing_files_in(empty_client: Client) -> None:
    for path in ("/o/default/", "/o/default/review/"):
        page = empty_client.get(path).content.decode()
        assert "No files yet" in page and "pratfall review" not in page
        assert '<a class="pf-main" href="/o/default/files/">' in page
        assert '<a class="pf-button" href="/o/default/sources/">' in page
    sources = empty_client.get("/o/default/sources/").content.decode()
    assert "Meta Business Suite" in sources and "HelloAsso" in sources


def test_what_is_happening_now_stands_first(full_home: Path, get: Callable[..., str]) -> None:
    alarm = Alarm("x|us|comments|60", 500, 30_000, 0.8, 0.001, 90.0, 10.0, 20.0, 60, label="<b>Us</b>")
    folder = live.folder_of(full_home, "default")
    assert "Happening now" not in get("/review/")
    with stores.opened(folder) as store:
        store.save_incident(begin(1, alarm, Status.LIKELY))
    try:
        page = get("/review/")
        assert "Happening now" in page
        assert "&lt;b&gt;Us&lt;/b&gt; (X)" in page
        assert "En ce moment" in get("/review/", "fr") and "En ce moment" in get("/", "fr")
    finally:
        shutil.rmtree(folder)
