from __future__ import annotations

from collections.abc import Callable

from pratfall.site.lessons.models import WebsiteCheck
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.api.conftest import program

from .test_lessons import Send


def test_a_look_is_asked_for_once_while_it_goes_on(
    send: Send, join: Callable[..., Membership], charlie: Membership
) -> None:
    made, again = (send("post", "/learn/website/", {"address": "pond.example"}, expect=201) for _ in range(2))
    assert made == again and made["going"] and made["found"] is None
    assert made["address"].startswith("https://pond.example") and send("get", "/learn/website/") == [made]
    assert send("post", "/learn/website/", {"address": "no site"}, expect=422)["code"] == "website_no_address"
    send("post", "/learn/website/", {"address": "pond.example"}, by=program(join(Role.ANALYST), ["read"]), expect=401)
    assert send("get", "/learn/website/", by=program(charlie)) == []


def test_what_stood_in_the_way_is_told(send: Send) -> None:
    made = send("post", "/learn/website/", {"address": "pond.example"}, expect=201)
    row = WebsiteCheck.objects.get(pk=made["id"])
    WebsiteCheck.objects.filter(pk=row.pk).update(done_at=row.asked_at, trouble="refused")
    (told,) = send("get", "/learn/website/")
    assert (told["going"], told["trouble"], told["found"]) == (False, "refused", None)
