"""Rows of a Meta content export: which are aggregates, which days, which posts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pratfall.errors import UnreadableFile
from pratfall.sources import meta_posts
from pratfall.sources.blobs import of_path
from pratfall.sources.document import Document, of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.frames import Frame
from tests.sources.one_file import written


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return of_blob(of_path(written(tmp_path, "content.csv", "a,b\n1,2\n")))


def frame(**columns: list[str | None]) -> Frame:
    arrays = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    n = len(next(iter(arrays.values())))
    draft = Draft()
    draft.rows_read = n
    return Frame(n, arrays, draft, lambda i: i + 2, np.arange(n))


def test_the_word_of_every_language_marks_the_aggregate(document: Document) -> None:
    _, split = meta_posts.split_rows(frame(date=["Lifetime", "Total", "Global", "09/24/2026", None]), document)
    assert split.aggregate.tolist() == [True, True, True, False, True]
    assert [str(day) for day in split.day.to_pylist()] == ["None", "None", "None", "2026-09-24", "None"]


def test_days_are_month_first_unless_the_file_shows_otherwise(document: Document) -> None:
    _, month = meta_posts.split_rows(frame(date=["05/03/2026"]), document)
    _, day = meta_posts.split_rows(frame(date=["05/03/2026", "28/03/2026"]), document)
    assert str(month.day[0].as_py()) == "2026-05-03"
    assert str(day.day[0].as_py()) == "2026-03-05"


def test_dates_in_both_orders_are_refused(document: Document) -> None:
    with pytest.raises(UnreadableFile, match="dates_contradict"):
        meta_posts.split_rows(frame(date=["13/01/2026", "01/13/2026"]), document)


def test_a_word_that_is_neither_is_left_out_with_its_line(document: Document) -> None:
    kept, split = meta_posts.split_rows(frame(date=["Lifetime", "soon"]), document)
    assert (kept.n, len(split.aggregate), kept.draft.skipped[0].lines) == (1, 1, (3,))


@pytest.mark.parametrize(
    ("printed", "type_"),
    [
        ("IG reel", "short"),
        ("Carrusel de IG", "carousel"),
        ("Reel IG", "short"),
        ("Imagen de IG", "image"),
        ("Vidéos", "video"),
        ("Liens", "link"),
        ("Historia de Instagram", "story"),
        ("Statut", "text"),
        ("Offer", "unknown"),
    ],
)
def test_types_in_every_language(printed: str, type_: str) -> None:
    assert meta_posts.post_types(frame(type=[printed], url=[""])).to_pylist() == [type_]


def test_the_link_knows_a_reel_better_than_its_label() -> None:
    found = meta_posts.post_types(frame(type=["Videos"], url=["https://www.facebook.com/reel/99"]))
    assert found.to_pylist() == ["short"]


def test_the_first_row_of_every_post_in_file_order() -> None:
    assert meta_posts.first_rows(pa.array(["b", "a", "b", "c", "a"])).tolist() == [0, 1, 3]
