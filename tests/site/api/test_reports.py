from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pratfall.errors import Refused
from pratfall.site import worker
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.regular import asking, making
from pratfall.site.reports.regular.periods import last_whole
from tests.site.api.conftest import program
from tests.site.reports.regular.conftest import JUNE

Send = Callable[..., Any]


def test_before_anything_is_known_none_can_be_made(send: Send) -> None:
    offered = send("get", "/reports/offered/")
    assert {row["kind"] for row in offered} == {"weekly", "monthly"} and offered[0]["title"]
    given = {"kind": offered[0]["kind"], "start": offered[0]["start"]}
    assert send("post", "/reports/", given, expect=422)["code"] == "report_nothing_known"
    send("post", "/reports/", {"kind": "monthly", "start": "2001-01-01"}, expect=404)
    assert send("get", "/reports/") == send("get", "/reports/waiting/") == []


def test_a_report_is_made_read_as_facts_and_in_words_and_corrected(
    send: Send, reader: Client, join: Callable[..., Membership], charlie: Membership
) -> None:
    newest = next(row for row in send("get", "/reports/offered/", by=reader) if row["kind"] == "monthly")
    given = {"kind": "monthly", "start": newest["start"]}
    send("post", "/reports/", given, by=program(join(Role.ANALYST), ["read"]), expect=401)
    made = send("post", "/reports/", given, by=reader, expect=201)
    assert not made["later"] and made == send("post", "/reports/", given, by=reader, expect=201)
    here = f"/reports/{made['report']['id']}/"
    told = send("get", here, by=reader)
    assert told["boss"] and {section["code"] for section in told["sections"]} == set(told["facts"]["sections"])
    assert making.digest_of(told["facts"]) == told["digest"]
    french = reader.get(f"/api{here}", headers={"accept-language": "fr"}).json()
    assert french["facts"] == told["facts"] and french["boss"] != told["boss"]
    assert send("post", f"{here}correct/", by=reader, expect=422)["code"] == "report_unchanged"
    assert [row["id"] for row in send("get", "/reports/?kind=monthly", by=reader)] == [told["id"]]
    assert send("get", "/reports/?kind=weekly", by=reader) == []
    send("get", here, by=program(charlie), expect=404)


def test_where_a_worker_makes_it_that_is_said(send: Send, owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    period = last_whole(JUNE.kind, timezone.now().date())
    given = {"kind": period.kind.value, "start": period.start.isoformat()}
    assert send("post", "/reports/", given, expect=201) == {"later": True, "report": None}
    (waits,) = send("get", "/reports/waiting/")
    assert waits["start"] == given["start"] and waits["code"] is None
    asking.failed(owner.organisation, period, Refused("report_nothing_known"), timezone.now())
    (failed,) = send("get", "/reports/waiting/")
    assert failed["code"] == "report_nothing_known" and failed["message"]


def test_a_manager_says_when_they_are_made(send: Send, join: Callable[..., Membership]) -> None:
    weekly, _ = send("get", "/reports/rhythm/")
    assert (weekly["on"], weekly["version"]) == (False, 0)
    wanted = {"kind": "weekly", "on": True, "day": 1, "hour": 8, "zone": "Europe/Paris", "seen": 0}
    send("put", "/reports/rhythm/", wanted, by=program(join(Role.EDITOR), ["read", "plans"]), expect=403)
    assert send("put", "/reports/rhythm/", wanted)["zone"] == "Europe/Paris"
    send("put", "/reports/rhythm/", {**wanted, "day": 2}, expect=409)
    nowhere = {**wanted, "zone": "Moon/Sea", "seen": 1}
    assert send("put", "/reports/rhythm/", nowhere, expect=422)["code"] == "rhythm_impossible"


def test_everybody_wishes_for_themselves(send: Send, join: Callable[..., Membership]) -> None:
    analyst = program(join(Role.ANALYST), ["read"])
    assert send("get", "/reports/wish/", by=analyst) == {"weekly": False, "monthly": False, "boss_page_only": False}
    wish = {"weekly": True, "monthly": False, "boss_page_only": True}
    assert send("put", "/reports/wish/", wish, by=analyst) == wish == send("get", "/reports/wish/", by=analyst)
    assert not send("get", "/reports/wish/")["weekly"]


def test_readers_outside_are_added_and_removed_by_managers(
    send: Send, join: Callable[..., Membership], charlie: Membership
) -> None:
    given = {"name": "The board", "email": "Board@pond.example", "language": "fr"}
    made = send("post", "/reports/readers/", given, expect=201)
    assert made["email"] == "board@pond.example" and send("get", "/reports/readers/") == [made]
    assert send("post", "/reports/readers/", given, expect=422)["code"] == "reader_there"
    assert send("get", "/reports/readers/", by=program(join(Role.EDITOR), ["read", "plans"]), expect=401)
    send("delete", f"/reports/readers/{made['id']}/", by=program(charlie), expect=404)
    send("delete", f"/reports/readers/{made['id']}/", expect=204)
    assert send("get", "/reports/readers/") == []
