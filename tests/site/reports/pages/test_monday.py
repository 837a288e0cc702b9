"""The start page of an organisation."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.test import Client

from pratfall.site.campaigns.models import Aside
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.pages import monday
from pratfall.site.setbacks.services import pauses
from tests.site.conftest import signed_in
from tests.site.reports.needs.test_statements_waiting import severe
from tests.site.setbacks.conftest import NOW

HOME = "/o/default/"


def page(client: Client, lang: str = "en") -> str:
    answer = client.get(HOME, headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def first_finding(text: str) -> str:
    keys = re.findall(r'name="key" value="(finding:[^"]+)"', text)
    assert keys
    return str(keys[0])


def test_before_anything_is_imported_it_says_what_to_do(empty_client: Client) -> None:
    text = page(empty_client)
    assert "No files yet" in text and f'href="{HOME}setbacks/new/"' in text


def test_a_day_on_record_is_told_as_it_is_and_a_day_found_in_the_data_as_about(
    empty_client: Client, owner: Membership
) -> None:
    pauses.pause(setback=severe(owner), actor=owner.user, now=NOW)
    text = page(empty_client)
    assert "Since 20 November 2026" in text and "Since about" not in text


def test_what_needs_somebody_is_listed_and_every_row_ends_in_an_act(client: Client) -> None:
    text = html.unescape(client.get(f"{HOME}?all=1").content.decode())
    rows = text.count('<li class="pf-panel pf-need')
    assert rows > monday.SHOWN_FIRST
    assert f"{rows} things need somebody" in text
    assert text.count('class="pf-row pf-acts"') == rows
    assert "demandent votre attention" in page(client, "fr")


def test_the_most_costly_are_shown_first_and_the_others_are_one_click_away(client: Client) -> None:
    every = html.unescape(client.get(f"{HOME}?all=1").content.decode()).count('<li class="pf-panel pf-need')
    text = page(client)
    assert text.count('<li class="pf-panel pf-need') == monday.SHOWN_FIRST
    assert f'href="{HOME}?all=1#need-{monday.SHOWN_FIRST}">Show {every - monday.SHOWN_FIRST} more, less costly' in text
    assert f"{every} things need somebody" in text


def test_what_is_done_on_the_whole_list_leads_back_to_it(client: Client) -> None:
    whole = f"{HOME}?all=1"
    key = re.findall(r'name="key" value="([^"]+)"', html.unescape(client.get(whole).content.decode()))[-1]
    answer = client.post(whole, {"do": "no_problem", "key": key, "why": "known"})
    assert (answer.status_code, answer.headers["location"]) == (302, whole)


def test_where_something_went_wrong_the_row_is_shown_though_it_is_not_among_the_first(client: Client) -> None:
    key = re.findall(r'name="key" value="([^"]+)"', html.unescape(client.get(f"{HOME}?all=1").content.decode()))[-1]
    answer = client.post(HOME, {"do": "no_problem", "key": key, "why": ""})
    assert answer.status_code == 409 and f'value="{key}"' in html.unescape(answer.content.decode())


def test_a_row_that_was_put_off_is_gone_and_can_be_brought_back(client: Client) -> None:
    key = first_finding(page(client))
    until = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
    answer = client.post(HOME, {"do": "snooze", "key": key, "until": until, "why": ""})
    assert answer.status_code == 409 and "say why" in html.unescape(answer.content.decode())
    assert client.post(HOME, {"do": "snooze", "key": key, "until": until, "why": "after the fair"}).status_code == 302
    text = page(client)
    assert f'<input type="hidden" name="do" value="snooze"><input type="hidden" name="key" value="{key}">' not in text
    assert "after the fair" in text
    client.post(HOME, {"do": "undo", "key": key})
    assert key == first_finding(page(client))


def test_no_problem_because_is_kept_for_the_hit_rate(client: Client) -> None:
    key = first_finding(page(client))
    client.post(HOME, {"do": "no_problem", "key": key, "why": "we were on holiday"})
    kept = Aside.objects.get(key=key)
    assert (kept.kind, kept.why) == ("no_problem", "we were on holiday")
    assert "How often it was a problem" in page(client)


def test_somebody_can_be_asked_to_look(client: Client, join: Callable[..., Membership]) -> None:
    ana = join(Role.EDITOR, "ana")
    key = first_finding(page(client))
    client.post(HOME, {"do": "assign", "key": key, "to": str(ana.user.pk)})
    assert "Ana looks after it" in page(client)
    assert client.post(HOME, {"do": "assign", "key": key, "to": "99999"}).status_code == 409


def test_what_is_no_longer_listed_cannot_be_put_aside(client: Client) -> None:
    answer = client.post(HOME, {"do": "snooze", "key": "finding:no-such", "until": "2027-01-01", "why": "x"})
    assert answer.status_code == 409
    assert not Aside.objects.exists()


def test_an_analyst_reads_and_puts_nothing_aside(client: Client, join: Callable[..., Membership]) -> None:
    browser = signed_in(join(Role.ANALYST).user)
    assert 'name="do"' not in page(browser).partition("<main")[2]
    assert browser.post(HOME, {"do": "undo", "key": "x"}).status_code == 403
