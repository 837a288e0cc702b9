from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Refused
from pratfall.records.imports import Extract, FileReport
from pratfall.site.intake import columns
from pratfall.site.intake.models import Upload
from pratfall.sources.mapping import from_flags
from tests.site.intake.conftest import NOW

File = tuple[str, bytes]


def test_the_guess_shows_values_of_every_column(give: Callable[..., Upload], strange: File) -> None:
    guess = columns.guess(give(strange).read.get())
    assert guess.headers == ("Beitrag", "Wann", "Herzen")
    assert guess.examples[2] == ("12", "7")
    assert guess.columns["Beitrag"] == "url"


def test_what_a_mapping_makes_of_a_file_is_tried_without_keeping_it(give: Callable[..., Upload], strange: File) -> None:
    read = give(strange).read.get()
    fits = from_flags(["Beitrag=url", "Wann=day", "Herzen=likes"], kind="lifetime")
    found = columns.attempt(read, fits, NOW)
    assert isinstance(found, Extract) and len(found.tables["post"]) == 2
    misfit = from_flags(["Titel=text", "Wann=day"], kind="lifetime")
    assert isinstance(columns.attempt(read, misfit, NOW), FileReport)


def test_bytes_that_are_gone_are_asked_for_again(give: Callable[..., Upload], strange: File) -> None:
    read = give(strange).read.get()
    read.given.path.unlink()
    with pytest.raises(Refused, match="upload_bytes_gone"):
        columns.guess(read)
