from __future__ import annotations

import re

from django.test import Client

from pratfall.site.outgoing.models import Wishes
from pratfall.site.people.models import Membership
from tests.site.conftest import signed_in
from tests.site.outgoing.conftest import Site

HERE = "/o/default/notify/"


def test_wishes_are_kept_for_this_member_of_this_organisation(empty_client: Client, owner: Membership) -> None:
    assert "checked" in empty_client.get(HERE).content.decode()
    assert empty_client.post(HERE, {"do": "wish", "weekday": 3}).status_code == 303
    known = Wishes.objects.get()
    assert (known.membership, known.weekly, known.weekday, known.at_once) == (owner, False, 3, False)


def test_a_channel_is_added_shown_without_its_secret_and_removed(
    empty_client: Client, owner: Membership, site: Site
) -> None:
    address = site.url.replace("http://", "json://user:pass4711@")
    assert empty_client.post(HERE, {"do": "add", "address": address}).status_code == 303
    page = empty_client.get(HERE).content.decode()
    assert "json" in page and "pass4711" not in page
    empty_client.post(HERE, {"do": "remove", "id": owner.channels.get().pk})
    assert not owner.channels.exists()


def test_a_wrong_address_stays_to_be_corrected(empty_client: Client) -> None:
    answer = empty_client.post(HERE, {"do": "add", "address": "nonsense://x"})
    assert answer.status_code == 422 and 'value="nonsense://x"' in answer.content.decode()


def test_the_calendar_opens_with_its_address_alone_until_a_new_one_is_made(empty_client: Client) -> None:
    first, second = (
        re.search(r"/calendar/[\w-]+\.ics", empty_client.post(HERE, {"do": "calendar"}).content.decode()).group()  # type: ignore[union-attr]
        for _ in range(2)
    )
    stranger = signed_in(None)
    answer = stranger.get(second)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    assert stranger.get(first).status_code == 404


def test_the_calendar_of_somebody_who_left_is_closed(empty_client: Client, owner: Membership) -> None:
    found = re.search(r"/calendar/[\w-]+\.ics", empty_client.post(HERE, {"do": "calendar"}).content.decode())
    assert found
    owner.delete()
    assert signed_in(None).get(found.group()).status_code == 404
