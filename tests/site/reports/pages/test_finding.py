from __future__ import annotations

import re
from collections.abc import Callable

from django.test import Client


def test_a_finding_leads_to_its_posts_and_their_files(client: Client, get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/findings/level-fell-[0-9a-f]+/)"', get("/review/"))))
    page = get(address)
    posts = re.findall(r'href="/o/default(/post/[^"]+)"', page)
    files = re.findall(r'href="/o/default(/files/[0-9a-f]{16}/)"', page)
    assert posts and files
    assert client.get("/o/default" + posts[0].replace("&amp;", "&")).status_code == 200
    assert client.get(f"/o/default{files[0]}").status_code == 200


def test_a_finding_of_an_older_review_does_not_exist(client: Client) -> None:
    assert client.get("/o/default/findings/level-fell-0123456789/").status_code == 404


def test_a_backlash_tells_what_the_complaints_are_about_in_both_languages(get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/findings/backlash-[0-9a-f]+/)"', get("/review/"))))
    english, french = get(address), get(address, "fr")
    assert "What the complaints are about" in english
    assert "how volunteers are treated" in english
    assert "De quoi les gens se plaignent" in french
    assert "traitement des bénévoles" in french


def test_a_backlash_shows_its_posts_the_comments_to_read_first_and_its_severity(get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/findings/backlash-[0-9a-f]+/)"', get("/review/"))))
    english, french = get(address), get(address, "fr")
    assert re.findall(r'href="/o/default/post/[^"]+"', english)
    assert "Comments to read first" in english and "Commentaires à lire d’abord" in french
    assert re.search("[2-4] of 4", english) and re.search("[2-4] sur 4", french)
    assert "<svg" in english


def test_a_fading_page_is_told_why_with_a_chart_of_the_change_in_both_languages(get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/findings/fading-[0-9a-f]+/)"', get("/review/"))))
    english, french = get(address), get(address, "fr")
    assert "Requests among the posts" in english and "Part des sollicitations" in french
    assert "If it goes on:" in english and "Si vous continuez" in french  # the advice is to stop
    assert "pf-fill-unexplained" in english


def test_a_slice_that_is_not_there_shows_all_posts_of_the_finding(get: Callable[..., str]) -> None:
    address = next(iter(re.findall(r'href="/o/default(/findings/fading-[0-9a-f]+/)"', get("/review/"))))
    for number in ("99", "-1", "x", "1e3"):
        assert get(f"{address}?slice={number}").count("/post/?") == get(address).count("/post/?")
