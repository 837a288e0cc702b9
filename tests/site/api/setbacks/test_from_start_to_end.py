"""A whole setback by programs alone: a manager's, an editor's, and somebody from outside with a link."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.site.outgoing.models import Delivery, Webhook
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.services import thoughts, voices
from tests.site.api.conftest import program
from tests.site.api.test_plans import WHOLE as PLAN

from .conftest import FACTS, TITLE, Send, ahead
from .test_public import OPEN

DUE = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
PERSONAL = (TITLE, "wrong picture", "hello@default", "Ines", "partner.example", "Dora", "shame", "who-c1", "Two look")


@pytest.fixture(autouse=True)
def hook(owner: Membership) -> None:
    """Everything that happens is called out to somewhere."""
    Webhook.objects.create(organisation=owner.organisation, url="https://pond.example/", by=owner.user)


def test_a_setback_goes_from_its_alarm_to_a_proved_promise(
    send: Send, room: dict[str, Any], at: str, heard: list[dict[str, Any]], join: Callable[..., Membership]
) -> None:
    editor = program(join(Role.EDITOR), ["read", "plans"])
    say_it(send, at)
    answer_it(send, at, heard, editor)
    learn_from_it(send, at)
    promised = promise(send, at)
    version = send("get", at)["version"]
    assert send("post", f"{at}move/", {"to": "closed", "seen": version}, expect=422)["code"] == "setback_still_open"
    finish(send, at)
    assert send("get", at)["state"] == "closed" and send("get", at)["matters"] == []
    keep_the_promise(send, promised)
    assert send("get", f"{at}prevention/")[0]["verdict"] == "proved"
    nothing_personal()


def say_it(send: Send, at: str) -> None:
    """A first word in both languages, approved, out, and on the public page."""
    draft = {"kind": "holding", "facts": FACTS, "next_word_at": ahead(hours=3)}
    said = send("post", f"{at}statements/", draft, expect=201)
    send("post", f"{at}statements/{said['id']}/approve/", {"digest": said["digest"]})
    out = {"place": "x", "language": "en", "said_at": datetime.now(UTC).isoformat()}
    send("post", f"{at}statements/{said['id']}/out/", out)
    send("post", f"{at}public/", OPEN, expect=201)
    words = {"text_en": said["text_en"], "text_fr": said["text_fr"], "statement": said["id"]}
    send("post", f"{at}updates/", {**words, "state": "acknowledged"}, expect=201)


def answer_it(send: Send, at: str, heard: list[dict[str, Any]], editor: Any) -> None:
    """Everything is frozen, one comment answered, one removal asked for and refused, an ally asked and thanked."""
    assert send("post", f"{at}freezes/", expect=201)["rows"]
    reply = f"{at}comments/{heard[0]['place']}/reply/"
    drafted = send("post", reply, {"kind": "explain", "language": "en"}, expect=201, by=editor)
    send("post", f"{reply}sent/", {"seen": drafted["version"]}, by=editor)
    asked = {"comment": heard[1]["place"], "reason": "spam", "why": "It asks too much."}
    removal = send("post", f"{at}removals/", asked, expect=201, by=editor)
    no = {"approve": False, "why": "A question is no spam.", "seen": removal["version"]}
    send("post", f"{at}removals/{removal['id']}/answer/", no)
    ally = send("post", f"{at}allies/", {"name": "Ines", "where": "ines@partner.example"}, expect=201)
    ally = send("post", f"{at}allies/{ally['id']}/asked/", {"seen": ally["version"]})
    send("post", f"{at}allies/{ally['id']}/thanked/", {"text": "By phone.", "seen": ally["version"]})


def learn_from_it(send: Send, at: str) -> None:
    """Everybody alone, then together; somebody from outside is heard."""
    debrief = send("post", f"{at}debrief/", expect=201)
    send("post", f"{at}debrief/mine/thoughts/", {"kind": "change", "text": "Two look."}, expect=201)
    send("post", f"{at}debrief/mine/hand-in/")
    outside = {"name": "Dora", "stands_for": "donor", "language": "en"}
    link = send("post", f"{at}debrief/voices/", outside, expect=201)["link"]
    dora = voices.voice_of(link.partition("/debrief/")[2].partition("/")[0], datetime.now(UTC))
    thoughts.write(voice=dora, kind="cause", text="Nobody asked us.", now=datetime.now(UTC))
    voices.hand_in(voice=dora, now=datetime.now(UTC))
    debrief = send("post", f"{at}debrief/gather/", {"seen": debrief["version"]})
    end = {"summary": "Two people look from now on.", "seen": debrief["version"]}
    assert send("post", f"{at}debrief/close/", end)["no_outsider_because"] == ""


def promise(send: Send, at: str) -> dict[str, Any]:
    action = {"words": "Two people look", "kind": "check", "check_words": "Who looked?", "due": DUE}
    me = send("get", at)["opened_by"]
    made: dict[str, Any] = send("post", f"{at}prevention/", {**action, "owner": me}, expect=201)
    return made


def finish(send: Send, at: str) -> None:
    """The last word, in public too, then the end."""
    last = {"text_en": "It is over.", "text_fr": "C’est terminé.", "state": "closed"}
    send("post", f"{at}updates/", last, expect=201)
    send("post", f"{at}move/", {"to": "closed", "seen": send("get", at)["version"]})


def keep_the_promise(send: Send, promised: dict[str, Any]) -> None:
    """The next campaign is not launched before somebody looked."""
    owner = next(row["id"] for row in send("get", "/members/") if row["role"] == "owner")
    made = send("post", "/plans/", {**PLAN, "owner": owner}, expect=201)
    launch = f"/plans/{made['id']}/launch/"
    send("post", launch, {"seen": made["version"]}, expect=422)
    send("put", f"/setbacks/checks/{made['id']}/{promised['id']}/", {"said": "kept"})
    send("post", launch, {"seen": made["version"]})


def nothing_personal() -> None:
    """Neither the trail, which nobody can erase from, nor webhooks say anybody's words, names or pseudonyms."""
    rows = AuditEntry.objects.exclude(act__startswith="plan_").values_list("act", "subject", "before", "after")
    trail = json.dumps(list(rows), ensure_ascii=False, default=str)
    calls = " ".join(body for body in Delivery.objects.values_list("body", flat=True))
    for words in PERSONAL:
        assert words not in trail and words not in calls, words
    assert "setback_opened" in calls and "voice_invited" in calls
