from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.site.outgoing import sending, services
from pratfall.site.outgoing.models import Channel, Heard
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.outgoing.conftest import Post, Site
from tests.site.reports.needs.test_statements_waiting import severe
from tests.site.setbacks.services.test_statements import approve, made

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def over_the_sample(full_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))


@pytest.mark.usefixtures("over_the_sample")
def test_each_member_gets_the_week_once_in_their_language(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    french = join(Role.ANALYST)
    french.user.language = "fr"
    french.user.save()
    join(Role.GUEST)
    assert sending.weekly_round(MONDAY) == 2
    assert sending.weekly_round(MONDAY + timedelta(hours=1)) == 0, "nobody is told twice"
    by = {mail["To"]: mail for mail in post.mails}
    english, other = by[owner.user.email], by[french.user.email]
    assert "need you at default" in english["Subject"] and "vous attendent chez default" in other["Subject"]
    text = other.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = other.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "Ouvrir Pratfall" in text and "<h1" in html and "https://pratfall.example/o/default/" in text
    assert english["Auto-Submitted"] == "auto-generated" and english["List-Unsubscribe"].strip().startswith("<https://")
    assert english["Reply-To"] is None


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("moment", [MONDAY + timedelta(days=1), MONDAY.replace(hour=3)])
def test_on_another_day_and_in_the_night_nothing_leaves(post: Post, owner: Membership, moment: datetime) -> None:
    assert sending.weekly_round(moment) == 0 and post.mails == []


@pytest.mark.usefixtures("home")
def test_who_wants_none_gets_none_and_an_empty_week_says_so(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    services.wish(membership=owner, weekly=False, weekday=0, at_once=True)
    join(Role.EDITOR)
    assert sending.weekly_round(MONDAY) == 1
    assert "Nothing needs a person" in post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.usefixtures("home")
def test_a_mail_that_does_not_leave_is_tried_again(post: Post, owner: Membership, settings) -> None:  # type: ignore[no-untyped-def]
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert sending.weekly_round(MONDAY) == 0 and not Heard.objects.exists()
    settings.EMAIL_PORT = right
    assert sending.weekly_round(MONDAY) == 1 and len(post.mails) == 1


@pytest.mark.usefixtures("over_the_sample")
def test_what_cannot_wait_goes_out_at_once_by_every_channel(post: Post, site: Site, owner: Membership) -> None:
    Channel.objects.create(membership=owner, address=site.url.replace("http://", "json://"))
    number, now = owner.organisation.pk, datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert sending.urgent_round(number, now) == 0, "the sample's storm is over: nobody is called out of bed"
    approve(made(severe(owner), owner), owner)
    assert sending.urgent_round(number, now) == len(post.mails) == len(site.calls) == 1
    assert "Olive Owner has approved it" in post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert sending.urgent_round(number, now) == 0
