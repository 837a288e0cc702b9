"""A setback from what Pratfall noticed, by the buttons people press."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from pratfall.errors import Refused
from pratfall.records.findings import Status
from pratfall.reviews.watch.incidents import Incident, Member
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import noticed
from pratfall.site.setbacks.models import Setback
from pratfall.site.today import desk
from tests.site.conftest import signed_in

from .conftest import NOW


def slug_of(owner: Membership, code: str) -> str:
    current = desk.current(owner.organisation)
    assert current is not None
    return next(slug for slug, told in current.story("en").by_slug.items() if told.code == code)


def test_a_finding_becomes_a_setback_in_one_step_with_its_numbers_frozen(client: Client, owner: Membership) -> None:
    slug = slug_of(owner, "backlash")
    page = client.get(f"/o/default/findings/{slug}/").content.decode()
    assert f'name="finding" value="{slug}"' in page
    answer = client.post("/o/default/setbacks/new/", {"finding": slug})
    setback = Setback.objects.get()
    assert answer.headers["Location"] == f"/o/default/setbacks/{setback.pk}/"
    basis = json.loads(setback.basis)
    assert basis["findings"][0]["code"] == "backlash" and len(basis["review"]["sha256"]) == 64
    assert setback.about and setback.about[0]["name"]
    assert (setback.code, setback.playbook) == ("backlash", "crisis_in_public")
    assert setback.began_at.tzinfo is UTC and setback.answers["finding_level"] >= 1
    page = client.get(f"/o/default/findings/{slug}/").content.decode()
    assert f"/o/default/setbacks/{setback.pk}/" in page and 'name="finding"' not in page
    assert client.post("/o/default/setbacks/new/", {"finding": slug}).status_code == 302
    assert Setback.objects.count() == 1


def test_the_monday_page_opens_one_and_lets_the_row_go(client: Client, owner: Membership) -> None:
    slug = slug_of(owner, "backlash")
    assert f'value="{slug}"' in client.get("/o/default/").content.decode()
    client.post("/o/default/setbacks/new/", {"finding": slug})
    monday = client.get("/o/default/").content.decode()
    assert f'value="{slug}"' not in monday


def test_an_analyst_sees_no_such_button_and_may_not_press_it(
    client: Client, owner: Membership, join: Callable[..., Membership]
) -> None:
    slug, browser = slug_of(owner, "backlash"), signed_in(join(Role.ANALYST).user)
    assert 'name="finding"' not in browser.get(f"/o/default/findings/{slug}/").content.decode()
    assert browser.post("/o/default/setbacks/new/", {"finding": slug}).status_code == 403


def test_what_is_gone_is_refused_without_losing_the_page(client: Client) -> None:
    for form in ({"finding": "never-0123456789"}, {"incident": "7"}, {"incident": "<b>"}):
        answer = client.post("/o/default/setbacks/new/", form)
        assert answer.status_code == 409 and "id_what" in answer.content.decode()
    assert not Setback.objects.exists()


def incident(**more: object) -> Incident:
    keys = ("x|soup|mentions|60", "|*|mentions|60")
    members = {key: Member(key, 0, 0, 0.1, 9.0, 1.0, 60, label="Soup") for key in keys}
    minute = int(NOW.timestamp() // 60) - 90
    severity = {
        "severity": 3,
        "severity_reasons": ["fast"],
        "severity_sources": ["assumption"],
        "redeemable": "unclear",
        "redeemable_reasons": [],
        "redeemable_sources": [],
    }
    return Incident(
        id=4,
        opened=minute,
        last=minute,
        status=Status.LIKELY,
        rate=0.1,
        members=members,
        severity=severity,
        told=minute,
    )


def test_what_is_heard_right_now_becomes_one_with_its_account_and_its_beginning(
    home: Path, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticed, "open_incidents", lambda *_: (incident(),))
    asked = {"organisation": owner.organisation, "actor": owner.user, "lang": "en", "now": NOW}
    setback = noticed.open_incident(number=4, **asked)  # type: ignore[arg-type]
    assert noticed.open_incident(number=4, **asked) == setback  # type: ignore[arg-type]
    assert setback.finding.startswith("incident:4:") and setback.playbook == "crisis_in_public"
    assert setback.began_at == datetime.fromtimestamp(NOW.timestamp() // 60 * 60 - 5400, UTC)
    assert {"severity", "finding_level"} & set(setback.answers) == {"finding_level"} and setback.severity == 3
    assert setback.about[0]["account_id"] == "soup"
    with pytest.raises(Refused):
        noticed.open_incident(number=5, **asked)  # type: ignore[arg-type]
