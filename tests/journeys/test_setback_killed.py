"""The server is killed while somebody acts in the room, at every step; whoever presses again has lost and doubled
nothing.
"""

from __future__ import annotations

import random
import re
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path

import httpx
import psutil

from tests.journeys.conftest import PASSWORD, serving

BEGAN = "2026-11-20T20:15"
EN, FR = "We posted a picture that is not ours.", "Nous avons publié une photo qui n’est pas la nôtre."
ROOM = "/o/kitchen/setbacks/1/"
Step = tuple[str, dict[str, str]]
# What is done in one life of the server, which is killed in the last of it.
LIVES: tuple[tuple[Step, ...], ...] = (
    (
        ("/o/kitchen/setbacks/new/", {"what": EN, "began": BEGAN, "zone": "UTC"}),
        (
            f"{ROOM}statements/",
            {"kind": "holding", "happened_en": EN, "happened_fr": FR, "contact": "", "zone": "UTC", "next_word": ""},
        ),
    ),
    (
        (f"{ROOM}statements/1/", {"do": "approve"}),
        (f"{ROOM}statements/1/", {"do": "out", "place": "x", "language": "en", "zone": "UTC"}),
    ),
    (
        (f"{ROOM}public/", {"do": "open", "title_en": EN, "title_fr": FR, "slug": "the-picture"}),
        (f"{ROOM}public/", {"do": "publish", "text_en": EN, "text_fr": FR, "state": "acknowledged", "zone": "UTC"}),
    ),
    (
        (f"{ROOM}timeline/", {"do": "add", "text": "The printer called.", "happened": BEGAN, "zone": "UTC"}),
        (f"{ROOM}timeline/", {"do": "freeze"}),
    ),
    (
        (f"{ROOM}allies/", {"do": "add", "name": "Fridays", "stands_for": "partner"}),
        (
            f"{ROOM}prevention/",
            {"do": "promise", "words": "Two look", "kind": "check", "check_words": "Two looked", "due": "2027-01-01"},
        ),
    ),
    (
        (f"{ROOM}pause/", {"do": "pause", "why": "Not tonight."}),
        (f"{ROOM}debrief/", {"do": "begin"}),
        (ROOM, {"do": "move", "to": "closed", "sign": "1", "why": "It was a small thing."}),
    ),
)
# One row each, with the one line of the audit trail that was written with it.
ONCE = {
    "setback": "setback_opened",
    "statement": "statement_drafted",
    "approval": "statement_approved",
    "outing": "statement_said",
    "pause": "pause_begun",
    "publicpage": "public_page_opened",
    "update": "update_published",
    "timelinenote": "timeline_note_added",
    "freeze": "setback_frozen",
    "ally": "ally_added",
    "prevention": "prevention_promised",
    "debrief": "debrief_opened",
}


class Hand:
    """Somebody at a browser that keeps its cookies while servers come and go, and sends a form again by itself."""

    def __init__(self) -> None:
        self.browser = httpx.Client(timeout=60, follow_redirects=True)
        self.form: dict[str, str] = {}

    def reads(self, site: str, step: Step) -> None:
        """The page with the form, and what stands in it for a press to send along."""
        text, fields = self.browser.get(site + step[0]).text, step[1]
        marks = [f'name="{name}"' for name in fields] + [f'value="{fields[m]}"' for m in ("do", "to") if m in fields]
        form = next(f for f in re.findall("<form.*?</form>", text, re.DOTALL) if all(mark in f for mark in marks))
        self.form = dict(re.findall(r'name="(csrfmiddlewaretoken|seen|digest|said_at)"[^>]*? value="([^"]*)"', form))

    def presses(self, site: str, step: Step) -> None:
        """A server that is killed meanwhile answers nothing."""
        with suppress(httpx.TransportError):
            self.browser.post(site + step[0], data={**self.form, **step[1]})

    def acts(self, site: str, step: Step) -> None:
        self.reads(site, step)
        self.presses(site, step)


def kill_all() -> None:
    """The server and its worker, without a word."""
    for server in psutil.Process().children():
        if server.status() != psutil.STATUS_ZOMBIE and "serve" in server.cmdline():
            for process in (server, *server.children(recursive=True)):
                process.send_signal(signal.SIGKILL)


def killed_in_the_middle(press: Callable[[], None], after_seconds: float) -> None:
    pressing = threading.Thread(target=press)
    pressing.start()
    time.sleep(after_seconds)
    kill_all()
    pressing.join(60)
    assert not pressing.is_alive()


def live(hand: Hand, site: str, steps: Sequence[Step], moment: random.Random) -> None:
    """All of them, and the end while the last is under way."""
    *whole, last = steps
    for step in whole:
        hand.acts(site, step)
    hand.reads(site, last)
    killed_in_the_middle(lambda: hand.presses(site, last), moment.uniform(0, 0.1))


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{home / 'site.sqlite3'}?mode=ro", uri=True)) as base:
        return base.execute(query).fetchall()


def test_killed_at_every_step_nothing_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    hand, moment = Hand(), random.Random(7)
    with serving(tmp_path) as site:
        first = {"name": "Noor", "email": "noor@example.org", "password": PASSWORD, "organisation": "Kitchen"}
        hand.acts(site, ("/start/", first))
        live(hand, site, LIVES[0], moment)
    for before, life in pairwise(LIVES):
        with serving(tmp_path) as site:
            hand.presses(site, before[-1])  # as browsers do: the same form, sent again
            live(hand, site, life, moment)
    with serving(tmp_path) as site:
        hand.presses(site, LIVES[-1][-1])
        assert EN in hand.browser.get(f"{site}/updates/the-picture/en/").text
    assert rows(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    for table, act in ONCE.items():
        assert rows(tmp_path, f"SELECT count(*) FROM setbacks_{table}") == [(1,)], table
        assert rows(tmp_path, f"SELECT count(*) FROM people_auditentry WHERE act = '{act}'") == [(1,)], act
    assert rows(tmp_path, 'SELECT "before", "after" FROM setbacks_transition ORDER BY id') == [
        ("noticed", "acknowledged"),
        ("acknowledged", "closed"),
    ]
