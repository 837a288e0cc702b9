"""Which tools a setback's posts went through, and what the data say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pratfall.records.links import LinkCheck
from pratfall.records.tables import PostType
from pratfall.respond import tools
from pratfall.respond.tools import Counted, Kind, Question, questions
from pratfall.reviews.links import Links
from pratfall.reviews.render.plain import safe_url
from pratfall.site import place
from pratfall.site.campaigns.models import PieceKind
from pratfall.text.language import find_languages
from pratfall.text.links import ALL_NETWORK_HOSTS, SHORTENERS, on, parted

from .models import Setback
from .seen import seen

LONGEST = 120  # characters of a tool's name
MOST_LINKS = 20
USUAL_POSTS = 200  # the newest before it began


@dataclass(frozen=True)
class Tool:
    """`code`: its name among the checks; `label`: how people know it; `url`: of a link or form, else ""."""

    code: str
    kind: Kind
    label: str
    platform: str = ""
    account_id: str = ""
    url: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        return questions(self.kind)


def used(setback: Setback) -> Sequence[Tool]:
    """Each account its posts stand in or that it names, the scheduler, then every form and link."""
    posts = seen(setback).posts
    named = [(str(s.get("platform") or ""), str(s.get("account_id") or "")) for s in setback.about]
    mailed = {(r["platform"], r["account_id"]) for r in posts if r["post_type"] == PostType.EMAIL}
    accounts = dict.fromkeys([*((r["platform"], r["account_id"]) for r in posts), *named])
    labels = _labels(setback) if accounts else {}
    found = [_account(key, key in mailed, labels) for key in sorted(accounts) if all(key)]
    forms = _forms(setback)
    links = dict.fromkeys(url for row in posts for url in row["links"] or () if _leads_off(url))
    pages = [_page(url, Kind.FORM if url in forms else Kind.LINK) for url in dict.fromkeys([*forms, *links])]
    return [*found, Tool("scheduler", Kind.SCHEDULER, ""), *pages[:MOST_LINKS]]


def counted(setback: Setback, tool: Tool, now: datetime) -> Sequence[Counted]:
    """What the data answer of it; nothing they cannot."""
    match tool.kind:
        case Kind.NETWORK | Kind.MAILING:
            return list(_of_account(setback, tool, now))
        case Kind.LINK | Kind.FORM:
            check = links_of(setback).known(now).get(tool.url)
            return [tools.alive(check)] if isinstance(check, LinkCheck) else []
        case Kind.SCHEDULER:
            return []


def links_of(setback: Setback) -> Links:
    lake = place.lake(setback.organisation)
    return Links(lake.home, lake.organisation)


def _account(key: tuple[str, str], mailed: bool, labels: Mapping[tuple[str, str], str]) -> Tool:
    kind = Kind.MAILING if mailed else Kind.NETWORK
    return Tool(_code(f"{kind}:{key[0]}/{key[1]}"), kind, labels.get(key, key[1]), *key)


def _page(url: str, kind: Kind) -> Tool:
    return Tool(_code(f"{kind}:{url}"), kind, url, url=url)


def _code(name: str) -> str:
    """Short enough for its row, and still no other's."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 17]}#{sha256(name.encode()).hexdigest()[:16]}"


def _labels(setback: Setback) -> dict[tuple[str, str], str]:
    rows = place.lake(setback.organisation).accounts().to_pylist()
    return {(r["platform"], r["account_id"]): r["name"] or r["handle"] or r["account_id"] for r in rows}


def _forms(setback: Setback) -> list[str]:
    """Addresses of the campaign's forms."""
    if setback.campaign is None:
        return []
    rows = setback.campaign.pieces.filter(kind=PieceKind.FORM, belongs=True).order_by("pk")
    return [ref for ref in rows.values_list("ref", flat=True) if safe_url(ref) == ref]


def _leads_off(url: str) -> bool:
    """Off the networks, or to where nobody can say without asking."""
    host, _ = parted(url)
    return safe_url(url) == url and (host in SHORTENERS or not on(host, ALL_NETWORK_HOSTS))


def _of_account(setback: Setback, tool: Tool, now: datetime) -> Iterator[Counted]:
    mine = [r for r in seen(setback).posts if (r["platform"], r["account_id"]) == (tool.platform, tool.account_id)]
    if not mine:
        return
    before = _before(setback, tool, {row["post_id"] for row in mine}, now)
    usual = _languages(before["text"].to_pylist(), before["lang"].to_pylist())
    own = _languages([row["text"] for row in mine], [row["lang"] for row in mine])
    formats = before["post_type"].to_pylist()
    answers = [tools.language(own, usual)]
    if tool.kind is Kind.NETWORK:
        answers.append(tools.picture([row["post_type"] for row in mine], formats))
    yield from (answer for answer in answers if answer is not None)


def _before(setback: Setback, tool: Tool, but: set[str], now: datetime) -> pa.Table:
    """The newest posts of the account from before it began, its replies and shares of others apart."""
    rows = place.lake(setback.organisation).posts(now)
    began = pa.scalar(setback.began_at, rows["published_at"].type)
    own = pc.and_(pc.equal(rows["platform"], tool.platform), pc.equal(rows["account_id"], tool.account_id))
    early = pc.fill_null(pc.less(rows["published_at"], began), False)
    rows = rows.filter(pc.and_(pc.and_(own, early), pc.equal(rows["relation"], "original")))
    rows = rows.filter(pc.invert(pc.is_in(rows["post_id"], value_set=pa.array(sorted(but), pa.string()))))
    return rows.sort_by([("published_at", "descending")]).slice(0, USUAL_POSTS)


def _languages(texts: Sequence[str | None], given: Sequence[str | None]) -> list[str]:
    found: np.ndarray[Any, Any] = find_languages([text or "" for text in texts], given=[code or "" for code in given])
    return [str(code) for code in found.tolist()]
