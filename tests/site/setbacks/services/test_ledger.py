"""Every comment seen is in the ledger for good, with what became of it, once."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pratfall.site import place
from pratfall.site.people.models import AuditEntry
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import KeptText, LedgerEntry, Setback
from pratfall.site.setbacks.services import ledger
from pratfall.site.setbacks.services.appending import broken
from pratfall.site.setbacks.services.keeping import text_of
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said

ANGRY = "This is a disgrace, shame on you. I am furious and I want my money back!"
ASKS = "When will you say what happened to the kitchen?"
FIRST = [said("c1", ANGRY, 1, likes=4), said("c2", ASKS, 2), said("c3", "Ok then, see you tomorrow.", 3)]


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", FIRST)
    return about_it(setback)


def kinds(setback: Setback) -> list[tuple[str, str]]:
    return [(row.kind, row.ref) for row in LedgerEntry.objects.filter(setback=setback)]


def test_every_comment_is_seen_scored_and_linked(running: Setback) -> None:
    found = ledger.collect(setback=running, now=NOW)
    assert (found.seen, found.answered, found.gone) == (3, 0, 0)
    assert kinds(running) == [(kind, ref) for ref in ("c1", "c2", "c3") for kind in ("seen", "scored")]
    rows = heard(running)
    angry = rows["x", "c1"]
    assert (angry.likes, angry.post, angry.own) == (4, "p1", False)
    assert angry.scores["anger"] > rows["x", "c3"].scores["anger"]
    assert rows["x", "c2"].scores["question"] > 0.5
    assert rows["x", "c2"].likes is None
    assert text_of(running, angry.digest) == ANGRY
    assert broken(running) is None


def test_nobodys_name_or_words_stand_in_the_chain(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    written = str(list(LedgerEntry.objects.values())) + str(list(AuditEntry.objects.values()))
    assert "who-c1" not in written and "disgrace" not in written
    assert set(KeptText.objects.values_list("author", flat=True)) == {"who-c1", "who-c2", "who-c3"}


def test_a_second_time_adds_nothing(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    before, trail = kinds(running), AuditEntry.objects.count()
    assert ledger.collect(setback=running, now=NOW + timedelta(hours=1)) == ledger.Collected()
    assert (kinds(running), AuditEntry.objects.count()) == (before, trail)


def test_an_own_comment_in_the_thread_is_an_answer_and_only_a_later_one(running: Setback) -> None:
    own = {"author_is_owner": True, "parent_comment_id": "c1"}
    answer = said("a1", "We are sorry.", 30, **own)
    early = said("a0", "Thank you.", 0, author_is_owner=True, parent_comment_id="c2")
    export(running.organisation, "two", [*FIRST, early, answer])
    found = ledger.collect(setback=running, now=NOW)
    assert (found.seen, found.answered) == (5, 1)
    row = heard(running)["x", "c1"]
    assert (row.answered, row.answered_at) == ("comment", answer["created_at"])
    assert not heard(running)["x", "c2"].answered
    assert ledger.counts(running) == ledger.Counts(seen=3, answered=1)
    assert ("scored", "a1") not in kinds(running)


def test_what_a_newer_export_lacks_is_gone_and_may_come_back(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    export(running.organisation, "two", [FIRST[0], FIRST[2]])
    later = NOW + timedelta(hours=1)
    assert ledger.collect(setback=running, now=later).gone == 1
    assert heard(running)["x", "c2"].gone_at == later
    assert ledger.counts(running).gone == 1
    assert ledger.collect(setback=running, now=later).gone == 0
    export(running.organisation, "three", FIRST)
    assert ledger.collect(setback=running, now=later).back == 1
    assert heard(running)["x", "c2"].gone_at is None


def test_what_only_a_cut_export_lacks_is_unsure_and_never_called_gone(running: Setback) -> None:
    many = [said(f"m{i}", f"Comment number {i}", 10 + i) for i in range(30)]
    export(running.organisation, "two", many)
    export(running.organisation, "three", [many[0], *many[25:]])
    found = ledger.collect(setback=running, now=NOW)
    assert (found.gone, found.unsure) == (0, 24)
    assert ledger.counts(running).gone == 0


def test_changed_words_are_kept_beside_the_first_ones(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    export(running.organisation, "two", [{**FIRST[0], "text": "I take it all back, thank you."}])
    assert ledger.collect(setback=running, now=NOW).seen == 1
    rows = LedgerEntry.objects.filter(setback=running, kind="seen", ref="c1")
    assert [text_of(running, row.text) for row in rows] == [ANGRY, "I take it all back, thank you."]
    assert heard(running)["x", "c1"].scores["anger"] < 0.5


def test_a_comment_far_better_liked_is_noted_again(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    export(running.organisation, "two", [{**FIRST[0], "likes": 6}])
    assert ledger.collect(setback=running, now=NOW).seen == 0
    export(running.organisation, "three", [{**FIRST[0], "likes": 40}])
    assert ledger.collect(setback=running, now=NOW).seen == 1
    assert heard(running)["x", "c1"].likes == 40
    assert LedgerEntry.objects.filter(kind="scored", ref="c1").count() == 1


def test_a_file_taken_back_takes_nothing_out_of_the_ledger(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    place.lake(running.organisation).undo(["one"])
    assert ledger.collect(setback=running, now=NOW) == ledger.Collected()
    assert ledger.counts(running).seen == 3


def test_a_setback_about_nothing_named_has_an_empty_ledger(home: Path, setback: Setback) -> None:
    assert ledger.collect(setback=setback, now=NOW) == ledger.Collected()
    assert ledger.counts(setback) == ledger.Counts()


@pytest.mark.parametrize(
    "text", ["\0", "\udc00", "", "🔥" * 300_000, "\u202e<script>alert(1)</script>", "'; DROP TABLE x"]
)
def test_hostile_words_are_kept_as_they_are(home: Path, setback: Setback, text: str) -> None:
    from pratfall.site.setbacks.services.keeping import storable

    text = storable(text)
    export(setback.organisation, "one", [said("c1", text)])
    assert ledger.collect(setback=about_it(setback), now=NOW).seen == 1
    assert text_of(setback, heard(setback)["x", "c1"].digest) == text


def test_the_end_of_the_chain_stands_in_the_audit_trail(running: Setback) -> None:
    ledger.collect(setback=running, now=NOW)
    last = LedgerEntry.objects.filter(setback=running).last()
    entry = AuditEntry.objects.get(act="ledger_collected")
    assert last is not None
    assert entry.after == {"seen": 3, "ledger_place": last.place, "ledger_hash": last.hash}


WHO_COLLECTS = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "pratfall.site.settings"
django.setup()
from django.utils import timezone
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import ledger
ledger.AT_ONCE = 7
setback = Setback.objects.select_related("organisation").get()
sys.stdin.readline()
ledger.collect(setback=setback, now=timezone.now())
"""

