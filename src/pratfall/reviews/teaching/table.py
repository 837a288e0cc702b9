"""Labelled texts from a CSV of the user's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from pratfall.errors import InputError, UnreadableFile
from pratfall.text.taught import TASKS

from .store import Label

TEXT, LABEL = ("text", "texte", "comment", "commentaire", "tweet"), ("label", "étiquette", "etiquette", "sentiment")
MOST_BYTES = 50_000_000
LONGEST_CELL = 1_000_000
SAID: Mapping[str, str] = {
    **dict.fromkeys(("negative", "neg", "négatif", "negatif", "négative"), "negative"),
    **dict.fromkeys(("unclear", "neutral", "neu", "neutre", "indécis", "mitigé"), "unclear"),
    **dict.fromkeys(("positive", "pos", "positif"), "positive"),
    **dict.fromkeys(("yes", "oui", "true", "vrai", "y", "o", "1"), "yes"),
    **dict.fromkeys(("no", "non", "false", "faux", "n", "0"), "no"),
}


def read_labels(path: Path, task: str) -> Iterator[Label]:
    """Every row, in order; rows without text are left out. InputError names the first row that cannot be understood."""
    rows = _rows(path)
    head = [name.strip().lower() for name in next(rows, [])]
    text = next((head.index(name) for name in TEXT if name in head), None)
    label = next((head.index(name) for name in LABEL if name in head), None)
    if text is None or label is None:
        raise InputError("teach_columns", file=path.name, columns=", ".join(head) or "-")
    for number, row in enumerate(rows, start=2):
        if len(row) <= max(text, label) or not row[text].strip():
            continue
        said = SAID.get(row[label].strip().lower(), "")
        if said not in TASKS[task]:
            known = ", ".join(TASKS[task])
            raise InputError("teach_label", file=path.name, row=number, label=row[label][:40], known=known)
        yield Label(task, row[text], said)


def _rows(path: Path) -> Iterator[list[str]]:
    """Comma, semicolon or tab, whichever the first line holds most of."""
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile("teach_too_large", file=path.name, megabytes=MOST_BYTES // 1_000_000)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("not_utf8", file=path.name) from error
    first = text.partition("\n")[0]
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    except csv.Error as error:
        raise UnreadableFile("teach_not_csv", file=path.name, detail=str(error)) from error
