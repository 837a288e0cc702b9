"""Has something broken loose? Much more talk than usual: backlash, surge, or a spike nobody can read

Streams of comments are scored (`stats.backlash`), their alarms joined into incidents, and each incident asked how
people speak in it against before (`mood`). A false backlash needs two accidents at once, an alarm of quiet counts and a
mood that turned by chance, and chance has no reason to join them: its rate a year is the alarms' rate times the chance
of the mood. A spike whose mood is not clear keeps the rate of its alarm: it is shown to be looked at, never called a
failure.

What the team announced (`Settings.planned`) is no surprise and is told only if people are against it. An hour no export
speaks for is neither a calm nor a collapse. Falls are nobody's storm: see `level` and `silence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np

from pratfall.records.candidates import Candidate
from pratfall.records.evidence import Evidence, of_posts
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Planned, Scene
from pratfall.records.streams import Stream
from pratfall.records.subjects import Subject
from pratfall.stats.rate_ratio import rate_ratio
from pratfall.text.masking import mask

from .episodes import Episode, episode_of
from .freshness import now_of
from .incidents import MONTHS_PER_YEAR, incidents, scored, together, usual_before, whole_days, yearly_rate
from .mood import UNKNOWN, Feeling, Mood, mood_of, new_words
from .storm import facts_of
from .stream_view import view
from .streams import streams_of

Array = Any
NEWS_DAYS = 28  # what began earlier is history
QUIET_DAYS = 7
SHOWN_SHARE = 0.1  # of an episode's comments: posts with as many are shown
TRIGGER_SHARE = 0.3  # of an episode's comments, from which its post is named as what it hangs on
METHOD = "backlash"
CODES = {Feeling.NEGATIVE: "backlash", Feeling.POSITIVE: "surge", Feeling.UNCLEAR: "talk_spike"}


def notice(scene: Scene) -> Iterable[Candidate]:
    """One candidate per incident of the last weeks, and one per stream in which nothing happened."""
    streams = streams_of(scene)
    scores = scored(streams)
    found = [i for stream, s in zip(streams, scores, strict=True) for i in incidents(stream, s)]
    groups = together(found)
    newest = now_of(scene) - np.timedelta64(NEWS_DAYS, "D")
    alarmed: set[Subject] = set()
    for group in groups:
        if max(m.alarmed for m in group) < newest:
            continue
        others = [i for i in found if i not in group]
        yield _candidate(scene, episode_of(scene, group, others, streams))
        alarmed |= {m.stream.subject for m in group}
    for stream, s in zip(streams, scores, strict=True):
        if stream.subject not in alarmed:
            yield from _quiet(stream, s, newest)


def _candidate(scene: Scene, episode: Episode) -> Candidate:
    mood = mood_of(scene, episode.now, episode.before) if len(episode.now) else UNKNOWN
    planned = _planned(scene, episode)
    # Expected talk that nobody complains of is no news: it keeps a rate that is never told.
    expected = planned is not None and mood.feeling is not Feeling.NEGATIVE
    subject = _subject(scene, episode)
    trigger = next(iter(_posts_under(scene, episode.now, TRIGGER_SHARE)), None)
    estimate = partial(_ratio, episode.count, episode.days, episode.usual_days)
    facts = facts_of(
        scene, episode, mood, estimate(0.95), trigger=trigger, words=new_words(scene, episode.now, episode.before)
    )
    return Candidate(
        code=CODES[mood.feeling],
        kind=Kind.GOOD_NEWS if mood.feeling is Feeling.POSITIVE else Kind.FAILURE,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=MONTHS_PER_YEAR if expected else episode.rate * mood.p,
        estimate=estimate,
        window=Window(_day(episode.begins), _day(episode.ends - np.timedelta64(1, "s"))),
        n=episode.count,
        method=METHOD,
        since=_day(episode.begins),
        evidence=tuple(_evidence(scene, episode, mood)),
        facts={**facts, **({"planned": planned.name} if planned else {})},
        chart=partial(view, episode.members, episode.streams, scene.settings.planned),
    )


def _quiet(stream: Stream, scores: Array, newest: Any) -> Iterator[Candidate]:
    """Asked and answered no: what the question costs the others."""
    last = len(stream) - 1
    first = max(int((newest - stream.start) / np.timedelta64(stream.bin_minutes * 60, "s")), 0)
    if first > last or np.isnan(stream.counts[first:]).all():
        return
    week = max(len(stream) - QUIET_DAYS * stream.bins_per_day, 0)
    usual = usual_before(stream, week)
    if np.isnan(usual):
        return
    score = float(scores[first:].max())
    known = stream.counts[week:][~np.isnan(stream.counts[week:])]
    days = max(len(known), 1) / stream.bins_per_day
    subject = stream.subject
    end = _day(stream.start + np.timedelta64(last * stream.bin_minutes * 60, "s"))
    yield Candidate(
        code="backlash",
        kind=Kind.FAILURE,
        subject=subject,
        budget=(subject.platform, subject.account_id),
        rate=yearly_rate(stream, score, usual, week),
        estimate=partial(_ratio, int(known.sum()), days, whole_days(stream, week)),
        window=Window(end - timedelta(days=QUIET_DAYS - 1), end),
        n=int(known.sum()),
        method=METHOD,
        since=None,
    )


def _ratio(count: int, days: float, usual_days: Array, level: float) -> Estimate | NotEnoughData:
    if len(usual_days) < 2:
        return NotEnoughData(needed=2, got=len(usual_days), of="days")
    value, low, high = rate_ratio(count, days, usual_days, level=level)
    return Estimate(value, low, high, Unit.RATIO, level)


def _subject(scene: Scene, episode: Episode) -> Subject:
    accounts = episode.accounts
    return scene.accounts[accounts[0]].subject if len(accounts) == 1 else scene.subject


def _planned(scene: Scene, episode: Episode) -> Planned | None:
    """What was announced for the day of the first alarm, on any account of the episode."""
    day = _day(min(m.alarmed for m in episode.members) - np.timedelta64(1, "s"))
    accounts = [scene.accounts[a] for a in episode.accounts]
    return next(
        (p for p in scene.settings.planned if p.start <= day <= p.end and any(p.concerns(a) for a in accounts)), None
    )


def _posts_under(scene: Scene, rows: Array, least: float) -> list[int]:
    """Posts under which at least this share of the comments `rows` was said, most first."""
    posts = scene.comments.post[rows]
    each, counts = np.unique(posts[posts >= 0], return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [int(each[i]) for i in order if counts[i] >= least * len(rows)]


def _evidence(scene: Scene, episode: Episode, mood: Mood) -> Iterator[Evidence]:
    """The posts it hangs on, one per network at times, then the comments to read first, without names."""
    posts, comments = scene.posts, scene.comments
    yield from of_posts(posts, _posts_under(scene, episode.now, SHOWN_SHARE))
    rows = mood.angriest if mood.feeling is not Feeling.POSITIVE else tuple(episode.now[:3].tolist())
    for row in rows:
        url = str(posts.url[comments.post[row]]) if comments.post[row] >= 0 else ""
        yield Evidence("comment", str(comments.id[row]), mask(str(comments.text[row]))[:120], url)


def _day(at: Any) -> date:
    day: date = at.astype("datetime64[D]").astype(object)
    return day
