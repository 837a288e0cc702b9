from __future__ import annotations

from django.test import Client

from pratfall.site.intake import services
from pratfall.site.people.models import Organisation
from pratfall.sources import readers


def test_the_newest_report_comes_first_and_none_is_lost(client: Client, organisation: Organisation) -> None:
    found = services.reports(organisation)
    assert len(found) > 20
    assert len({report.file_id for report in found}) > 20


def test_a_file_is_found_by_the_first_digits_of_its_sum(client: Client, organisation: Organisation) -> None:
    report = services.reports(organisation)[0]
    assert report in services.reports_of(organisation, report.file_id[:16])
    assert services.reports_of(organisation, "0" * 16) == ()


def test_every_reader_is_listed_under_one_platform() -> None:
    listed = [name for names in services.platforms().values() for name in names]
    assert sorted(listed) == sorted(readers())
