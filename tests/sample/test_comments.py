from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from pratfall.sample.comments import EACH, FILES


def sheets(made: tuple[Path, ...]) -> list[list[tuple[object, ...]]]:
    return [list(load_workbook(p)["Sheet"].values) for p in made if p.name.startswith("comments_")]


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
