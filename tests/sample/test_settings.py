from __future__ import annotations

from datetime import date
from pathlib import Path

from pratfall.reviews import settings
from pratfall.sample import settings_toml


def test_one_file_says_where_the_charity_is_what_it_plans_and_when_a_network_failed(
    tmp_path: Path, until: date
) -> None:
    (tmp_path / settings.FILE).write_text(settings_toml(until), encoding="utf-8")
    read = settings.load(tmp_path)
    assert (read.organisation_type, read.country) == ("charity", "FR")
    assert len(read.campaigns) == 3
    assert {outage.networks for outage in read.outages} == {("tiktok",)}
    assert max(outage.end for outage in read.outages) < until
