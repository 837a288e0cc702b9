"""What a setback can be about: the organisation's accounts and its own posts, to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pratfall.records.findings import Finding
from pratfall.records.subjects import Account, Subject, SubjectKind
from pratfall.reviews.render.plain import plain

LATELY = timedelta(days=14)
SHOWN = 40
NAME = 120  # characters of a post that name it
COLUMNS = ["platform", "account_id", "post_id", "text", "published_at"]


def of_finding(finding: Finding, label: str) -> list[dict[str, str]]:
    """The subject of a finding, and the posts it rests on where it is about few."""
    named = [of_subject(finding.subject, label)]
    posts = [proof for proof in finding.evidence if proof.kind == "post"][:SHOWN]
    if finding.subject.kind is SubjectKind.POST:
        return named
    platform, account = finding.subject.platform, finding.subject.account_id
    return named + [_subject("post", platform, account, proof.id, proof.id) for proof in posts if platform]


def of_subject(subject: Subject, label: str) -> dict[str, str]:
    return _subject(subject.kind.value, subject.platform, subject.account_id, subject.id, plain(label, limit=NAME))


def of_account(account: Account) -> dict[str, str]:
    return of_subject(account.subject, account.label)


def posts(path: Path, query: str, began_at: datetime) -> list[dict[str, str]]:
    """Own posts that hold `query`, whenever published; of the two weeks around the beginning where it is empty."""
    table = pq.read_table(path, columns=COLUMNS)
    held = table.filter(_holding(table, query) if query.strip() else _around(table, began_at))
    newest = held.take(pc.sort_indices(held, [("published_at", "descending", "at_end")])[:SHOWN])
    return [of_post(row) for row in newest.to_pylist()]


def posts_called(path: Path, ids: Iterable[str]) -> list[dict[str, str]]:
    """Own posts by their ids on the network."""
    table = pq.read_table(path, columns=COLUMNS)
    wanted = pa.array(list(ids), table["post_id"].type)
    return [of_post(row) for row in table.filter(pc.is_in(table["post_id"], value_set=wanted)).to_pylist()]


def of_post(row: Mapping[str, Any]) -> dict[str, str]:
    """A row of the lake's posts as a subject."""
    name = plain(row["text"] or "", limit=NAME) or row["post_id"]
    return _subject("post", row["platform"], row["account_id"] or "", row["post_id"], name)


def key_of(subject: Mapping[str, str]) -> str:
    """What a form brings back for it."""
    return "|".join(subject.get(part, "") for part in ("kind", "platform", "account_id", "id"))


def chosen(keys: Iterable[str], among: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Those of `among` that were ticked, each once. What is not among them was made up, and is left out."""
    known = {key_of(subject): dict(subject) for subject in among}
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _holding(table: pa.Table, query: str) -> Any:
    return pc.fill_null(pc.match_substring(table["text"], query.strip()[:NAME], ignore_case=True), False)


def _around(table: pa.Table, began_at: datetime) -> Any:
    kind = table["published_at"].type
    late = pc.greater_equal(table["published_at"], pa.scalar(began_at - LATELY, kind))
    return pc.fill_null(late, False)


def _subject(kind: str, platform: str, account_id: str, id: str, name: str) -> dict[str, str]:
    return {"kind": kind, "platform": platform, "account_id": account_id, "id": id, "name": name}
