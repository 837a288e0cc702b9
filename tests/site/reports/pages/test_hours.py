from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

HOURS = "/o/default/hours/"


def test_a_bill_in_hours_leads_to_how_they_are_counted(client: Client, get: Callable[..., str]) -> None:
    every = re.findall(r'href="/o/default(/findings/[^"/#]+/)"', get("/review/"))
    billed = [text for address in dict.fromkeys(every) if "Cost so far" in (text := get(address))]
    in_hours = [text for text in billed if "hours" in text.partition("Cost so far")[2][:80]]
    assert in_hours and all(f'href="{HOURS}"' in text for text in in_hours)
    page = html.unescape(client.get(HOURS).content.decode())
    assert "assumptions of Pratfall" in page and "[hours_per_post]" in page and "video = 8" in page


def test_a_teams_own_numbers_stand_on_the_page(tmp_path: Path, empty_client: Client) -> None:
    own = 'hourly_rate = { amount = 32.5, currency = "EUR" }\n[hours_per_post]\nimage = 2.5\n'
    (tmp_path / "settings.toml").write_text(own, encoding="utf-8")
    page = html.unescape(empty_client.get(HOURS).content.decode())
    assert "image = 2.5" in page and "€32.50" in page
    assert "Compter les heures autrement" in empty_client.get(f"{HOURS}?lang=fr").content.decode()
