"""The timeline as a file: every form opens, says the same, and carries its hashes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jsonschema import Draft202012Validator

from pratfall.respond.chain import digest
from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import freezing
from pratfall.site.setbacks.timeline import Item
from pratfall.site.setbacks.timeline_export import Taken, as_html, as_json, as_pdf, blocks_of, taken
from tests.site.setbacks.conftest import NOW

SCHEMA = Path(__file__).parents[3] / "docs" / "timeline.schema.json"
HOSTILE = (
    '"]; #panic("out") \\ #eval("1+1") <script>alert(1)</script> </style> {{ x }} {% y %} \u202egpj.exe \x00\x1b[31m'
)
ITEMS = (
    Item(at=NOW - timedelta(hours=30), kind="note", text="First", noted_at=NOW, origin="team", key="note:1"),
    Item(at=NOW, kind="comment_first", facts={"network": "x"}, text=HOSTILE, quoted=True, origin=HOSTILE),
    Item(
        at=NOW,
        kind="note_outside",
        text="Gone",
        withdrawn_at=NOW,
        outside=True,
        facts={"due": NOW, "m": Decimal("1.50")},
    ),
)


def made(setback: Setback, items: Sequence[Item] = ITEMS, lang: str = "en", *, guest: bool = False) -> Taken:
    return taken(setback, items, speech(lang), ZoneInfo("Europe/Paris"), NOW, guest=guest)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)


def said(file: Taken) -> str:
    """What the PDF says, before it is set."""
    return "\n".join(str(block) for block in blocks_of(file))


@pytest.mark.parametrize("items", [ITEMS, ()], ids=["full", "empty"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_json_follows_its_published_schema(setback: Setback, items: Sequence[Item], lang: str) -> None:
    freezing.freeze(setback=setback, actor=None, now=NOW)
    given = json.loads(as_json(made(setback, items, lang)))
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(given)] == []
    assert len(given["freezes"]) == 1


def test_whoever_holds_the_json_can_check_it(setback: Setback) -> None:
    given = json.loads(as_json(made(setback)))
    for item in given["items"]:
        assert digest({name: value for name, value in item.items() if name != "hash"}) == item["hash"]
    assert digest({"items": [item["hash"] for item in given["items"]]}) == given["digest"]
    changed = {**given["items"][0], "text": "Second"}
    assert digest({name: value for name, value in changed.items() if name != "hash"}) != changed["hash"]


def test_the_html_needs_nothing_else_and_runs_nothing(setback: Setback) -> None:
    html = as_html(made(setback))
    tags = Tags()
    tags.feed(html)
    assert not {"script", "link", "img", "iframe", "form"} & set(tags.seen)
    assert tags.seen.count("style") == 1
    assert tags.seen.count("li") == len(ITEMS)
    assert "&lt;script&gt;alert(1)" in html
    assert "\u202e" not in html and "\x1b" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert made(setback).digest in html


def test_the_pdf_is_whole_and_says_everything(setback: Setback) -> None:
    pdf = as_pdf(made(setback))
    assert pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    assert "First" in said(made(setback)) and made(setback).digest in said(made(setback))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="nothing here reads a PDF")
def test_nothing_in_the_pdf_was_read_as_markup(setback: Setback) -> None:
    told = subprocess.run(["pdftotext", "-", "-"], input=as_pdf(made(setback)), capture_output=True, check=True)
    text = told.stdout.decode()
    assert "First" in text and "#panic" in text and "#eval" in text
    assert made(setback).digest[:12] in text


def test_times_stand_in_the_zone_and_in_utc(setback: Setback) -> None:
    html = as_html(made(setback))
    assert "23:00" in html and "22:00 UTC" in html
    assert "20 November 2026" in html and "19 November 2026" in html
    assert "23:00 (22:00 UTC)" in said(made(setback)) and "Europe/Paris" in said(made(setback))
    plain = taken(setback, ITEMS, speech("en"), ZoneInfo("UTC"), NOW, guest=False)
    assert "22:00 (22:00 UTC)" not in said(plain) and "Times are UTC." in as_html(plain)


def test_what_was_added_later_or_taken_back_says_so_in_every_form(setback: Setback) -> None:
    file = made(setback)
    for text in (as_html(file), said(file)):
        assert "Added later" in text
        assert "Taken back" in text
    first, _, last = json.loads(as_json(file))["items"]
    assert first["added_later"]
    assert last["withdrawn_at"] == "2026-11-20T22:00:00Z"


def test_a_guests_file_has_no_words_of_people_and_no_freezes(setback: Setback) -> None:
    freezing.freeze(setback=setback, actor=None, now=NOW)
    comment = Item(at=NOW, kind="comment_first", facts={"network": "x"}, text="Shame!", quoted=True)
    file = made(setback, [comment], guest=True)
    assert "Shame" in as_html(made(setback, [comment]))
    for text in (as_json(file), as_html(file), said(file)):
        assert "Shame" not in text
    given = json.loads(as_json(file))
    assert given["freezes"] == []
    assert given["items"][0]["text"] == "" and given["items"][0]["text_withheld"]


def test_a_megabyte_of_emoji_fits_in_every_form(setback: Setback) -> None:
    storm = [Item(at=NOW, kind="comment_first", facts={"network": "x"}, text="💥" * 1_000_000, quoted=True)]
    file = made(setback, storm)
    assert len(as_html(file)) < 20_000
    assert as_pdf(file).startswith(b"%PDF")
    assert len(json.loads(as_json(file))["items"][0]["text"]) == 1_000_000


def test_five_thousand_items_become_files(setback: Setback) -> None:
    many = [Item(at=NOW - timedelta(minutes=i), kind="note", text=f"Note {i}", origin="team") for i in range(5000)]
    file = made(setback, many[::-1])
    assert as_html(file).count("<li ") == 5000
    assert said(file).count("Note — Note ") == 5000


def test_an_instant_before_any_clock_is_still_an_instant(setback: Setback) -> None:
    old = [Item(at=datetime.fromisoformat("1999-12-31T23:59:59+00:00"), kind="note", text="Before")]
    assert json.loads(as_json(made(setback, old)))["items"][0]["at"] == "1999-12-31T23:59:59Z"
