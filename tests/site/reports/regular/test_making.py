from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.lake import Lake
from pratfall.reviews.intake import import_paths
from pratfall.site.people.models import AuditEntry, Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.reports.announcements import report_made
from pratfall.site.reports.models import Kind, Report
from pratfall.site.reports.regular import making
from pratfall.site.reports.regular.periods import holding
from tests.site.conftest import UNTIL

OCTOBER = holding(Kind.MONTHLY, date(2026, 10, 1))
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def sample(full_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))


@pytest.mark.usefixtures("sample")
def test_a_report_is_made_once_and_frozen(owner: Membership) -> None:
    heard: list[Report] = []

    def listen(report: Report, **_more: Any) -> None:
        heard.append(report)

    report_made.connect(listen)
    first = making.make(organisation=owner.organisation, period=OCTOBER, actor=owner.user, now=NOW)
    again = making.make(organisation=owner.organisation, period=OCTOBER, actor=None, now=NOW)
    report_made.disconnect(listen)
    assert first.pk == again.pk and heard == [first] and first.known_on == NOW.date()
    assert first.digest == making.digest_of(Report.objects.get(pk=first.pk).facts), "what is kept is what was said"
    entry = AuditEntry.objects.get(act="report_made")
    assert entry.after == {"kind": "monthly", "start": "2026-10-01", "edition": 1}
    with pytest.raises(Refused, match="report_unchanged"):
        making.correct(report=first, period=OCTOBER, actor=owner.user, now=NOW)


@pytest.mark.usefixtures("home")
def test_who_may_change_nothing_makes_no_report(owner: Membership, join: Callable[[Role], Membership]) -> None:
    """Pages are not the only way in."""
    given = {"organisation": owner.organisation, "period": OCTOBER, "actor": join(Role.ANALYST).user, "now": NOW}
    with pytest.raises(Refused, match="not_allowed_here"):
        making.make(**given)
    assert not Report.objects.exists()


@pytest.mark.usefixtures("sample")
def test_a_month_lies_beside_the_one_before(owner: Membership) -> None:
    september = making.make(organisation=owner.organisation, period=OCTOBER.before, actor=None, now=NOW)
    october = making.make(organisation=owner.organisation, period=OCTOBER, actor=None, now=NOW)
    assert september.facts["before"] is None
    before = october.facts["before"]
    assert before["failed"]["n"] == september.facts["sections"]["failed"]["n"] > 0
    assert "items" not in before["failed"] and "levels" not in before["habits"]
    assert october.facts["sections"]["failed"]["findings"]["judged"], "the data of October are there"


@pytest.mark.usefixtures("sample")
def test_no_member_s_name_is_kept_wherever_it_was_written(owner: Membership) -> None:
    """The account's own name is that of a member: a person's name beside a falling line is what must not be."""
    User.objects.filter(pk=owner.user.pk).update(name="The Long Table")
    facts = making.facts_of(owner.organisation, OCTOBER, NOW)
    assert "Long Table" not in str(facts) and "…" in str(facts)


@pytest.mark.usefixtures("sample")
def test_days_that_are_not_over_or_of_which_nothing_is_known_have_no_report(owner: Membership) -> None:
    november, long_ago = (holding(Kind.MONTHLY, day) for day in (date(2026, 11, 1), date(2009, 1, 1)))
    for period, code in ((november, "report_not_over"), (long_ago, "report_nothing_then")):
        with pytest.raises(Refused, match=code):
            making.make(organisation=owner.organisation, period=period, actor=None, now=NOW)
    assert not Report.objects.exists()


@pytest.mark.usefixtures("home")
def test_where_nothing_was_imported_it_says_what_to_bring(owner: Membership) -> None:
    with pytest.raises(Refused, match="report_nothing_known"):
        making.make(organisation=owner.organisation, period=OCTOBER, actor=None, now=NOW)


def test_files_that_came_later_make_a_further_edition(owner: Membership, full_home: Path, home: Path) -> None:
    """Half of the files first; what the others add is a second edition, and the first stays as it was."""
    files = sorted((full_home / "exports").rglob("*.csv"))
    lake, at = Lake(home, "default"), datetime(UNTIL.year, UNTIL.month, UNTIL.day + 1, tzinfo=UTC)
    import_paths(lake, [file for file in files if "instagram" in file.name.lower()] or files[:3], now=at)
    first = making.make(organisation=owner.organisation, period=OCTOBER, actor=None, now=NOW)
    import_paths(lake, [full_home / "exports"], now=at)
    second = making.correct(report=first, period=OCTOBER, actor=owner.user, now=NOW)
    assert (second.edition, making.newest(owner.organisation, OCTOBER)) == (2, second)
    assert Report.objects.get(pk=first.pk).digest == first.digest != second.digest


@pytest.mark.usefixtures("home")
def test_two_who_ask_at_once_get_one_report(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the one still gathers, the other has made it: the constraint decides, and both get the same."""
    facts: dict[str, Any] = {"sections": {}, "before": None}
    ask = {"organisation": owner.organisation, "period": OCTOBER, "actor": None, "now": NOW}
    others: list[Report] = []

    def meanwhile(*_given: object) -> dict[str, Any]:
        if not others:
            others.append(Report())
            others[0] = making.make(**ask)  # type: ignore[arg-type]
        return facts

    monkeypatch.setattr(making, "facts_of", meanwhile)
    mine = making.make(**ask)  # type: ignore[arg-type]
    assert mine.pk == others[0].pk and Report.objects.count() == 1
    assert AuditEntry.objects.filter(act="report_made").count() == 1
