from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pratfall.sample.comments import EACH, FILES, FOLLOWED_DAYS


def sheets(made: tuple[Path, ...], pattern: str = r"comments_\d") -> list[list[tuple[object, ...]]]:
    return [list(load_workbook(p)["Sheet"].values) for p in made if re.match(pattern, p.name)]


def test_each_workbook_names_the_post_it_belongs_to(made: tuple[Path, ...]) -> None:
    urls = {row[1] for sheet in sheets(made) for row in sheet if row[0] == "Source URL"}
    posts = "".join(p.read_text(encoding="utf-8") for p in made if p.suffix == ".csv")
    assert len(urls) == FILES
    assert all(str(url) in posts for url in urls)


def test_few_comments_get_an_answer(made: tuple[Path, ...]) -> None:
    said = [row for sheet in sheets(made) for row in sheet[6:]]
    asked = [row for row in said if row[0]]
    assert len(asked) == FILES * EACH
    assert 0 < len(said) - len(asked) < len(asked) / 4


@pytest.mark.parametrize("network", ["facebook", "instagram"])
def test_every_post_of_the_last_weeks_was_exported_with_all_its_comments(
    network: str, made: tuple[Path, ...], until: date
) -> None:
    followed = sheets(made, f"comments_{network}_")
    assert len(followed) > 15
    assert len({sheet[1][1] for sheet in followed}) == len(followed)
    days = [datetime.strptime(str(row[4]), "%d/%m/%Y %H:%M:%S").date() for sheet in followed for row in sheet[6:]]
    assert (until - min(days)).days < FOLLOWED_DAYS
    assert max(days) <= until, "nothing is answered after the files were made"
    assert max(len(sheet) for sheet in followed) > 140, "one of them is a storm"