BEFORE_THEM = """
from pathlib import Path
import os
from pratfall.cli.beginning import begin
begin(Path(os.environ["PRATFALL_HOME"]))
from pratfall.site.people import services
from pratfall.site.setbacks.models import Setback
from tests.site.setbacks.hearing import ABOUT, BEGAN, export, said
owner = services.first_account(
    name="O", email="o@x.example", password="a sentence is easier", organisation="X", lake_key="default"
)
Setback.objects.create(
    organisation=owner.organisation, title="t", about=ABOUT, began_at=BEGAN, opened_at=BEGAN, first_word_due_at=BEGAN
)
own = said("own", "Sorry", 99, author_is_owner=True, parent_comment_id="c1")
export(owner.organisation, "one", [*(said(f"c{i}", f"Shame on you {i}", i / 10) for i in range(50)), own])
"""

AFTER_THEM = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "pratfall.site.settings"
django.setup()
from collections import Counter
from pratfall.site.setbacks.models import KeptText, LedgerEntry, Setback
from pratfall.site.setbacks.services.appending import broken
kinds = Counter(LedgerEntry.objects.values_list("kind", flat=True))
print(kinds["seen"], kinds["scored"], kinds["answered"], KeptText.objects.count(), broken(Setback.objects.get()))
"""


def test_two_who_collect_at_once_note_everything_once(tmp_path: Path) -> None:
    environment = {**os.environ, "PRATFALL_HOME": str(tmp_path), "DATABASE_URL": ""}

    def run(code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(BEFORE_THEM)
    both = [
        subprocess.Popen([sys.executable, "-c", WHO_COLLECTS], env=environment, stdin=subprocess.PIPE) for _ in "ab"
    ]
    for one in both:
        assert one.stdin is not None
        one.stdin.write(b"\n")
        one.stdin.close()
    assert [one.wait(timeout=300) for one in both] == [0, 0]
    assert run(AFTER_THEM).split() == ["51", "50", "1", "51", "None"]
