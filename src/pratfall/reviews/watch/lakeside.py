"""Streams of everything imported, for watching: what is new since the last look, and what was restated behind it.

Exports arrive late and speak of the past. Counts that have changed behind the point read so far make the stream learn
anew from all it has; alarms it gave before are known and not given again. The newest bin is left for the next look: an
export usually ends inside it.
"""

from __future__ import annotations

import hashlib

import numpy as np

from pratfall.notice.streams import rows_between, streams_of
from pratfall.records.scene import Scene
from pratfall.records.streams import Stream
from pratfall.text.read import read_texts

from .announced import Announced
from .binning import Heard, Source
from .listener import Listener
from .said import Texts, listening_to
from .watcher import Watcher

REMEMBERED_DAYS = 14  # how far back a restated count is noticed
BEFORE_DAYS = 14  # what people said before, beside what they say now


def source_of(stream: Stream) -> Source:
    return Source(stream.platform, stream.subject.account_id, stream.what, stream.bin_minutes)


def first_bin(stream: Stream) -> int:
    return int(stream.start.astype("datetime64[m]").astype(np.int64)) // stream.bin_minutes


def settled(stream: Stream) -> np.ndarray:
    """The counts that will not grow any more: all up to the newest with data, without that one."""
    known = np.flatnonzero(~np.isnan(stream.counts))
    counts: np.ndarray = np.asarray(stream.counts[: known[-1] if len(known) else 0], dtype=float)
    return counts


def digest_of(stream: Stream, until: int) -> str:
    """Of the counts before bin `until`, as far back as a change would matter."""
    first = first_bin(stream)
    span = REMEMBERED_DAYS * stream.bins_per_day
    part = settled(stream)[max(until - span - first, 0) : max(until - first, 0)]
    return f"{len(part)}:{hashlib.sha256(part.tobytes()).hexdigest()[:24]}"


def read_on(watcher: Watcher, scene: Scene) -> int:
    """One look at the scene; call it inside `store.look()`. Returns how many streams there are.

    From what a stream brings at its first look it learns, and only what is still going on is shown.
    """
    streams = {source_of(s).key: s for s in streams_of(scene)}
    watcher.said = listening_to(_texts(scene, streams), scene.settings.reader or read_texts)
    accounts = {key: [scene.accounts[a] for a in stream.accounts] for key, stream in streams.items()}
    watcher.announced = Announced(scene.settings.planned, accounts)
    watcher.organisation_type = scene.settings.organisation_type
    new = {key: _end(stream) for key, stream in streams.items() if key not in watcher.listeners}
    known = {incident.id for incident in watcher.open_incidents()}
    known_until = _restart_restated(watcher, streams)
    heard = [Heard(source_of(s), first_bin(s), tuple(settled(s).tolist()), _label(s, scene)) for s in streams.values()]
    watcher.take(heard, told_after=new, known_until=known_until)
    for key, stream in streams.items():
        listener = watcher.listeners[key]
        listener.digest = digest_of(stream, listener.next_bin)
    watcher.store.save_listeners(watcher.listeners[key] for key in streams)
    fresh = [i for i in watcher.open_incidents() if i.id not in known]
    watcher.store.show_newest(i.id for i in fresh if new.keys() & i.members.keys())
    return len(streams)


def _label(stream: Stream, scene: Scene) -> str:
    """The account as people call it; all of them together have no name, and are known by their networks."""
    if stream.platform:
        return stream.subject.label
    return ",".join(sorted({scene.accounts[a].platform for a in stream.accounts}))


def _end(stream: Stream) -> int:
    """Minute at which the newest bin ends."""
    return (first_bin(stream) + len(stream)) * stream.bin_minutes


def _restart_restated(watcher: Watcher, streams: dict[str, Stream]) -> dict[str, int]:
    """Bins read before, by key, of the streams that begin anew because counts behind them have changed."""
    known_until = {}
    for key, stream in streams.items():
        listener = watcher.listeners.get(key)
        if listener and listener.digest and listener.digest != digest_of(stream, listener.next_bin):
            known_until[key] = listener.next_bin
            watcher.listeners[key] = Listener.new(listener.source, first_bin(stream), listener.label)
    return known_until


def _texts(scene: Scene, by_key: dict[str, Stream]) -> Texts:
    """What people wrote to a stream between two minutes, and in the two weeks before."""

    def texts(key: str, start: int, end: int) -> tuple[list[str], list[str]]:
        stream = by_key.get(key)
        if stream is None:
            return [], []
        begin, until = (np.datetime64(minute * 60, "s") for minute in (start, end))
        before = begin - np.timedelta64(BEFORE_DAYS, "D")
        return _written(scene, stream, begin, until), _written(scene, stream, before, begin)

    return texts


def _written(scene: Scene, stream: Stream, start: np.datetime64, end: np.datetime64) -> list[str]:
    return [str(text) for text in scene.comments.text[rows_between(scene, stream, start, end)]]
