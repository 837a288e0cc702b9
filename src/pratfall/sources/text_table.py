"""Rows of a text table: delimiter, streaming, and what a cut file looks like."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from pratfall.errors import UnreadableFile

from .blobs import Blob
from .sniff import decode_head

DELIMITERS = (",", ";", "\t")
HEAD_ROWS = 100
_END = "\x00end-of-file\x00"  # cannot occur: files holding NUL are refused before
_NUMBER = re.compile(r"^[\s+\-−$€£%.,:/\d]*$")
LONGEST_CELL = 1 << 20


class TextRows:
    """Iterates the rows of a CSV from its first line; `line_num` is the last physical line read.

    A `sep=,` first line is kept as a row (so that line numbers hold); the header search skips it.
    UnreadableFile(file_truncated) when a quote is never closed.
    """

    def __init__(self, blob: Blob, encoding: str, delimiter: str) -> None:
        self._blob = blob
        self._text = io.TextIOWrapper(blob.open(), encoding=encoding, newline="")
        self._rows = csv.reader(itertools.chain(self._text, [_END]), delimiter=delimiter)
        self._started = 1

    @property
    def line_num(self) -> int:
        return self._rows.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        rows = self.take(1)
        if not rows:
            raise StopIteration
        return rows[0]

    def take(self, count: int) -> list[list[str]]:
        """Up to `count` more rows; [] at the end."""
        self._started = self._rows.line_num + 1
        try:
            rows = list(itertools.islice(self._rows, count))
        except csv.Error as error:
            self.close()
            raise UnreadableFile("quote_never_closed", file=self._blob.name, line=self._started) from error
        except UnicodeDecodeError as error:
            self.close()
            raise UnreadableFile("encoding_unknown", file=self._blob.name, line=self._rows.line_num) from error
        if (rows and len(rows) < count) or (rows and rows[-1] and rows[-1][-1].endswith(_END)):
            self._check_end(rows)
        return rows

    def _check_end(self, rows: list[list[str]]) -> None:
        """The sentinel must be a row of its own: inside a cell, the last quote was never closed."""
        self.close()
        if rows[-1] == [_END]:
            rows.pop()
            return
        if rows[-1] and rows[-1][-1].endswith(_END):
            opened = self._rows.line_num - sum(cell.count("\n") for cell in rows[-1])
            raise UnreadableFile("quote_never_closed", file=self._blob.name, line=max(opened - 1, 1))

    def close(self) -> None:
        self._text.close()


def ends_with_newline(blob: Blob, encoding: str) -> bool:
    """Whether the last line was finished; a cut file ends in the middle of one."""
    with blob.open() as stream:
        if stream.seekable():
            stream.seek(max(blob.size - 4, 0))
            tail = stream.read()
        else:
            tail = b""
            while block := stream.read(1 << 20):
                tail = block[-4:]
    return b"\n" in tail.replace(b"\x00", b"")[-1:] or b"\r" in tail.replace(b"\x00", b"")[-1:]


def head_rows(blob: Blob, encoding: str, delimiter: str, count: int = HEAD_ROWS) -> list[list[str]]:
    """The first rows; an unfinished last one (the head is a piece of the file) is left out."""
    piece = blob.head(1 << 20)
    whole = len(piece) >= blob.size
    text = piece.decode(encoding, errors="ignore")
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        rows = list(itertools.islice(reader, count + 1))
    except csv.Error:
        return []
    if not whole and len(rows) <= count:
        rows = rows[:-1]
    return rows[:count]


def delimiter_of(blob: Blob, encoding: str) -> str:
    """The delimiter of the header line, quotes respected; a first line `sep=;` is an instruction.

    The header is the row of words that most of the rows after it agree with in width; numbers and
    campaign names (`a | b`, `1,5`) therefore have no say.
    """
    first = decode_head(blob.head(64)).lstrip("\ufeff")
    if match := re.match(r'"?sep=(.)"?\s', first + "\n"):
        return match[1]
    scores = {delimiter: _score(head_rows(blob, encoding, delimiter)) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: scores[delimiter])


def _score(rows: list[list[str]]) -> float:
    """Width of the best row of words, by the share of rows that agree with it."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in filled)
    best = 0.0
    for row in filled[:40]:
        words = [cell for cell in row if cell.strip()]
        if len(row) > 1 and not any(_NUMBER.match(cell.strip()) for cell in words):
            best = max(best, (len(row) - 1) * widths[len(row)] / len(filled))
    return best
