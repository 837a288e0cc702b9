"""The same two people on a real SQLite file: its writers take their turn, and nothing is lost or doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.source_tree import ROOT

SCRIPT = """
import threading
from datetime import UTC, datetime
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import connection
from pratfall.errors import Conflict
from pratfall.site.people import services
from pratfall.site.setbacks.models import Setback, Transition
from pratfall.site.setbacks.services import opening, states

NOW = datetime(2026, 11, 20, 22, tzinfo=UTC)
owner = services.first_account(
    name="Olive", email="olive@default.example", password="a long sentence", organisation="default", lake_key="default"
)

def at_once(act):
    ready, told = threading.Barrier(4), []
    def run():
        ready.wait()
        try:
            act()
            told.append("done")
        except Conflict:
            told.append("told")
        finally:
            connection.close()
    threads = [threading.Thread(target=run) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(told)

def open_it():
    opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="A wrong post", began_at=NOW, now=NOW
    )

print(at_once(open_it), Setback.objects.count())
for number, to in enumerate(("closed", "reopened", "closed")):
    seen = Setback.objects.get().version
    def move():
        states.move(
            setback=Setback.objects.get(), actor=owner.user, to=to, seen=seen, now=NOW, why="Why.", sign=True
        )
    print(to, at_once(move), Transition.objects.count())
"""


def test_four_at_once_open_close_and_reopen_it_once(tmp_path: Path) -> None:
    settings = {"PRATFALL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pratfall.site.settings"}
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    one = "['done', 'told', 'told', 'told']"
    assert done.stdout.splitlines() == [
        "['done', 'done', 'done', 'done'] 1",
        f"closed {one} 1",
        f"reopened {one} 2",
        f"closed {one} 3",
    ]
