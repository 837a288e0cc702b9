from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.site.outgoing import report_mail, report_sending
from pratfall.site.outgoing.report_sending import report_round
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Reader, Report, Sent
from pratfall.site.reports.regular import making, readers, rhythm
from tests.site.outgoing.conftest import Post
from tests.site.reports.regular.conftest import JUNE
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report

DUE = datetime(2026, 7, 2, 7, tzinfo=UTC)
MAY = datetime(2026, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("home")


def wants(membership: Membership, **more: Any) -> Reader:
    said = {"weekly": False, "monthly": True, "boss_page_only": True, "now": MAY, **more}
    return readers.wish(membership=membership, **said)


def test_everybody_who_asked_gets_it_once_and_nobody_else(
    post: Post, owner: Membership, join: Callable[..., Membership], report: Report
) -> None:
    join(Role.MANAGER)
    wants(owner)
    who = {"organisation": owner.organisation, "actor": owner.user, "weekly": False, "monthly": True, "now": MAY}
    readers.add(**who, name="Ada Board", email="ada@board.example", language="fr")  # type: ignore[arg-type]
    assert report_round(DUE - timedelta(minutes=1)) == 0, "its hour has not come"
    assert report_round(DUE) == 2 and report_round(DUE + timedelta(hours=1)) == 0
    by = {mail["To"]: mail for mail in post.mails}
    assert set(by) == {owner.user.email, "ada@board.example"} and Sent.objects.count() == 2
    assert "Juin 2026" in by["ada@board.example"]["Subject"] and "June 2026" in by[owner.user.email]["Subject"]
    assert by[owner.user.email].get_body(("plain",)) and by[owner.user.email].is_multipart()


def test_a_mail_that_does_not_leave_is_tried_again_for_three_days(
    post: Post, owner: Membership, report: Report, settings: Any
) -> None:
    wants(owner)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert report_round(DUE) == 0 and not Sent.objects.exists()
    settings.EMAIL_PORT = right
    assert report_round(DUE + timedelta(days=4)) == 0, "by then it is old news"
    assert report_round(DUE + timedelta(hours=3)) == 1 and len(post.mails) == 1


def test_one_address_that_fails_holds_no_other_up(
    post: Post, owner: Membership, join: Callable[..., Membership], report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(owner)
    other = join(Role.ANALYST)
    wants(other)
    make = report_mail.mail

    def broken(reader: Reader, row: Report) -> Any:
        if reader.membership == owner:
            raise ValueError("no")
        return make(reader, row)

    monkeypatch.setattr(report_sending.report_mail, "mail", broken)
    assert report_round(DUE) == 1 and [mail["To"] for mail in post.mails] == [other.user.email]


def test_an_edition_that_came_later_is_not_sent_to_whom_the_first_was(
    post: Post, owner: Membership, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(owner)
    assert report_round(DUE) == 1
    monkeypatch.setattr(making, "facts_of", lambda *_: {"sections": {}, "before": None})
    making.correct(report=report, period=JUNE, actor=owner.user, now=DUE)
    assert report_round(DUE + timedelta(hours=1)) == 0


def test_who_asked_after_it_was_sent_waits_for_the_next_and_off_is_off(
    post: Post, owner: Membership, report: Report
) -> None:
    wants(owner, now=DUE + timedelta(hours=2))
    assert report_round(DUE + timedelta(hours=3)) == 0
    wants(owner, monthly=False)
    wants(owner)
    rhythm.set_rhythm(
        organisation=owner.organisation, actor=owner.user, kind=JUNE.kind, on=False, day=2, hour=7, zone="UTC", seen=0
    )
    assert report_round(DUE) == 0 and post.mails == []


def test_where_no_mail_leaves_nothing_is_tried(owner: Membership, report: Report) -> None:
    wants(owner)
    assert report_round(DUE) == 0 and not Sent.objects.exists()
