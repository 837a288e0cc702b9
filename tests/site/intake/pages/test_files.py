from __future__ import annotations

from collections.abc import Callable

from django.test import Client


def test_every_file_is_listed_with_what_became_of_it(get: Callable[..., str]) -> None:
    page = get("/files/")
    assert page.count('class="pf-file"') > 20
    assert "campaigns_export.csv" in page and "imported" in page


def test_without_files_the_page_says_where_to_get_some(empty_client: Client) -> None:
    assert 'href="/o/default/sources/"' in empty_client.get("/o/default/files/").content.decode()
