"""`pratfall watch`: keep looking, and say at once when something begins."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arguments import add_language, add_organisation, moment, open_lake, utc_now
from .bringing import waiting_note
from .printing import each_file, note, result, say

if TYPE_CHECKING:
    from pratfall.reviews.watch.live import Look
    from pratfall.reviews.watch.replay import Replay, Tick
    from pratfall.reviews.watch.store import Store

NAME = "watch"
HELP = "Keep looking at what is said to you, and tell a storm while it begins; or replay a recorded one."

USUAL_MINUTES = 60.0
TICK_SECONDS = 0.2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=Path, help="import new and changed export files from here first"
    )
    parser.add_argument(
        "--every", metavar="MINUTES", type=positive, default=USUAL_MINUTES, help="time between looks (default: 60)"
    )
    parser.add_argument("--once", action="store_true", help="look once and end")
    parser.add_argument("--replay", metavar="FILE", type=Path, help="play a recorded stream instead of looking")
    parser.add_argument(
        "--speed", metavar="TIMES", type=amount, default=600.0, help="of a replay (default: 600; 0: as fast as can be)"
    )
    parser.add_argument("--from", dest="start", metavar="DATE", type=moment, help="replay: hurry to this moment")
    parser.add_argument("--again", action="store_true", help="replay: from the beginning, even if it was interrupted")
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    if args.replay:
        return replay(args)
    from pratfall.reviews import settings
    from pratfall.reviews.watch import live
    from pratfall.reviews.watch.store import opened

    home = settings.home()
    with opened(live.folder_of(home, args.organisation)) as store, stopping() as stop:
        return look_on(live.Live(store, open_lake(args.organisation), settings.load(home)), args, stop)


def look_on(watching: Any, args: argparse.Namespace, stop: threading.Event) -> int:
    """Look, show, wait, until stopped. What was shown is written down after it was."""
    left = {event["id"] for event in watching.store.events(unshown=True)}
    while True:
        look = watching.look(
            now=utc_now(), folder=args.folder, on_file=each_file(args.lang, note), on_wait=waiting_note(args.lang)
        )
        show(look.events, args, left)
        watching.shown(look.events)
        for line in state_lines(look, args):
            note(line)
        if args.once or stop.wait(args.every * 60):
            return 0


def show(events: list[dict[str, Any]], args: argparse.Namespace, left: set[str]) -> None:
    """`left`: ids that an earlier run decided and perhaps showed before it was stopped."""
    from pratfall.reviews.watch.telling import as_json, lines

    for event in events:
        again = event["id"] in left
        if args.json:
            result(json.dumps(as_json(event, again=again), ensure_ascii=False))
        else:
            result("\n".join(lines(event, args.lang, again=again)))


def state_lines(look: Look, args: argparse.Namespace) -> Iterator[str]:
    """What is watched, what is going on, and what to do where there is nothing to watch."""
    if look.clock_back:
        yield say(args.lang, "watch.clock_back")
    if not look.streams:
        if args.folder:
            yield say(args.lang, "watch.nothing_yet", folder=str(args.folder))
        else:
            yield say(args.lang, "watch.nothing", organisation=args.organisation)
        return
    key = "watch.looked" if look.learning < look.streams else "watch.learning"
    key = key if look.learning else "watch.looked_all"
    yield say(args.lang, key, streams=look.streams, learning=look.learning, open=len(look.open))


def replay(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings
    from pratfall.reviews.watch.events import open_recording
    from pratfall.reviews.watch.replay import Replay, folder_of
    from pratfall.reviews.watch.store import opened

    recording = open_recording(args.replay)
    with opened(folder_of(settings.home(), args.replay)) as store, stopping() as stop:
        player = Replay(store, recording)
        if args.again or (player.finished and not store.events(unshown=True)):
            store.clear()
            player = Replay(store, recording)
        elif player.position:
            note(say(args.lang, "watch.going_on", file=args.replay.name))
        play(player, store, args, stop)
    return 0


def play(player: Replay, store: Store, args: argparse.Namespace, stop: threading.Event) -> None:
    left = {event["id"] for event in store.events(unshown=True)}
    quiet_until = int(args.start.timestamp()) // 60 if args.start else 0
    clock = Pace(args.speed, player.now, quiet_until) if args.speed else None
    for tick in player.play(clock=clock, quiet_until=quiet_until):
        clear_line()
        show(tick.events, args, left)
        with store.look():
            store.mark_shown(event["id"] for event in tick.events)
        live_line(player, tick, args)
        if stop.wait(TICK_SECONDS if clock and clock.started else 0):
            break
    clear_line()
    if player.finished:
        events = store.events()
        opened = sum(event["step"] == "opened" for event in events)
        note(say(args.lang, "watch.played", file=args.replay.name, incidents=opened, late=player.binner.late))
    else:
        note(say(args.lang, "watch.replay_stopped", file=args.replay.name))


class Pace:
    """The clock of whoever watches a replay: the recording's time, `speed` times as fast as ours."""

    def __init__(self, speed: float, begin: Callable[[], int], quiet_until: int) -> None:
        self.speed, self._begin, self._quiet_until = speed, begin, quiet_until
        self._from: tuple[float, int] | None = None

    @property
    def started(self) -> bool:
        return self._from is not None

    def __call__(self) -> int:
        if self._from is None:
            self._from = time.monotonic(), max(self._begin(), self._quiet_until)
        real, minute = self._from
        return minute + int((time.monotonic() - real) * self.speed / 60)


def live_line(player: Replay, tick: Tick, args: argparse.Namespace) -> None:
    """One line that is written over, where somebody sits at a terminal."""
    if args.json or not sys.stderr.isatty() or not tick.heard:
        return
    from pratfall.reviews.watch.telling import clock_line

    line = clock_line(player.now(), tick.heard, player.watcher.listeners, args.lang)
    print(f"\r\x1b[2K{line[:118]}", end="", file=sys.stderr, flush=True)


def clear_line() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Set by Ctrl-C and by SIGTERM: the look that is running is finished first. A second Ctrl-C stops at once."""
    stop = threading.Event()

    def ask(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    here = threading.current_thread() is threading.main_thread()
    before = {s: signal.signal(s, ask) for s in (signal.SIGINT, signal.SIGTERM)} if here else {}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def positive(text: str) -> float:
    if (value := amount(text)) > 0:
        return value
    raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes above 0")


def amount(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if 0 <= value < float("inf"):
        return value
    raise argparse.ArgumentTypeError(f"{text!r} is no number of 0 or more")
