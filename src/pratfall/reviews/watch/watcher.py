"""Counts in, incidents out: every bin of every stream in order of time, whatever feed it comes from.

Streams are read in order of the end of their bins, then by key, so that the same counts give the same incidents
however they are cut into looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import merge
from math import isnan, nan

from pratfall.stats.backlash_stream import BacklashStream

from .announced import Announced
from .binning import Heard
from .incidents import RANK, Alarm, Incident, Step, begin, home_of
from .listener import Listener
from .policy import LOUDEST, MEMORY_MINUTES, rate_of, status_of
from .said import NEGATIVE, Said
from .severe import severity_facts
from .store import Store

ALIVE_MINUTES = 30 * 1440  # a stream silent for longer is no longer watched, and pays for nothing
HEAT_HALF_LIFE_MINUTES = 360

Rate = Callable[[float, BacklashStream], float]  # score, the stream that gave it
Listening = Callable[[str, int, int], Said]  # key, from minute, to minute -> what is said to the stream


def silence(_key: str, _start: int, _end: int) -> Said:
    return Said()


class Watcher:
    """Streams and open incidents of one store. Call `take` inside `store.look()`."""

    def __init__(
        self, store: Store, *, rate: Rate = rate_of, said: Listening = silence, organisation_type: str = ""
    ) -> None:
        self.store = store
        self.announced = Announced()
        self.organisation_type = organisation_type
        self.listeners = store.listeners()
        self._rate, self.said = rate, said
        newest = max((self._end(o) for o in self.listeners.values()), default=0)
        self.incidents = {i.id: i for i in store.incidents(since=newest - MEMORY_MINUTES - ALIVE_MINUTES)}
        self._next_incident = int(store.about("next_incident") or 1)
        self._changed: set[int] = set()

    @staticmethod
    def _end(o: Listener) -> int:
        """Minute at which the newest bin with data ended; 0 before the first."""
        return 0 if o.last_known is None else (o.last_known + 1) * o.source.bin_minutes

    def open_incidents(self) -> list[Incident]:
        return [i for i in self.incidents.values() if i.over is None]

    def take(
        self,
        heard: Iterable[Heard],
        *,
        told_after: int | Mapping[str, int] = 0,
        known_until: dict[str, int] | None = None,
    ) -> None:
        """Read on. Alarms that end at or before the minute `told_after` (of all streams, or by key) are written down
        and shown to nobody.

        `known_until`: bins below it were read before, with other counts.
        """
        known_until = known_until or {}
        before = told_after if isinstance(told_after, Mapping) else dict.fromkeys(self.listeners, told_after)
        usual = 0 if isinstance(told_after, Mapping) else told_after
        touched: dict[str, Listener] = {}
        for end, key, count in merge(*(self._bins(h, touched) for h in heard)):
            listener = touched[key]
            number = listener.next_bin
            score = listener.hear(count)
            if score > 0:
                again = number < known_until.get(key, 0)
                self._alarm(listener, number, end, score, quiet=end <= before.get(key, usual), again=again)
            if self._changed or self.incidents:
                self._cool(listener, key, end, count, quiet=end <= before.get(key, usual))
        self.store.save_listeners(touched.values())
        for number in sorted(self._changed):
            self.store.save_incident(self.incidents[number])
        self._changed.clear()
        self.store.tell("next_incident", self._next_incident)

    def _bins(self, h: Heard, touched: dict[str, Listener]) -> Iterator[tuple[int, str, float]]:
        """(end, key, count) of the bins not read yet; bins nobody counted are bins without data."""
        key, width = h.source.key, h.source.bin_minutes
        listener = self.listeners.get(key)
        if listener is None:
            listener = self.listeners[key] = Listener.new(h.source, h.first)
        listener.label = h.label or listener.label
        touched[key] = listener
        start = listener.next_bin
        counts = [nan] * max(h.first - start, 0) + list(h.counts[max(start - h.first, 0) :])
        return (((start + i + 1) * width, key, count) for i, count in enumerate(counts))

    def streams_at(self, minute: int) -> int:
        """How many streams are being judged: they share what may be told."""
        return sum(o.judged and self._end(o) > minute - ALIVE_MINUTES for o in self.listeners.values())

    def _alarm(self, o: Listener, number: int, end: int, score: float, *, quiet: bool, again: bool) -> None:
        key, s = o.source.key, o.stream
        if not o.judged or s.level is None or self.store.known_alarm(key, number):
            return
        rate = self._rate(score, s)
        if rate > LOUDEST:
            return
        streams = max(self.streams_at(end), 1)
        told = sum(1 for i in self.incidents.values() if i.told is not None and end - MEMORY_MINUTES < i.told)
        status = status_of(rate, streams=streams, told=told)
        alarm = Alarm(key, number, end, score, rate, label=o.label, whole=o.source.whole)
        home = home_of(alarm, status, self.open_incidents(), streams)
        if home is None or home.learns_from(alarm, status):
            alarm = self._described(o, alarm)
            status = status_of(alarm.rate, streams=streams, told=told)
            home = home_of(alarm, status, self.open_incidents(), streams)
        if home is None and alarm.planned and alarm.feeling != NEGATIVE:
            self.store.save_alarm(key, number, score, alarm.rate, None)
            return
        if home is None and again:
            home = next((i for i in self.incidents.values() if i.takes(alarm, status, streams)), None)
        if home is None and status is None:
            return
        if home is not None:
            step = home.add(alarm, status)
            # The sum of all accounts has nothing to add to an incident that names them.
            known = step is not Step.SURER and (again or o.source.whole)
            self._say(home, step, alarm, quiet=quiet or known)
        elif status is not None:
            home = self.incidents[self._next_incident] = begin(self._next_incident, alarm, status)
            self._next_incident += 1
            home.told = end if RANK[status] else None
            self._say(home, Step.OPENED, alarm, quiet=quiet)
        self.store.save_alarm(key, number, score, alarm.rate, home.id if home else None)

    def _described(self, o: Listener, alarm: Alarm) -> Alarm:
        """With what was counted and said; looked up only for what may be told."""
        span, count, usual = o.loudest()
        minutes = span * o.source.bin_minutes
        said = self.said(alarm.key, alarm.minute - max(minutes, 60), alarm.minute)
        return replace(
            alarm,
            rate=alarm.rate * said.chance,  # as loud and as angry, both by chance
            count=count,
            usual=usual,
            high=o.high(usual, span),
            span_minutes=minutes,
            words=said.words,
            feeling=said.feeling,
            times_low=o.times_low(count, usual),
            negative_low=said.negative_low,
            planned=self.announced.at(o.source, alarm.minute),
        )

    def _cool(self, o: Listener, key: str, end: int, count: float, *, quiet: bool) -> None:
        """Keep the heat of incidents' streams, and end incidents that are calm. No data is never a calm."""
        if isnan(count):
            return
        for incident in self.open_incidents():
            if key not in incident.members:
                continue
            member = incident.members[key]
            weight = 1 - 0.5 ** (o.source.bin_minutes / HEAT_HALF_LIFE_MINUTES)
            ratio = count / max(o.usual(), 1 / o.stream.bins_per_day)
            member.seen = end
            member.heat += weight * (min(ratio, 20.0) - member.heat)
            self._changed.add(incident.id)
            if incident.calm(end):
                incident.over = end
                self._say(incident, Step.OVER, None, quiet=quiet)

    def _say(self, incident: Incident, step: Step, alarm: Alarm | None, *, quiet: bool) -> None:
        """Write down what happened, to be shown once the look is done."""
        self._changed.add(incident.id)
        if step is Step.GOES_ON:
            return
        minute = alarm.minute if alarm else incident.over
        if alarm:
            incident.severity = severity_facts(incident, alarm, self.organisation_type)
        body = {
            "minute": minute,
            "step": step.value,
            "incident": incident.id,
            "opened": incident.opened,
            "status": incident.status.value,
            "rate": incident.rate,
            "key": alarm.key if alarm else "",
            "count": alarm.count if alarm else None,
            "usual": alarm.usual if alarm else None,
            "high": alarm.high if alarm else None,
            "span_minutes": alarm.span_minutes if alarm else None,
            "members": list(incident.members),
            "labels": {key: member.label for key, member in incident.members.items()},
            "words": list(incident.words),
            "feeling": incident.feeling,
            "planned": incident.planned,
            "severity": incident.severity,
            "quiet": quiet,  # written down, and never shown
        }
        self.store.save_event(incident.id, incident.steps, body, shown=quiet)
        incident.steps += 1
