from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from pratfall.errors import Refused
from pratfall.site import worker
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports import jobs
from pratfall.site.reports.models import Kind, Report
from pratfall.site.reports.regular import asking, making
from pratfall.site.reports.regular.periods import holding

from .conftest import JUNE, NOW


def test_only_what_was_offered_can_be_chosen() -> None:
    today = date(2026, 7, 2)
    assert asking.chosen("monthly:2026-06-01", today) == JUNE and len(asking.choices(today)) == 20
    for other in ("monthly:2026-07-01", "monthly:2020-01-01", "monthly:2026-06-02", "../../etc", ""):
        assert asking.chosen(other, today) is None


@pytest.mark.usefixtures("home")
def test_without_a_worker_it_is_made_at_once_and_says_why_not(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    with pytest.raises(Refused, match="report_nothing_known"):
        asking.ask(organisation=owner.organisation, actor=owner.user, period=JUNE, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        asking.ask(organisation=owner.organisation, actor=join(Role.ANALYST).user, period=JUNE, now=NOW)


def test_with_a_worker_it_is_being_made_until_it_is_there_or_failed(
    owner: Membership, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation = owner.organisation
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    monkeypatch.setattr(jobs, "make_report", lambda *given: asked.append(given))
    asking.ask(organisation=organisation, actor=owner.user, period=JUNE, now=NOW)
    assert asked == [(organisation.pk, "monthly", "2026-06-01", owner.user.pk, False)]
    assert asking.standing(organisation, NOW) == [(JUNE, None)]
    asking.failed(organisation, JUNE, Refused("report_nothing_then", day=JUNE.end), NOW)
    [(period, trouble)] = asking.standing(organisation, NOW)
    assert period == JUNE and trouble is not None and trouble.facts == {"day": "2026-06-30"}
    assert asking.standing(organisation, NOW + timedelta(hours=1)) == [], "a worker that died holds nobody up"
    asking.done(organisation, JUNE)
    asking.done(organisation, JUNE)
    assert asking.standing(organisation, NOW) == []


@pytest.mark.usefixtures("home")
def test_others_see_nothing_of_it(owner: Membership, charlie: Membership) -> None:
    asking.failed(owner.organisation, JUNE, Refused("report_unreadable"), NOW)
    assert asking.standing(charlie.organisation, NOW) == []


def test_again_makes_a_further_edition_of_what_is_there(
    owner: Membership, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "facts_of", lambda *_: {"sections": {}, "before": None})
    asking.do(owner.organisation, owner.user, JUNE, NOW, again=True)
    assert Report.objects.get(edition=2).facts["sections"] == {}
    asking.do(owner.organisation, owner.user, holding(Kind.WEEKLY, date(2026, 6, 1)), NOW, again=True)
    assert Report.objects.count() == 3
    assert asking.name_of(JUNE) == "monthly:2026-06-01"
