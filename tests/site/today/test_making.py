from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.test import Client

from pratfall.site.people.models import Organisation
from pratfall.site.today import making

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def made(organisation: Organisation, now: datetime) -> making.Wanted:
    wanted = making.wanted(organisation, now)
    assert making.made(wanted)
    return wanted


def test_another_day_is_another_review_and_the_oldest_go(
    client: Client, full_home: Path, organisation: Organisation
) -> None:
    days = [made(organisation, NOW + timedelta(days=200 + n)) for n in range(making.KEPT + 2)]
    assert len({day.folder for day in days}) == making.KEPT + 2
    left = [record.parent for record in (full_home / "cache").glob("*/review.json")]
    assert len(left) == making.KEPT
    assert days[-1].folder in left and making.newest(days[0]) == days[-1].folder


def test_a_review_left_half_made_is_never_read(client: Client, full_home: Path, organisation: Organisation) -> None:
    wanted = made(organisation, NOW + timedelta(days=300))
    half = wanted.folder.rename(wanted.folder.with_name(f"{wanted.folder.name}.{os.getpid()}.partial"))
    assert making.newest(wanted) != half
    (half / "review.json").unlink()
    assert making.made(wanted) and (wanted.folder / "review.json").is_file()


def test_nothing_is_made_of_nothing(empty_client: Client, organisation: Organisation) -> None:
    wanted = making.wanted(organisation, NOW)
    assert not making.made(wanted) and making.newest(wanted) is None


def test_the_numbers_of_campaigns_are_written_beside_and_once(client: Client, organisation: Organisation) -> None:
    wanted = made(organisation, NOW)
    path = making.numbers(wanted, wanted.folder)
    assert path.read_text(encoding="utf-8") == "{}" and path == making.numbers(wanted, wanted.folder)
