from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

from pratfall.sample import troubles


def rows(made: tuple[Path, ...], ending: str) -> list[dict[str, str]]:
    found = []
    for path in made:
        if path.name.endswith(ending):
            with path.open(encoding="utf-8-sig", newline="") as file:
                found += list(csv.DictReader(file))
    return found


def test_a_month_of_facebook_was_never_exported(made: tuple[Path, ...], until: date) -> None:
    printed = [row["Publish time"] for row in rows(made, "_facebook.csv")]
    printed += [row["Heure de publication"] for row in rows(made, "_fr.csv")]
    days = {datetime.strptime(text, "%m/%d/%Y %H:%M").date() for text in printed}
    start, end = (until - timedelta(days=round(7 * weeks)) for weeks in troubles.FACEBOOK_GAP_WEEKS)
    assert not [day for day in days if start <= day < end]
    assert any(day < start for day in days) and any(day > end for day in days)


def test_impressions_become_views(made: tuple[Path, ...]) -> None:
    heads = [set(row) for row in rows(made, "_facebook.csv")]
    assert {"Impressions" in head for head in heads} == {True, False}
    assert not [head for head in heads if {"Impressions", "Views"} <= head]


def test_boosted_views_are_told_apart_in_the_french_file(made: tuple[Path, ...]) -> None:
    told = rows(made, "_fr.csv")
    for row in told:
        organic, boosted = (int(row[f"Vues de Publications {kind}"]) for kind in ("organiques", "boostées"))
        assert organic + boosted == int(row["Vues"])
    assert any(int(row["Vues de Publications boostées"]) for row in told)


def test_ids_are_too_long_for_a_spreadsheet_and_never_repeat(made: tuple[Path, ...]) -> None:
    ids = [row["Post ID"] for row in rows(made, "_instagram.csv")]
    assert len(set(ids)) == len(ids)
    assert {len(post_id) for post_id in ids} == {18}
