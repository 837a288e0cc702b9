from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Report
from pratfall.site.reports.pages import report as page
from pratfall.site.reports.regular import asking, making
from tests.site.conftest import signed_in
from tests.site.reports.regular.conftest import JUNE
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report

pytestmark = pytest.mark.usefixtures("home")


def address(report: Report) -> str:
    return f"/o/default/reports/{report.pk}/"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_failed_stands_before_what_worked_in_the_same_form(owner: Membership, report: Report, lang: str) -> None:
    text = signed_in(owner.user).get(address(report), headers={"accept-language": lang}).content.decode()
    assert text.index('id="h-failed"') < text.index('id="h-worked"') < text.index('id="h-next"')
    assert "regular." not in text and "<svg" in text
    assert "<script>alert" not in text, "names of accounts are text"


def test_it_is_found_in_its_organisation_only(owner: Membership, charlie: Membership, report: Report) -> None:
    assert signed_in(charlie.user).get(f"/o/elsewhere/reports/{report.pk}/").status_code == 404
    assert signed_in(owner.user).get("/o/default/reports/999/").status_code == 404


def test_as_pdf_it_is_set_for_paper(owner: Membership, report: Report) -> None:
    answer = signed_in(owner.user).get(f"{address(report)}?as=pdf", headers={"accept-language": "fr"})
    assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert 'filename="default-juin-2026.pdf"' in answer.headers["Content-Disposition"]


def test_a_further_edition_is_asked_for_and_the_old_one_leads_to_it(
    owner: Membership, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(owner.user)
    monkeypatch.setattr(making, "facts_of", lambda *_: report.facts)
    same = browser.post(address(report), {"do": "correct"})
    assert same.status_code == 422 and "would say the same" in same.content.decode()
    monkeypatch.setattr(making, "facts_of", lambda *_: {"sections": {}, "before": None})
    answer = browser.post(address(report), {"do": "correct"})
    second = Report.objects.get(edition=2)
    assert answer.headers["Location"] == address(second)
    old = browser.get(address(report)).content.decode()
    assert address(second) in old and 'value="correct"' not in old
    assert browser.post(address(report), {"do": "else"}).status_code == 400


def test_what_went_wrong_while_it_was_made_is_told(owner: Membership, report: Report) -> None:
    asking.failed(owner.organisation, page.period_of(report), Refused("report_unchanged"), datetime.now(UTC))
    assert "would say the same" in signed_in(owner.user).get(address(report)).content.decode()
    assert page.period_of(report) == JUNE


def test_an_analyst_reads_it_and_changes_nothing(join: Callable[..., Membership], report: Report) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert 'value="correct"' not in browser.get(address(report)).content.decode()
    assert browser.post(address(report), {"do": "correct"}).status_code == 403
