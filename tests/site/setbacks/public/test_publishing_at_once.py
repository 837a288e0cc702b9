"""The same update from two people at the same moment; a worker killed while it sends. On a real database of files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.site.outgoing.conftest import Post

BEGIN = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
home = Path(sys.argv[1])
from pratfall.cli.beginning import begin
begin(home)
from pratfall.errors import Refused
from pratfall.site.people.models import User
from pratfall.site.setbacks.models import PublicPage, Setback, Subscriber, Update
from pratfall.site.setbacks.public import mailing
from pratfall.site.setbacks.services import publishing, subscribers
now = datetime.now(UTC)
def say(text, **more):
    given = {"setback": Setback.objects.get(), "actor": User.objects.get(), "state": "fixing", "now": now}
    return publishing.publish(text_en=text, text_fr=text, **given)
"""
MAKE = """
from pratfall.site.people import services
owner = services.first_account(name="O", email="o@d.example", password="a sentence", organisation="d", lake_key="d")
made = Setback.objects.create(
    organisation=owner.organisation, title="x", began_at=now, opened_at=now, first_word_due_at=now)
page = publishing.open_page(setback=made, actor=owner.user, slug="at-once", title_en="A", title_fr="B", now=now)
for number in range(int(sys.argv[2])):
    one = subscribers.ask(page=page, email=f"r{number}@reader.example", language="en", now=now)
    subscribers.confirm(subscriber=one, now=now)
"""
AT_ONCE = """
(home / f"ready{sys.argv[2]}").touch()
while not (home / "go").exists():
    pass
try:
    say("The same words.")
    print("out")
except Refused as refused:
    print(refused.code)
"""


def act(home: Path, what: str, *given: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN + what, str(home), *given],
        env={**os.environ, "PRATFALL_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def done(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    return said.strip()


def wait_for(ready: Any) -> None:
    end = time.monotonic() + 300
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_of_two_who_press_at_the_same_moment_one_publishes_and_the_other_is_told(tmp_path: Path) -> None:
    done(act(tmp_path, MAKE, "0"))
    both = [act(tmp_path, AT_ONCE, name) for name in "ab"]
    wait_for(lambda: all((tmp_path / f"ready{name}").exists() for name in "ab"))
    (tmp_path / "go").touch()
    assert sorted(map(done, both)) == ["out", "update_out_already"]
    assert done(act(tmp_path, "print(Update.objects.count())")) == "1"
    assert "The same words." in (tmp_path / "public" / "at-once" / "fr" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def slow_post(free_port: int) -> Iterator[tuple[Post, dict[str, str]]]:
    """A mail server somebody has to wait for, and how it is reached."""

    class Slow(Post):
        async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
            import asyncio

            await asyncio.sleep(0.02)
            return await super().handle_DATA(server, session, envelope)

    held = Slow()
    server = Controller(held, hostname="127.0.0.1", port=free_port)
    server.start()
    reached = {"PRATFALL_MAIL": f"smtp://127.0.0.1:{free_port}", "PRATFALL_ADDRESS": "http://pratfall.example"}
    yield held, reached
    server.stop()


def test_a_worker_that_is_killed_again_and_again_tells_everybody(
    tmp_path: Path, slow_post: tuple[Post, dict[str, str]]
) -> None:
    post, reached = slow_post
    done(act(tmp_path, MAKE, "60"))
    done(act(tmp_path, "say('Mended.')", **reached))
    for enough in (10, 25, 40):
        sending = act(tmp_path, "mailing.tell(Setback.objects.get().pk)", **reached)
        wait_for(lambda enough=enough: len(post.mails) >= enough)
        sending.kill()
        sending.wait()
    done(act(tmp_path, "mailing.tell(Setback.objects.get().pk)", **reached))
    times = Counter(mail["To"] for mail in post.mails)
    assert len(times) == 60, "nobody is left out"
    assert len(post.mails) <= 60 + 3, "each kill doubles one mail at most"
    assert len({mail["Message-ID"] for mail in post.mails}) == 60, "by whose name a mailbox knows it"
