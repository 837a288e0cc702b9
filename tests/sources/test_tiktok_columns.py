"""TikTok: what links say, and what the list of posts in the same zip tells the other files."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa

from pratfall.sources import tiktok_columns
from pratfall.sources.blobs import of_path
from pratfall.sources.document import of_blob
from tests.sources.one_file import SAMPLES


def test_links_name_the_account_the_type_and_the_post() -> None:
    urls = pa.array(
        [
            "https://www.tiktok.com/@marsh.friends/video/7527623000473079054?lang=fr",
            "https://www.tiktok.com/@marsh.friends/photo/7527623000473079055",
            "https://vm.tiktok.com/ZM1/",
        ]
    )
    handle, type_, post_id = (part.to_pylist() for part in tiktok_columns.link_parts(urls))
    assert handle == ["marsh.friends", "marsh.friends", None]
    assert type_ == ["video", "photo", None]
    assert post_id == ["7527623000473079054", "7527623000473079055", None]


def test_the_list_of_posts_in_the_same_zip_names_account_and_newest_day(tmp_path: Path) -> None:
    path = tmp_path / "tiktok.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(SAMPLES / "tiktok_overview" / "Overview.csv", "Overview.csv")
        archive.write(SAMPLES / "tiktok_content" / "Content.csv", "Content.csv")
        archive.writestr("broken.xlsx", b"PK\x03\x04 not a workbook")
    overview, *siblings = of_blob(of_path(path)).members
    found = tiktok_columns.posts_beside(of_blob(overview, siblings=tuple(siblings)))
    assert found == ("amisdumarais", date(2026, 3, 1))


def test_a_file_that_came_alone_is_told_nothing() -> None:
    document = of_blob(of_path(SAMPLES / "tiktok_overview" / "Overview.csv"))
    assert tiktok_columns.posts_beside(document) == ("", None)
