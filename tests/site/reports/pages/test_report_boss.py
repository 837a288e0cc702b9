from __future__ import annotations

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.reports.models import Report
from tests.site.conftest import signed_in
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report
from tests.site.reports.regular.test_paper import pages

pytestmark = pytest.mark.usefixtures("home")


def test_it_is_short_and_leads_to_the_whole(owner: Membership, report: Report) -> None:
    text = signed_in(owner.user).get(f"/o/default/reports/{report.pk}/boss/").content.decode()
    assert f'/o/default/reports/{report.pk}/"' in text and 'id="h-failed"' not in text
    assert text.count("<dt>") - text.count("<dt><kbd>") <= 12 and text.count("<svg") <= 1


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_as_pdf_it_is_one_sheet(owner: Membership, report: Report, lang: str) -> None:
    address = f"/o/default/reports/{report.pk}/boss/?as=pdf"
    assert pages(signed_in(owner.user).get(address, headers={"accept-language": lang}).content) == 1


def test_of_another_organisation_there_is_none(charlie: Membership, report: Report) -> None:
    assert signed_in(charlie.user).get(f"/o/elsewhere/reports/{report.pk}/boss/").status_code == 404
