from __future__ import annotations

from collections.abc import Callable

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .conftest import Send

PLAN = {"name": "Spring"}


def test_everything_planned_waits_until_a_manager_lifts_it(
    send: Send, at: str, join: Callable[..., Membership]
) -> None:
    send("get", f"{at}pause/", expect=404)
    begun, again = (send("post", f"{at}pause/", {"why": "Nothing cheerful now."}) for _ in range(2))
    assert begun["id"] == again["id"] and begun["places"] and send("get", at)["paused"]
    place = begun["places"][0]["id"]
    ticked = send("put", f"{at}pause/places/{place}/", {"done": True})
    assert next(row for row in ticked["places"] if row["id"] == place)["done_by"]
    send("put", f"{at}pause/places/999999/", {"done": True}, expect=404)
    send("post", f"{at}pause/lift/", expect=403, by=program(join(Role.EDITOR), ["plans"]))
    assert send("post", f"{at}pause/lift/")["lifted_at"] and not send("get", at)["paused"]
    assert send("post", f"{at}pause/lift/", expect=422)["code"] == "pause_lifted"


def test_one_campaign_is_let_through_and_none_of_others(send: Send, at: str, charlie: Membership) -> None:
    ours = send("post", "/plans/", PLAN, expect=201)["id"]
    theirs = send("post", "/plans/", PLAN, expect=201, by=program(charlie))["id"]
    send("post", f"{at}pause/", {})
    told = send("post", f"{at}pause/allow/", {"campaign": ours})
    assert f"launch:{ours}" in [row["place"] for row in told["places"]]
    send("post", f"{at}pause/allow/", {"campaign": theirs}, expect=404)
