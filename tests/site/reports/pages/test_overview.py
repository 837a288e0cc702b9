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


def test_an_empty_lake_says_what_to_do_next_for_every_network(empty_client: Client) -> None:
    page = empty_client.get("/o/default/review/").content.decode()
    assert "No files yet" in page and "pratfall review" in page
    assert "Meta Business Suite" in page and "HelloAsso" in page


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
