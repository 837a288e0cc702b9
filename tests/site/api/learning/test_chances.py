from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client

from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send

BAND = {
    "shares": [
        {"levels": ["routine", "incremental"], "low": 0.5, "high": 0.8},
        {"levels": ["adjacent", "radical"], "low": 0.2, "high": 0.5},
    ],
    "failures": {"low": 0.3, "high": 0.6},
    "why": "The board wants more to be tried.",
    "seen": 0,
}


def test_too_few_campaigns_are_said_with_how_many_are_missing(send: Send) -> None:
    for whose in ("", "mine/"):
        told = send("get", f"/learn/calibration/{whose}")
        assert told["calibration"] == {"is": "not_enough_data", "needed": 8, "got": 0, "of": "campaigns"}
        assert (told["kinds"], told["campaigns"], told["window"]) == ([], 0, None)


def test_a_band_is_chosen_by_a_manager_who_read_the_one_before(send: Send, join: Callable[..., Membership]) -> None:
    before = send("get", "/learn/portfolio/")
    assert before["band"]["id"] == 0 and before["sentences"] and before["failure"]["failed"] == 0
    assert send("put", "/learn/portfolio/band/", BAND, by=program(join(Role.EDITOR), ["read", "plans"]), expect=403)
    chosen = send("put", "/learn/portfolio/band/", BAND)
    assert chosen["shares"] == BAND["shares"] and chosen["failures"] == BAND["failures"] and chosen["id"]
    assert send("put", "/learn/portfolio/band/", BAND, expect=422)["code"] == "band_changed"
    again = {**BAND, "seen": chosen["id"]}
    few = {**again, "shares": BAND["shares"][:1]}  # type: ignore[index]
    assert send("put", "/learn/portfolio/band/", few, expect=422)["code"] == "band_levels"
    assert send("put", "/learn/portfolio/band/", {**again, "why": " "}, expect=422)["code"] == "portfolio_why"


def test_a_manager_says_over_the_rules_whether_a_test_counts(
    send: Send, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    now = datetime.now(UTC)
    values = {"name": "Shorter", "question": "Do shorter posts win?", "kind": "randomised", "metric": "likes"}
    more = {"variants": ["as now", "short"], "labels": ["a", "b"], "smallest_worth": 1.3, "days": 30}
    started = {"state": IdeaState.RUNNING, "started_at": now, "created_at": now}
    idea = Idea.objects.create(organisation=owner.organisation, **values, **more, **started)
    (test,) = send("get", "/learn/portfolio/")["tests"]
    assert (test["origin"], test["number"], test["judgement"]) == ("idea", idea.pk, None)
    word = {"origin": "idea", "number": idea.pk, "genuine": not test["counts"], "why": "We knew before.", "seen": 0}
    send("post", "/learn/portfolio/tests/", word, by=program(join(Role.EDITOR), ["read", "plans"]), expect=403)
    assert send("post", "/learn/portfolio/tests/", word, by=program(charlie), expect=422)["code"] == "no_such_test"
    said = send("post", "/learn/portfolio/tests/", word, expect=201)
    assert send("post", "/learn/portfolio/tests/", word, expect=422)["code"] == "test_judged_meanwhile"
    (now_told,) = send("get", "/learn/portfolio/")["tests"]
    assert now_told["counts"] is not test["counts"] and now_told["judgement"] == said


def test_what_decisions_were_worth_is_nothing_before_any_was_made(send: Send, reader: Client) -> None:
    assert send("get", "/learn/worth/", by=reader) == {"sentences": [], "worth": None}
