"""`pratfall teach`: corrected labels in, an organisation's own reading out; undone at will."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import add_language, add_organisation, utc_now
from .printing import note, result, say

if TYPE_CHECKING:
    from pratfall.reviews.teaching.store import Teaching, Version

NAME = "teach"
HELP = "Teach it to read what people write to you as you do: labelled texts from a CSV, with columns text and label."
TASKS = ("sentiment", "anger", "complaint", "praise", "question", "defence", "spam")


@dataclass(frozen=True)
class Lesson:
    """What came of a file. `version` None: too few labels so far, of which there are `labels`."""

    task: str
    added: int
    labels: int
    version: Version | None


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--task",
        choices=TASKS,
        default=TASKS[0],
        help="what the labels say; sentiment: negative, unclear, positive; all others: yes, no (default: sentiment)",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help="CSV with the columns text and label; without one: what was taught so far, and how well it reads now",
    )
    what.add_argument("--undo", action="store_true", help="go back to the version before; labels stay")
    what.add_argument("--use", metavar="VERSION", type=int, help="use a version again; 0 uses none")
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings
    from pratfall.reviews.teaching.store import Teaching

    store = Teaching(settings.home(), args.organisation)
    if args.undo:
        before = store.step_back(args.task)
        note(say(args.lang, "teach.undone" if before else "teach.undone_all", version=before.number if before else 0))
        return 0
    if args.use is not None:
        return _use(store, args)
    if args.file is None:
        result("\n".join(overview(store, args.lang)))
        return 0
    result("\n".join(view(load(store, args.file, args.task), args.lang)))
    return 0


def _use(store: Teaching, args: argparse.Namespace) -> int:
    from pratfall.errors import InputError

    if not store.use(args.task, args.use or None):
        raise InputError("teach_no_version", version=args.use, task=args.task)
    note(say(args.lang, "teach.uses" if args.use else "teach.uses_none", version=args.use))
    return 0


def load(store: Teaching, file: Path, task: str) -> Lesson:
    from pratfall.reviews import settings
    from pratfall.reviews.readers.reading import chosen
    from pratfall.reviews.teaching.learn import learn
    from pratfall.reviews.teaching.table import read_labels

    reading = chosen(settings.home())  # before anything is kept: what is chosen and missing is said first
    now = utc_now()
    added = store.add(read_labels(file, task), now=now)
    learnt = learn(store, task, reading, now=now)
    version = store.versions(task)[-1] if learnt else None
    return Lesson(task, added, len(store.labels(task)), version)


def view(lesson: Lesson, lang: str) -> list[str]:
    task = say(lang, f"teach.task.{lesson.task}")
    lines = [say(lang, "teach.added", n=lesson.added, labels=lesson.labels, task=task)]
    if lesson.version is None:
        from pratfall.text.heads import FEWEST

        return [*lines, say(lang, "teach.too_few", needed=FEWEST)]
    return [*lines, *_accuracy(lesson.version, lang)]


def overview(store: Teaching, lang: str) -> Sequence[str]:
    versions = store.versions()
    if not versions and not store.labels():
        return [say(lang, "teach.nothing")]
    lines = []
    for task in TASKS:
        n = len(store.labels(task))
        mine = [version for version in versions if version.task == task]
        if n or mine:
            lines.append(say(lang, "teach.labels", n=n, task=say(lang, f"teach.task.{task}")))
            lines += [line for version in mine for line in _accuracy(version, lang)]
    return lines


def _accuracy(version: Version, lang: str) -> list[str]:
    """With fewer than a hundred labels no accuracy is told: its interval would say nothing."""
    from pratfall.reviews.teaching.learn import ENOUGH_TO_TELL, accuracy

    mark = say(lang, "teach.in_use" if version.in_use else "teach.not_in_use")
    said = {"version": version.number, "n": version.head.n, "reader": version.head.encoder, "mark": mark}
    if version.head.n < ENOUGH_TO_TELL:
        return ["  " + say(lang, "teach.version_few", needed=ENOUGH_TO_TELL, **said)]
    told = accuracy(version.head)
    after = {"value": _share(told.after.value, lang), "low": _share(told.after.low, lang)}
    lines = ["  " + say(lang, "teach.version", high=_share(told.after.high, lang), **after, **said)]
    if told.before is not None:
        lines.append("  " + say(lang, "teach.before", value=_share(told.before.value, lang)))
    return lines


def _share(value: float, lang: str) -> str:
    from pratfall.reviews.render.speech import speech

    return speech(lang).share(value)
