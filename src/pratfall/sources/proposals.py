"""A file nobody recognises: which columns look like what, as flags ready to be corrected and used.

Nothing here is ever used to read: it is put before the user, who confirms.
"""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pratfall.records.tables import METRICS

from . import dates, numbers
from .columns import Layout, lay_out
from .document import Document, Sheet
from .exports import TableExport
from .headers import normal
from .mapping import FIELDS
from .registry import readers

CLOSE = 0.84  # difflib ratio from which two names are taken to be spelling variants
# Words for fields that no reader lists, in the languages of the readers.
_WORDS = {
    "post_id": "id|post id|identifier|identifiant|identificador",
    "url": "url|link|permalink|lien|enlace|permalien|post url|post link",
    "text": "text|texte|texto|message|caption|description|content|contenu|post|title|titre|legende",
    "time": "time|published at|publish time|created at|posted at|heure|timestamp|date time|sent",
    "day": "date|day|jour|dia|fecha|tag|datum|data",
    "account": "account|profile|page|compte|cuenta|konto|profil|channel",
    "platform": "network|platform|reseau|red|netzwerk|source",
    "impressions": "impressions|impr.|impresiones|impressionen",
    "reach": "reach|couverture|portee|alcance|reichweite",
    "views": "views|vues|visualizaciones|aufrufe|plays",
    "likes": "likes|j'aime|me gusta|mentions j'aime|favorites|gefallt mir",
    "reactions": "reactions|reacciones|reaktionen",
    "comments": "comments|commentaires|comentarios|replies|reponses|kommentare",
    "shares": "shares|partages|reposts|retweets|veces compartido",
    "saves": "saves|saved|enregistrements|guardados|bookmarks",
    "clicks_all": "clicks|clics|total clicks|klicks",
    "clicks_link": "link clicks|clics sur un lien|clics sur le lien|url clicks",
    "engagements_reported": "engagements|engagement|interactions|interacciones",
    "followers": "followers|abonnes|seguidores|fans|subscribers|total followers",
    "follows_gained": "new followers|nouveaux abonnes|new follows|nuevos seguidores",
    "spend": "spend|cost|amount spent|montant depense|depenses",
    "sessions": "sessions|sesiones|sitzungen",
    "users": "users|utilisateurs|usuarios|nutzer",
}


@dataclass(frozen=True)
class Proposal:
    """`columns`: printed name -> field; `closest`: the known export most like it, and what it lacks."""

    headers: tuple[str, ...]
    columns: Dict[str, str]
    closest: str
    lacking: tuple[str, ...]

    @property
    def flags(self) -> str:
        """Ready for a shell; the kind of the numbers is for the user to say."""
        pairs = [f"--map {shlex.quote(f'{name}={to}')}" for name, to in self.columns.items()]
        needs_kind = any(to in METRICS for to in self.columns.values())
        return " ".join([*pairs, "--kind KIND"] if needs_kind else pairs)


@cache
def vocabulary() -> Dict[str, str]:
    """Normalised printed names of every reader -> field, where all readers agree on it."""
    meanings: dict[str, set[str]] = {}
    for to, words in _WORDS.items():
        for word in words.split("|"):
            meanings.setdefault(word, set()).add(to)
    for reader in readers().values():
        for column in getattr(reader, "columns", ()):
            if column.field in METRICS or column.field in FIELDS:
                for name in column.names:
                    meanings.setdefault(name, set()).add(column.field)
    return {name: next(iter(fields)) for name, fields in meanings.items() if len(fields) == 1}


def propose(document: Document) -> Proposal:
    """The best guess over all sheets; an empty one when no row looks like a header."""
    best = Proposal((), {}, "", ())
    for sheet in document.sheets:
        row = header_row(sheet)
        if row is None:
            continue
        headers = tuple(sheet.head[row])
        columns = _columns(headers, sheet.head[row + 1 :])
        if len(columns) > len(best.columns) or not best.headers:
            best = Proposal(headers, columns, *_closest(headers))
    return best


def header_row(sheet: Sheet) -> int | None:
    """The first row of words, at least two wide, that most rows after it agree with in width."""
    for i, row in enumerate(sheet.head[:40]):
        words = [cell for cell in row if cell.strip()]
        if len(words) < 2 or any(numbers.parse_one(cell) is not None or dates.parse(cell) for cell in words):
            continue
        after = [r for r in sheet.head[i + 1 :] if any(r)]
        if sum(len(r) == len(row) for r in after) * 2 >= len(after):
            return i
    return None


def _columns(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    taken: dict[str, str] = {}
    for pass_ in (_same_name, _alike):
        for header in headers:
            to = pass_(normal(header))
            if to and header not in taken and to not in taken.values() and header.strip():
                taken[header] = to
    for i, header in enumerate(headers):
        values = [row[i] for row in rows if i < len(row) and row[i].strip()]
        if taken.get(header) in METRICS and values and all(numbers.parse_one(value) is None for value in values):
            del taken[header]  # named like a metric, but holds words
        if taken.get(header) == "day" and "time" not in taken.values() and _by_shape(values) == "time":
            taken[header] = "time"
    for i, header in enumerate(headers):
        if header in taken or not header.strip():
            continue
        to = _by_shape([row[i] for row in rows if i < len(row) and row[i].strip()])
        if to and to not in taken.values():
            taken[header] = to
    if "time" in taken.values() and "day" in taken.values():
        taken = {header: to for header, to in taken.items() if to != "day"}
    return {header: taken[header] for header in headers if header in taken}


def _same_name(name: str) -> str:
    return vocabulary().get(name, "")


def _alike(name: str) -> str:
    """A spelling of a known name: word by word, so that `total clicks` is not taken for `total likes`."""
    for close in difflib.get_close_matches(name, vocabulary(), cutoff=CLOSE):
        words = list(zip(name.split(), close.split(), strict=False))
        same = len(words) == len(name.split()) == len(close.split())
        if same and all(difflib.SequenceMatcher(None, *pair).ratio() >= CLOSE for pair in words):
            return vocabulary()[close]
    return ""


def _by_shape(values: Sequence[str]) -> str:
    """What the values themselves say: links, dates, long texts. Numbers alone say nothing."""
    if not values:
        return ""
    if all(value.startswith(("http://", "https://")) for value in values):
        return "url"
    parsed = [
        dates.parse(value, dates.DateOrder.DAY_FIRST) or dates.parse(value, dates.DateOrder.MONTH_FIRST)
        for value in values
    ]
    if all(parsed):
        return "time" if any(when and when.has_time for when in parsed) else "day"
    return "text" if sum(len(value) for value in values) / len(values) > 40 else ""


def _closest(headers: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The known table that shares most names, with the printed names it would still need."""
    best: tuple[TableExport, Layout] | None = None
    for reader in readers().values():
        if isinstance(reader, TableExport):
            layout = lay_out(headers, reader.columns)
            if layout.known > (best[1].known if best else 1):
                best = reader, layout
    if best is None:
        return "", ()
    reader, layout = best
    needed = (column for column in reader.columns if column.field in layout.missing)
    return reader.name, tuple(column.names[0] if column.names else column.field for column in needed)
