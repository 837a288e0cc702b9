from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import naming
from pratfall.site.setbacks.models import Setback
from tests.site.api.conftest import program

from .conftest import TITLE, Send, ago


def test_one_is_opened_once_and_found_in_the_list(send: Send) -> None:
    given = {"what": TITLE, "began_at": ago(hours=2)}
    first, again = (send("post", "/setbacks/", given, expect=201) for _ in range(2))
    assert first["id"] == again["id"] and first["title"] == TITLE and first["state"] == "noticed"
    assert [row["id"] for row in send("get", "/setbacks/?running=true")] == [first["id"]]
    assert send("get", "/setbacks/?running=false") == send("get", "/setbacks/?drills=true") == []


def test_it_is_described_better_over_the_version_that_was_read(send: Send, room: dict[str, Any], at: str) -> None:
    better = {"title": "The wrong picture", "what": "A mix-up.", "began_at": ago(hours=3), "seen": room["version"]}
    assert send("put", at, better)["title"] == "The wrong picture"
    clash = send("put", at, better, expect=409)
    assert clash["code"] == "changed_meanwhile" and clash["theirs"]["title"] == "The wrong picture"
    assert send("post", "/setbacks/", {"what": "x", "began_at": "2001-01-01T00:00:00Z"}, expect=422)["code"]


def test_one_from_a_finding_keeps_its_numbers_and_is_about_what_it_was_about(reader: Client) -> None:
    def call(method: str, path: str, body: Any = None) -> Any:
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(reader, method)(f"/api{path}", **content)

    slug = call("get", "/review/findings/").json()[0]["slug"]
    first, again = (call("post", "/setbacks/noticed/", {"finding": slug}).json() for _ in range(2))
    assert first["id"] == again["id"] and first["finding"] == slug and first["basis"]["findings"]
    assert call("post", "/setbacks/noticed/", {"finding": "invented"}).json()["code"] == "need_gone"
    assert call("post", "/setbacks/noticed/", {"incident": 7}).json()["code"] == "need_gone"
    account = next(subject for subject in first["about"] if subject["kind"] == "account")
    where = f"/setbacks/{first['id']}/about/"
    named = call("put", where, {"about": [account], "seen": first["version"]}).json()
    assert [naming.key_of(subject) for subject in named["about"]] == [naming.key_of(account)]
    made_up = {"about": [{**account, "id": "x/nobody"}], "seen": named["version"]}
    assert call("put", where, made_up).status_code == 404


def test_practice_is_begun_and_ended_and_is_no_setback(send: Send) -> None:
    assert send("post", "/setbacks/drills/", {"scenario": "none"}, expect=422)["code"] == "drill_unknown"
    begun = send("post", "/setbacks/drills/", {"scenario": "wrong_picture"}, expect=201)
    assert begun["drill"] and send("get", "/setbacks/") == []
    ended = send("post", f"/setbacks/{begun['id']}/end-drill/", {"seen": begun["version"]})
    assert ended["state"] == "closed"


def test_who_may_only_read_opens_nothing_and_guests_have_no_tokens(
    send: Send, home: Any, join: Callable[..., Membership], charlie: Membership
) -> None:
    analyst = program(join(Role.ANALYST), ["read"])
    given = {"what": TITLE, "began_at": ago(hours=1)}
    send("post", "/setbacks/", given, expect=401, by=analyst)
    made = send("post", "/setbacks/", given, expect=201)
    assert send("get", f"/setbacks/{made['id']}/", by=analyst)["title"] == TITLE
    send("get", f"/setbacks/{made['id']}/", expect=404, by=program(charlie))
    guest = join(Role.EDITOR, "later-guest")
    theirs = program(guest, ["read"])
    Membership.objects.filter(pk=guest.pk).update(role=Role.GUEST)
    send("post", f"/setbacks/{made['id']}/guests/", {"guest": guest.user.pk}, expect=204)
    send("get", f"/setbacks/{made['id']}/", expect=401, by=theirs)
    assert Setback.objects.count() == 1
    assert AuditEntry.objects.filter(act="granted").count() == 1


def test_the_plan_it_is_about_is_named_and_unnamed(send: Send, at: str, room: Any, owner: Membership) -> None:
    plan = Campaign.objects.create(organisation=owner.organisation, name="Spring soup", created_at=datetime.now(UTC))
    named = send("put", f"{at}campaign/", {"campaign": plan.pk, "seen": room["version"]})
    assert named["campaign"] == plan.pk
    send("put", f"{at}campaign/", {"campaign": plan.pk + 1, "seen": named["version"]}, expect=404)
    assert send("put", f"{at}campaign/", {"campaign": None, "seen": named["version"]})["campaign"] is None
