"""A review with its story in every language, in the form a reader has quickest.

    PRATFALL_HOME/cache/<organisation>-<code>-<state>/told-<code>.pickle

Whoever makes the review writes it, and readers need a tenth of a second for it where reading the record and telling it
takes seconds, in which a process answers nobody. It holds for one state of the code and its wording; where it is
missing or cannot be read it is told anew from the record beside it. Read back are our records and nothing else.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pratfall
from pratfall.records.review import Review
from pratfall.reviews.render import as_json
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.reviews.render.story import Story, tell

RECORD = "review.json"
OURS = ("pratfall.records.", "pratfall.reviews.render.")
PLAIN = frozenset(
    {("datetime", "date"), ("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone")}
    | {("decimal", "Decimal"), ("builtins", "set"), ("builtins", "frozenset")}
)
atexit.register(gc.unfreeze)  # or DuckDB, which looks at the end, takes what still stands for leaks
UNREADABLE = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    TypeError,
    ValueError,
    KeyError,
)


@dataclass(frozen=True)
class ToldReview:
    review: Review
    stories: Mapping[str, Story]  # by language


def read(folder: Path) -> ToldReview:
    """Of the record in `folder`; told and kept there first where nobody has. Raises FileNotFoundError without one."""
    with _undisturbed():
        try:
            with (folder / _name()).open("rb") as file:
                review, stories = _Ours(file).load()
        except (FileNotFoundError, *UNREADABLE):
            told = _tell(folder)
            with suppress(OSError):  # a full disk keeps nobody from reading
                _write(folder, told)
            return told
        return ToldReview(review, stories)


def keep(folder: Path) -> None:
    """Tells the record in `folder` and writes the file."""
    _write(folder, _tell(folder))


def _tell(folder: Path) -> ToldReview:
    """The story is that of the record as it is read back."""
    review = as_json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return ToldReview(review, {lang: tell(review, lang) for lang in LANGUAGES})


def _write(folder: Path, told: ToldReview) -> None:
    partial = folder / f"{os.getpid()}.{threading.get_ident()}.partial"
    with partial.open("wb") as file:
        pickle.dump((told.review, told.stories), file, protocol=5)
    for outdated in folder.glob("told-*.pickle"):
        outdated.unlink(missing_ok=True)
    partial.replace(folder / _name())


class _Ours(pickle.Unpickler):
    """Makes our records, days and amounts; a file that asks for anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(OURS) and "." not in name else None
        if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Half a million records come to stay: looking for rubbish among them, now or later, would hold everybody up."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if on:
            gc.enable()


@cache
def _name() -> str:
    """Another for other code or words: in a checkout they change without a new version."""
    root = Path(pratfall.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".mo"))
    seen = ((str(path.relative_to(root)), (known := path.stat()).st_size, known.st_mtime_ns) for path in files)
    return f"told-{sha256(repr(list(seen)).encode()).hexdigest()[:16]}.pickle"
