from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook

from pratfall.sample.linkedin import POSTS


def workbooks(made: tuple[Path, ...], kind: str) -> list[Path]:
    return [path for path in made if path.suffix == ".xlsx" and f"_{kind}_" in path.name]


def test_each_workbook_holds_its_year_of_days_without_a_hole(made: tuple[Path, ...], until: date) -> None:
    ends = []
    for path in workbooks(made, "content"):
        printed = [row[0] for row in list(load_workbook(path)["Metrics"].values)[2:]]
        days = [datetime.strptime(str(day), "%m/%d/%Y").date() for day in printed]
        assert [(b - a).days for a, b in pairwise(days)] == [1] * (len(days) - 1)
        ends.append(days[-1])
    assert max(ends) == until


def test_posts_have_the_columns_of_the_real_export(made: tuple[Path, ...]) -> None:
    for path in workbooks(made, "content"):
        _, header, *rows = load_workbook(path)["All posts"].values
        assert list(header) == POSTS
        assert rows


def test_followers_of_a_day_are_those_who_came_that_day(made: tuple[Path, ...]) -> None:
    (path,) = workbooks(made, "followers")
    _, *rows = load_workbook(path)["New followers"].values
    assert all(row[4] == row[1] + row[2] + row[3] for row in rows)
