"""Who may help, from data: people who defend us now, and people who have talked with us all year without anger.

Nobody is named: a pseudonym, counts, and where one of their comments can be read, for a person to recognise or not.
How many people they reach is in no export; the likes their comments got stand in for it where they are known.
Defence is a rule of the reader, never measured: it sorts, and a person looks before anybody is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from math import isnan
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pratfall.reviews.render.plain import safe_url
from pratfall.site import place

from .about import comments_of
from .models import Setback
from .reading import scores_of

YEAR = timedelta(days=365)
MOST_READ = 10_000  # newest comments of the year
OFTEN = 5  # comments in the year before: somebody who keeps talking with us
ANGRY = LIKELY = 0.5
SHOWN = 20
LONGEST_AUTHOR = 120

Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """`comments`, `days`: in the year before `until`, on as many days; `defended`: of these, those that defend us;
    `angry`: those that are; `lately`: those about the setback; `likes`: on all of them, None where no export says so.

    `href`: the post under which `ref`, their newest comment, stands; "" where its address is not known.
    """

    platform: str
    author: str
    comments: int
    days: int
    defended: int
    angry: int
    lately: int
    likes: int | None
    language: str
    ref: str
    href: str
    until: str

    def as_json(self) -> dict[str, Any]:
        """Without the pseudonym, which the row itself holds."""
        return {name: value for name, value in asdict(self).items() if name not in ("platform", "author")}


def found_allies(setback: Setback, now: datetime) -> list[Found]:
    """Those who defend first, then by how often they talk with us. Nobody who is angry more often than they defend."""
    rows = _of_the_year(setback, now)
    about = {(row["platform"], row["comment_id"]) for row in comments_of(setback, now).to_pylist()}
    scores = scores_of(setback.organisation, [row["text"] or "" for row in rows])
    people: defaultdict[tuple[str, str], list[tuple[Row, Row | None]]] = defaultdict(list)
    for row, score in zip(rows, scores, strict=True):
        people[row["platform"], row["author_key"][:LONGEST_AUTHOR]].append((row, score))
    urls = _urls(setback, now)
    told = (_told(who, said, about, urls, now) for who, said in people.items())
    kept = [one for one in told if one.angry <= one.defended and (one.defended or one.comments >= OFTEN)]
    return sorted(kept, key=lambda f: (-f.defended, -f.comments, f.platform, f.author))[:SHOWN]


def found_ally(setback: Setback, platform: str, author: str, now: datetime) -> Found | None:
    """One of them, with the numbers of today."""
    return next((f for f in found_allies(setback, now) if (f.platform, f.author) == (platform, author)), None)


def _of_the_year(setback: Setback, now: datetime) -> list[Row]:
    """What others wrote to the organisation, the newest first; comments without a pseudonym are nobody's."""
    comments = place.lake(setback.organisation).comments(now)
    created = comments["created_at"]
    mask = pc.and_(
        pc.fill_null(pc.greater_equal(created, pa.scalar(now - YEAR, created.type)), False),
        pc.and_(
            pc.equal(comments["direction"], "received"),
            pc.and_(
                pc.invert(pc.fill_null(comments["author_is_owner"], False)),
                pc.fill_null(pc.not_equal(comments["author_key"], ""), False),
            ),
        ),
    )
    table = comments.filter(mask).sort_by([("created_at", "descending"), ("comment_id", "ascending")])
    rows: list[Row] = table.slice(0, MOST_READ).to_pylist()
    return rows


def _urls(setback: Setback, now: datetime) -> dict[tuple[str, str], str]:
    posts = place.lake(setback.organisation).posts(now).select(["platform", "post_id", "url"])
    return {(row["platform"], row["post_id"]): row["url"] or "" for row in posts.to_pylist()}


def _told(
    who: tuple[str, str],
    said: Sequence[tuple[Row, Row | None]],
    about: set[tuple[str, str]],
    urls: dict[tuple[str, str], str],
    now: datetime,
) -> Found:
    newest = said[0][0]
    likes = [row["likes"] for row, _ in said if row["likes"] is not None]
    languages = [score["language"] for _, score in said if score and score["language"]]
    return Found(
        platform=who[0],
        author=who[1],
        comments=len(said),
        days=len({row["created_at"].date() for row, _ in said}),
        defended=sum(_over(score, "defence", LIKELY) for _, score in said),
        angry=sum(_over(score, "anger", ANGRY) for _, score in said),
        lately=sum((row["platform"], row["comment_id"]) in about for row, _ in said),
        likes=sum(likes) if likes else None,
        language=max(sorted(set(languages)), key=languages.count, default=""),
        ref=newest["comment_id"],
        href=_address(said, urls),
        until=now.date().isoformat(),
    )


def _over(score: Row | None, name: str, limit: float) -> bool:
    value = score[name] if score else None
    return value is not None and not isnan(value) and value >= limit


def _address(said: Sequence[tuple[Row, Row | None]], urls: dict[tuple[str, str], str]) -> str:
    return next(iter(_addresses(said, urls)), "")


def _addresses(said: Sequence[tuple[Row, Row | None]], urls: dict[tuple[str, str], str]) -> Iterator[str]:
    for row, _ in said:
        url = safe_url(urls.get((row["platform"], row["post_id"] or ""), ""))
        if url:
            yield url
