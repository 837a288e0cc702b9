from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site import place
from pratfall.site.people.models import Organisation


def test_every_file_is_listed_with_what_became_of_it(get: Callable[..., str], organisation: Organisation) -> None:
    pages = [get("/files/"), get("/files/?page=2")]
    assert [page.count('class="pf-file"') for page in pages] == [50, len(place.lake(organisation).reports()) - 50]
    assert "campaigns_export.csv" in "".join(pages) and all("imported" in page for page in pages)
    assert "?page=2#h-known" in pages[0] and "?page=1#h-known" in pages[1]


def test_without_files_the_page_says_where_to_get_some(empty_client: Client) -> None:
    assert 'href="/o/default/sources/"' in empty_client.get("/o/default/files/").content.decode()
