"""The plan calendar."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from django.test import Client

from pratfall.site.campaigns.models import Campaign, Decision


def page(client: Client, query: str = "", lang: str = "en") -> str:
    answer = client.get(f"/o/default/plans/calendar/{query}", headers={"accept-language": lang})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_month_shows_what_was_planned(
    empty_client: Client, running: Campaign, decided: Callable[..., Decision]
) -> None:
    decided()
    text = page(empty_client, "?month=2026-11")
    assert "November 2026" in text
    assert "A new oven: €2,250 should be in" in text
    assert "Stop if less than €1,800" in text
    assert "A new oven ends" in page(empty_client, "?month=2026-12")
    assert "Look again: Tuesday tip" in page(empty_client, "?month=2026-12")
    assert "décembre 2026" in page(empty_client, "?month=2026-12", "fr")


def test_what_is_no_month_is_this_month_and_an_empty_one_says_so(empty_client: Client) -> None:
    titles = [re.findall(r"<h1.*</h1>", page(empty_client, query)) for query in ("?month=soon", "")]
    assert titles[0] == titles[1] != []
    assert "Nothing is planned" in page(empty_client, "?month=1999-01")


def test_what_was_done_stands_beside_it(client: Client) -> None:
    assert "posts" in page(client, "?month=2026-10").partition("pf-month")[2]
