from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core import signing

from pratfall.site.outgoing.report_mail import SALT
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Reader, Report, Rhythm, Sent
from pratfall.site.reports.regular import readers
from tests.site.conftest import signed_in
from tests.site.outgoing.conftest import Post
from tests.site.reports.regular.conftest import look as look
from tests.site.reports.regular.conftest import report as report

ADDRESS = "/o/default/reports/settings/"
NOW = datetime(2026, 7, 1, tzinfo=UTC)
ADA = {"do": "add", "name": "Ada Board", "email": "ada@board.example", "language": "fr", "monthly": "on"}
pytestmark = pytest.mark.usefixtures("home")


def test_a_member_says_for_themselves(join: Callable[..., Membership]) -> None:
    analyst = join(Role.ANALYST)
    browser = signed_in(analyst.user)
    assert browser.post(ADDRESS, {"do": "wish", "monthly": "on"}).status_code == 303
    assert readers.wish_of(analyst).monthly and not readers.wish_of(analyst).weekly
    page = browser.get(ADDRESS).content.decode()
    assert 'name="monthly" checked' in page and 'value="rhythm"' not in page and 'value="add"' not in page


@pytest.mark.parametrize(
    "form",
    [
        {"do": "rhythm", "kind": "weekly", "on": "on", "day": "1", "hour": "6", "zone": "UTC", "seen": "0"},
        ADA,
    ],
)
def test_only_managers_change_what_is_everybody_s(join: Callable[..., Membership], form: dict[str, str]) -> None:
    assert signed_in(join(Role.EDITOR).user).post(ADDRESS, form).status_code == 422
    assert not Rhythm.objects.exists() and not Reader.objects.exists()
    assert signed_in(join(Role.MANAGER).user).post(ADDRESS, form).status_code == 303
    assert Rhythm.objects.count() + Reader.objects.count() == 1


def test_somebody_outside_is_added_and_forgotten_and_others_see_no_address(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    browser = signed_in(owner.user)
    browser.post(ADDRESS, ADA)
    twice = browser.post(ADDRESS, {**ADA, "name": "<i>Ada</i>"})
    assert twice.status_code == 422 and "&lt;i&gt;Ada" in twice.content.decode(), "what was typed is kept"
    analyst = signed_in(join(Role.ANALYST).user).get(ADDRESS).content.decode()
    assert "Ada Board" in analyst and "ada@board.example" not in analyst
    browser.post(ADDRESS, {"do": "remove", "id": str(Reader.objects.get().pk)})
    browser.post(ADDRESS, {"do": "remove", "id": "99"})
    assert not Reader.objects.exists()


def test_two_managers_at_once_lose_nothing(owner: Membership) -> None:
    browser = signed_in(owner.user)
    form = {"do": "rhythm", "kind": "monthly", "on": "on", "day": "3", "hour": "6", "zone": "Europe/Paris", "seen": "0"}
    assert browser.post(ADDRESS, form).status_code == 303
    assert browser.post(ADDRESS, {**form, "day": "9"}).status_code == 422
    assert Rhythm.objects.get().day == 3


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"do": "?"},
        {"do": "rhythm", "kind": "daily"},
        {"do": "rhythm", "kind": "weekly", "day": "x"},
        {"do": "remove"},
    ],
)
def test_what_no_form_of_ours_sends_is_refused(owner: Membership, form: dict[str, str]) -> None:
    assert signed_in(owner.user).post(ADDRESS, form).status_code == 400


def test_one_for_me_now_goes_to_me_alone(post: Post, owner: Membership, report: Report) -> None:
    readers.add(
        organisation=owner.organisation,
        actor=owner.user,
        name="Ada",
        email="ada@board.example",
        language="fr",
        weekly=False,
        monthly=True,
        now=NOW,
    )
    browser = signed_in(owner.user)
    page = browser.post(ADDRESS, {"do": "send", "kind": "monthly"}, follow=True).content.decode()
    assert [mail["To"] for mail in post.mails] == [owner.user.email] and "on its way" in page
    assert not Sent.objects.exists(), "and the regular one comes all the same"
    assert browser.post(ADDRESS, {"do": "send", "kind": "weekly"}).status_code == 422


def test_where_no_mail_leaves_or_the_server_refuses_it_is_said(owner: Membership, report: Report) -> None:
    answer = signed_in(owner.user).post(ADDRESS, {"do": "send", "kind": "monthly"})
    assert answer.status_code == 422 and "PRATFALL_MAIL" in answer.content.decode()


def test_a_server_that_does_not_answer_is_said(post: Post, owner: Membership, report: Report, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_PORT = 1
    answer = signed_in(owner.user).post(ADDRESS, {"do": "send", "kind": "monthly"})
    assert answer.status_code == 422 and "did not take it" in answer.content.decode()


def test_what_would_be_sent_now_can_be_read_before(owner: Membership, report: Report) -> None:
    page = signed_in(owner.user).get(f"{ADDRESS}?preview=monthly").content.decode()
    assert "WHAT FAILED" in page and "<script>alert" not in page
    assert signed_in(owner.user).get(f"{ADDRESS}?preview=../x").status_code == 200


def test_the_link_of_a_mail_stops_it_without_an_account(owner: Membership) -> None:
    row = readers.wish(membership=owner, weekly=True, monthly=True, boss_page_only=True, now=NOW)
    link = f"/stop/report/{signing.dumps([row.pk, 'monthly'], salt=SALT)}/"
    browser = signed_in(None, enforce_csrf_checks=True)
    assert browser.get(link).status_code == 200 and readers.wish_of(owner).monthly, "looking stops nothing"
    assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not readers.wish_of(owner).monthly and readers.wish_of(owner).weekly
    readers.stop(reader=row, kind=Kind.WEEKLY)
    assert browser.post(link).status_code == 200, "whoever clicks again is told the same"
    assert browser.get("/stop/report/nonsense/").status_code == 404
