from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Report
from pratfall.site.reports.regular import asking
from pratfall.site.reports.regular.periods import last_whole
from tests.site.conftest import signed_in
from tests.site.reports.regular.conftest import JUNE
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report

ADDRESS = "/o/default/reports/"


def test_before_anything_is_known_it_says_what_to_do(empty_client: Client) -> None:
    page = empty_client.get(ADDRESS).content.decode()
    assert "No report yet" in page and "/files/give/" in page and "Make the report" in page
    last = last_whole(JUNE.kind, datetime.now(UTC).date())
    answer = empty_client.post(ADDRESS, {"period": asking.name_of(last)})
    assert answer.status_code == 422 and "Bring your first export" in answer.content.decode()


@pytest.mark.usefixtures("home")
def test_what_was_not_offered_is_no_form_of_ours(owner: Membership) -> None:
    for period in ("monthly:2001-01-01", "", "<script>"):
        assert signed_in(owner.user).post(ADDRESS, {"period": period}).status_code == 400


@pytest.mark.usefixtures("home")
def test_reports_that_are_there_are_listed_and_not_offered_again(owner: Membership, report: Report) -> None:
    page = signed_in(owner.user).get(ADDRESS).content.decode()
    assert f'{ADDRESS}{report.pk}/">June 2026</a>' in page and 'value="monthly:2026-06-01"' not in page


@pytest.mark.usefixtures("home")
def test_one_that_is_being_made_and_one_that_failed_are_told(owner: Membership) -> None:
    now = datetime.now(UTC)
    period = last_whole(JUNE.kind, now.date())
    asking._write(owner.organisation, period, {"at": now.isoformat()})
    browser = signed_in(owner.user)
    assert 'http-equiv="refresh"' in browser.get(ADDRESS).content.decode()
    asking.failed(owner.organisation, period, Refused("report_unreadable"), now)
    page = browser.get(ADDRESS).content.decode()
    assert "could not be made" in page and 'http-equiv="refresh"' not in page


@pytest.mark.usefixtures("home")
def test_an_analyst_reads_and_makes_none(join: Callable[..., Membership], report: Report) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    page = browser.get(ADDRESS).content.decode()
    assert "June 2026" in page and "Make the report" not in page
    assert browser.post(ADDRESS, {"period": "monthly:2026-06-01"}).status_code == 403


@pytest.mark.usefixtures("home")
def test_others_reports_are_not_among_them(charlie: Membership, report: Report) -> None:
    assert "June 2026" not in signed_in(charlie.user).get("/o/elsewhere/reports/").content.decode().split("<select")[0]
