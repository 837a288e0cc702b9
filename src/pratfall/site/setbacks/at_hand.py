"""The playbooks a team can take: ours, and its own in PRATFALL_HOME/playbooks. An own one of our name replaces ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pratfall.errors import SettingsError
from pratfall.respond.playbooks import Playbook, PlaybookStep, parse, playbooks
from pratfall.reviews import settings

from .models import Step

FOLDER = "playbooks"
BETWEEN = ":"  # a step's key is "<playbook>:<step>", so that its words are found after another playbook was chosen
LARGEST_BYTES = 200_000


@dataclass(frozen=True)
class AtHand:
    """`faults`: own files that cannot be used, and why; the others work all the same."""

    books: Mapping[str, Playbook]
    faults: tuple[SettingsError, ...] = ()

    def step(self, row: Step) -> PlaybookStep | None:
        """What the playbook says of a step; None for one the team added, or whose playbook is gone."""
        name, found, key = row.key.partition(BETWEEN)
        book = self.books.get(name) if found else None
        return book.step(key) if book else None


def at_hand() -> AtHand:
    """Read anew each time: a file somebody has just corrected counts at once."""
    books, faults = dict(playbooks()), []
    folder = settings.home() / FOLDER
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            books[path.stem] = parse(path.stem, _text(path), file=path.name)
        except SettingsError as fault:
            faults.append(fault)
    return AtHand(books, tuple(faults))


def _text(path: Path) -> str:
    """Raises SettingsError."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SettingsError(
                "playbook_wrong", file=path.name, where="file", expected=f"at most {LARGEST_BYTES} bytes"
            )
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("settings_unreadable", file=path.name, detail=str(error)) from error
