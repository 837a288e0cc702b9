"""Which lessons a reader asks for: by words and meaning, by what they are about, by whether to ask about them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pratfall.learn.library_search import search
from pratfall.site.people.models import Organisation

from .models import Lesson
from .services import lessons as services

STATES = ("standing", "due", "retired", "pairs")
SEARCHED = ("believed", "happened", "now_do", "holds_when")


@dataclass(frozen=True)
class Wanted:
    """`state`: one of STATES. "" where nothing is asked."""

    words: str = ""
    cause: str = ""
    network: str = ""
    tag: str = ""
    origin: str = ""
    state: str = "standing"

    @property
    def anything(self) -> bool:
        """Whether more is asked than what the page begins with."""
        return self != Wanted()


def wanted(given: Mapping[str, str]) -> Wanted:
    """From an address; what nobody offers asks for nothing."""
    state = given.get("state", "")
    asked = {name: given.get(name, "").strip()[:200] for name in ("cause", "network", "tag", "origin")}
    return Wanted(words=given.get("q", "").strip()[:200], state=state if state in STATES else STATES[0], **asked)


@dataclass(frozen=True)
class Row:
    """What a filter looks at, without what only a card shows."""

    number: int
    causes: Sequence[str]
    networks: Sequence[str]
    tags: Sequence[str]
    origin: str
    recheck_on: date
    retired: bool
    paired: bool
    text: str


@dataclass(frozen=True)
class Offers:
    """What filters may ask for: only what some lesson carries."""

    causes: tuple[str, ...]
    networks: tuple[str, ...]
    tags: tuple[str, ...]
    origins: tuple[str, ...]


def found(organisation: Organisation, asked: Wanted, today: date) -> tuple[list[int], Offers]:
    """Numbers of lessons, the best match first, or the newest where no words are asked; and what could be asked."""
    every = list(_rows(organisation))
    rows = [row for row in every if _fits(row, asked, today)]
    if asked.words:
        rows = [rows[at] for at in search(asked.words, [row.text for row in rows], most=len(rows))]
    return [row.number for row in rows], _offers(every)


def in_order(organisation: Organisation, numbers: Sequence[int]) -> list[Lesson]:
    by_number = services.of(organisation).in_bulk(list(numbers))
    return [by_number[number] for number in numbers if number in by_number]


def _rows(organisation: Organisation) -> Iterator[Row]:
    paired = set(
        Lesson.objects.filter(organisation=organisation, setback__comebacks__isnull=False).values_list("pk", flat=True)
    )
    fields = ("pk", "causes", "networks", "tags", "origin", "recheck_on", "retired_at", *SEARCHED)
    rows = Lesson.objects.filter(organisation=organisation).order_by("-at", "-pk").values_list(*fields)
    for number, causes, networks, tags, origin, recheck_on, retired_at, *lines in rows:
        text = "\n".join((*lines, " ".join(tags)))
        retired = retired_at is not None
        yield Row(number, causes, networks, tags, origin, recheck_on, retired, number in paired, text)


def _fits(row: Row, asked: Wanted, today: date) -> bool:
    return (
        _stands(row, asked.state, today)
        and (not asked.cause or asked.cause in row.causes)
        and (not asked.network or asked.network in row.networks)
        and (not asked.tag or asked.tag in row.tags)
        and (not asked.origin or asked.origin == row.origin)
    )


def _stands(row: Row, state: str, today: date) -> bool:
    if state == "retired":
        return row.retired
    if row.retired:
        return False
    return {"due": row.recheck_on <= today, "pairs": row.paired}.get(state, True)


def _offers(rows: Sequence[Row]) -> Offers:
    return Offers(
        causes=tuple(sorted({cause for row in rows for cause in row.causes})),
        networks=tuple(sorted({network for row in rows for network in row.networks})),
        tags=tuple(sorted({tag for row in rows for tag in row.tags})),
        origins=tuple(sorted({row.origin for row in rows})),
    )
