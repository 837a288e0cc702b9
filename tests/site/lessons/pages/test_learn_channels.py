"""The page of channels and growth over the sample's files, and the weeks a team begins to follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

PAGE = "/o/default/learn/channels/"


def shown(client: Client, lang: str = "en") -> str:
    answer = client.get(PAGE, headers={"accept-language": lang})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_everything_is_said_in_both_languages_with_its_source(client: Client, lang: str) -> None:
    page = shown(client, lang)
    assert "Salesforce" in page
    assert "Lacetera" in page
    assert "/hours/" in page
    for key in ("growth.", "channels."):
        assert f">{key}" not in page


def test_what_is_lacking_is_said_with_how_much(client: Client) -> None:
    page = shown(client)
    assert "cannot be told yet" in page
    assert "twelve weeks or more" in page


def test_nothing_imported_says_what_to_do_next(empty_client: Client) -> None:
    assert "Bring your exports first" in (page := shown(empty_client)) and 'href="/o/default/files/give/"' in page
    assert empty_client.get(f"{PAGE}weeks.ics").status_code == 404
    assert empty_client.post(PAGE, {"do": "begin", "blocks": "13"}).status_code == 409


def test_weeks_are_begun_told_taken_away_and_ended(client: Client) -> None:
    assert client.post(PAGE, {"do": "begin", "blocks": "13"}).status_code == 302
    trial = ChannelTrial.objects.get()
    assert (trial.first, trial.second, trial.start.weekday()) == ("email", "social", 0)
    assert "The weeks you follow" in shown(client)
    assert client.post(PAGE, {"do": "begin", "blocks": "13"}).status_code == 409
    calendar = client.get(f"{PAGE}weeks.ics")
    assert calendar["Content-Type"] == "text/calendar"
    assert calendar.content.count(b"BEGIN:VEVENT") == 52
    assert trial.start.strftime("%Y%m%d").encode() in calendar.content
    assert client.post(PAGE, {"do": "end", "seen": "9", "why": "x"}).status_code == 409
    assert client.post(PAGE, {"do": "end", "seen": "1", "why": "x"}).status_code == 302
    assert client.post(PAGE, {"do": "end", "seen": "2"}).status_code == 409


@pytest.mark.parametrize("blocks", ["", "x", "-3", "1e9", "99999999999999999999"])
def test_a_number_of_blocks_that_is_none_is_refused(client: Client, blocks: str) -> None:
    assert client.post(PAGE, {"do": "begin", "blocks": blocks}).status_code == 409
    assert not ChannelTrial.objects.exists()


def test_whoever_only_looks_sees_no_button(client: Client, join: Callable[..., Membership]) -> None:
    analyst = signed_in(join(Role.ANALYST).user)
    page = shown(analyst)
    assert 'value="begin"' not in page
    assert analyst.post(PAGE, {"do": "begin", "blocks": "13"}).status_code in (403, 404)


def test_a_network_nobody_uses_can_be_tried_with_a_form_that_is_filled_in(client: Client) -> None:
    page = shown(client)
    start = page.index("/ideas/new/?")
    href = page[start : page.index('"', start)].replace("&amp;", "&")
    form = client.get(f"/o/default{href}").content.decode()
    assert "against_bar" in form
    assert "Try out" in form
