"""How a command speaks: results to standard output, everything about the doing to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from pratfall.records.imports import FileReport, Outcome

NARROWEST, WIDEST = 40, 100
UNUSABLE = frozenset({Outcome.REFUSED, Outcome.NEEDS_MAPPING, Outcome.AMBIGUOUS})


def terminal_width() -> int:
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def wants_color() -> bool:
    """Colour on a terminal unless NO_COLOR says otherwise (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def result(text: str) -> None:
    """To standard output. A terminal that cannot show a character gets a question mark, not a crash."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.rstrip("\n").encode(encoding, errors="replace").decode(encoding), flush=True)


def note(text: str) -> None:
    """To standard error, at once."""
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, errors="replace").decode(encoding), file=sys.stderr, flush=True)


def say(lang: str, key: str, /, **facts: object) -> str:
    from pratfall.reviews.render.speech import speech

    return speech(lang).say(key, **facts)


def write_file(path: Path, text: str, lang: str) -> None:
    """`-` is standard output; otherwise the file appears whole or not at all."""
    if str(path) == "-":
        result(text)
        return
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
    note(say(lang, "cli.wrote", file=str(path)))


def each_file(lang: str, show: Callable[[str], None]) -> Callable[[FileReport], None]:
    """Shows the report of each file the moment it is read."""
    from pratfall.reviews.render import report_lines

    def on_file(report: FileReport) -> None:
        for line in report_lines(report, lang):
            show(line)

    return on_file


def all_usable(reports: tuple[FileReport, ...]) -> bool:
    return all(map(usable, reports))


def usable(report: FileReport) -> bool:
    return report.outcome not in UNUSABLE
