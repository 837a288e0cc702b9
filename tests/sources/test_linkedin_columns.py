"""LinkedIn: ids in any form of link, scopes in brackets, the page in the file name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from pratfall.sources import linkedin_columns
from pratfall.sources.blobs import of_path
from pratfall.sources.columns import Kind, lay_out
from pratfall.sources.document import of_blob
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from tests.sources.one_file import written

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_ids_are_found_in_every_form_of_link() -> None:
    links = [
        "https://www.linkedin.com/feed/update/urn:li:activity:7204703086211198976",
        "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7204703086211198977/",
        "https://www.linkedin.com/posts/ann_storks-ugcPost-7204703086211198978-AbCd?utm=1",
        "https://www.linkedin.com/in/ann",
        None,
    ]
    assert linkedin_columns.post_ids(pa.array(links)).to_pylist() == [
        "7204703086211198976", "7204703086211198977", "7204703086211198978", None, None,
    ]  # fmt: skip
    assert linkedin_columns.post_ids(pa.array(["nothing"])).to_pylist() == [None]


@pytest.mark.parametrize("words", [("organic", "sponsored", "total"), ("organiques", "sponsorisées", "totales")])
def test_scopes_stand_in_brackets(words: tuple[str, str, str]) -> None:
    columns = linkedin_columns.scoped("impressions", Kind.COUNT, "Impressions")
    layout = lay_out([f"Impressions ({word})" for word in words], columns)
    assert layout.where == {"impressions@organic": 0, "impressions@paid": 1, "impressions@all": 2}


@pytest.mark.parametrize(
    ("name", "account"),
    [("Marsh-Friends_followers_1768.xls", "local:marsh-friends"), ("export.xls", "local:linkedin")],
)
def test_a_page_is_named_by_its_file(tmp_path: Path, name: str, account: str) -> None:
    document, draft = of_blob(of_path(written(tmp_path, name, "a,b\n1,2\n"))), Draft()
    assert linkedin_columns.page_account(document, Context(now=NOW), draft) == account
    assert draft.rows_in("account") == 1
