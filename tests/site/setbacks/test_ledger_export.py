"""Whoever takes the ledger away can verify it without Pratfall's database."""

from __future__ import annotations

import json
from pathlib import Path

from pratfall.respond.chain import Link, verify
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.ledger_export import export as export_ledgers
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import erasing, ledger
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import about_it, export, said

HASHES = ("hash", "previous", "words", "salt", "author")


def test_the_file_holds_every_entry_and_its_chain_verifies(home: Path, setback: Setback, owner: Membership) -> None:
    export(setback.organisation, "one", [said("c1", "Shame on you\n\u2028"), said("c2", "Liars", 2)])
    ledger.collect(setback=about_it(setback), now=NOW)
    erasing.erase_comment(setback=setback, actor=owner.user, platform="x", ref="c2", now=NOW)
    (path,) = export_ledgers(home / "out", lake_key="default")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert [row["kind"] for row in rows] == ["seen", "scored", "seen", "scored", "erased"]
    assert rows[0]["words"] == "Shame on you\n\u2028" and "words" not in rows[2]
    links = [Link(r["place"], r["previous"], r["hash"], {k: v for k, v in r.items() if k not in HASHES}) for r in rows]
    assert verify(links) is None


def test_an_organisation_without_a_ledger_gets_no_file(home: Path, setback: Setback) -> None:
    assert export_ledgers(home / "out", lake_key="default") == []
    assert not (home / "out").exists()
