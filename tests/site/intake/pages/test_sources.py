from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.intake.pages.sources import groups
from pratfall.sources import readers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_export_says_how_to_get_it_and_how_sure_the_format_is(lang: str) -> None:
    exports = [export for _, exports in groups(speech(lang)) for export in exports]
    assert len(exports) == len(readers())
    assert all(export.how.endswith((".", ")")) and export.evidence.endswith(".") for export in exports)


def test_where_no_real_file_was_seen_the_page_says_so(get: Callable[..., str]) -> None:
    unseen = sum(not reader.real_file_seen for reader in readers().values())
    assert get("/sources/").count("no real file seen yet") == unseen


def test_the_page_leads_to_bringing_files_in_and_prints_no_command(get: Callable[..., str]) -> None:
    page = get("/sources/")
    assert 'href="/o/default/files/"' in page and "pratfall review" not in page
