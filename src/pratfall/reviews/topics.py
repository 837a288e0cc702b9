"""What complaints are about: per account over its last three months, and of each storm against the weeks before it.

A comment is a complaint if `text.read_texts` finds it likelier than not (`LIKELY`), or negative likelier than unclear
or positive. Anger alone is none: of questions asked in a hurry its scores say too much. Nothing is judged by a single
comment: the record holds counts, and shares with Wilson's interval, over complaints. *New* and *more* mean that the
intervals at 95 % before and now do not touch, which chance does in about 6 of 1,000 comparisons (Payton, Greenstone &
Schenker 2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.records.evidence import Evidence
from pratfall.records.findings import Finding
from pratfall.records.instants import instant
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.records.topics import Change, SentRound, Topic, TopicKind, Topics
from pratfall.stats.shares import wilson
from pratfall.text.brigade import find_campaigns
from pratfall.text.causes import causes_for, fitting_trade
from pratfall.text.masking import mask
from pratfall.text.read import read_texts
from pratfall.text.taxonomies import GENERAL, Cause
from pratfall.text.topics import Pile, PileKind, find_topics

Array = Any
STORMS = frozenset({"backlash", "talk_spike"})
WINDOW_DAYS, BEFORE_DAYS = 90, 275  # a year together
FEWEST = 10  # complaints of an account's window worth sorting
FEWEST_BEFORE = 20
LIKELY = 0.5
MOST_READ = 4_000  # of each side, evenly over its days; more say nothing new and take time
DAILY = 21  # days of a window up to which its counts are per day
QUOTED = 200
USUAL_TRADE = {"charity": "charity", "public": "public_service"}  # by Settings.organisation_type
SHOWN_CAMPAIGNS = 3


@dataclass(frozen=True)
class _Asked:
    """Whose complaints of which days are to be sorted. `now`, `past`: rows of Comments by time, at most MOST_READ."""

    subject: Subject
    finding: str
    window: Window
    before: Window
    now: Array
    past: Array


@dataclass(frozen=True)
class _Read:
    """Comments read once. `rows` (k,): rows of Comments, ascending; the others parallel."""

    rows: Array
    readable: Array
    complaint: Array
    language: Array
    model: str

    def at(self, rows: Array) -> Array:
        places: Array = np.searchsorted(self.rows, rows)
        return places


def topics_of(scene: Scene, findings: Sequence[Finding]) -> tuple[Topics, ...]:
    """Topics of every storm among `findings`, then of every account with enough complaints."""
    asked = [*_of_storms(scene, findings), *_of_accounts(scene)]
    if not asked:
        return ()
    read = _read(scene, asked)
    trades = _trades(scene, read)
    made = (_topics(scene, read, trades, question) for question in asked)
    return tuple(topics for topics in made if topics)


def _of_storms(scene: Scene, findings: Sequence[Finding]) -> Iterator[_Asked]:
    for finding in findings:
        if finding.code in STORMS and finding.since is not None:
            yield _asked(scene, finding.subject, finding.code, finding.window)


def _of_accounts(scene: Scene) -> Iterator[_Asked]:
    """The last months up to the newest comment known."""
    heard = scene.once(_heard)
    for index, account in enumerate(scene.accounts):
        days = scene.comments.created[heard & (scene.comments.account == index)]
        if len(days) >= FEWEST:
            end: date = days.max().astype("datetime64[D]").astype(object)
            yield _asked(scene, account.subject, "", Window(end - timedelta(days=WINDOW_DAYS - 1), end))


def _asked(scene: Scene, subject: Subject, finding: str, window: Window) -> _Asked:
    before = Window(window.start - timedelta(days=BEFORE_DAYS), window.start - timedelta(days=1))
    heard = scene.once(_heard)
    if subject.kind is not SubjectKind.ORGANISATION:
        own = [i for i, account in enumerate(scene.accounts) if account.subject == subject]
        heard = heard & np.isin(scene.comments.account, own)
    now, past = (_inside(scene, heard, days) for days in (window, before))
    return _Asked(subject, finding, window, before, now, past)


def _heard(scene: Scene) -> Array:
    """(n,) bool: what others wrote to us, with words and a time."""
    comments = scene.comments
    heard: Array = comments.from_others & ~np.isnat(comments.created) & comments.text.astype(bool)
    return heard


def _inside(scene: Scene, heard: Array, window: Window) -> Array:
    """Rows of a window by time, evenly taken where there are too many."""
    created = scene.comments.created
    start, end = np.datetime64(window.start, "s"), np.datetime64(window.end + timedelta(days=1), "s")
    rows = np.flatnonzero(heard & (created >= start) & (created < end))
    rows = rows[np.argsort(created[rows], kind="stable")]
    return rows[np.unique(np.linspace(0, len(rows) - 1, min(MOST_READ, len(rows))).astype(np.int64))]


def _read(scene: Scene, asked: Sequence[_Asked]) -> _Read:
    rows = np.unique(np.concatenate([part for question in asked for part in (question.now, question.past)]))
    scores = (scene.settings.reader or read_texts)(scene.comments.text[rows].tolist())
    readable = ~np.isnan(scores.sentiment).any(axis=1)
    negative = np.nan_to_num(scores.sentiment).argmax(axis=1) == 0
    complaint = readable & (negative | (np.nan_to_num(scores.complaint) >= LIKELY))
    return _Read(rows, readable, complaint, scores.language, scores.model)


def _trades(scene: Scene, read: _Read) -> tuple[str, ...]:
    """What the team says, else what the complaints themselves speak of, else what kind of organisation it is."""
    if chosen := scene.settings.topics.trades:
        return chosen
    rows = np.flatnonzero(read.complaint)[-MOST_READ:]
    fitting = fitting_trade(scene.comments.text[read.rows[rows]].tolist(), read.language[rows].tolist())
    usual = USUAL_TRADE.get(scene.settings.organisation_type, "")
    return tuple(trade for trade in (fitting or usual,) if trade)


def _topics(scene: Scene, read: _Read, trades: tuple[str, ...], asked: _Asked) -> Topics | None:
    complaints, past = (rows[read.complaint[read.at(rows)]] for rows in (asked.now, asked.past))
    if len(complaints) < FEWEST:
        return None
    every = np.concatenate([complaints, past])
    settings = scene.settings.topics
    causes = causes_for(trades, [(topic.name, topic.words) for topic in settings.own])
    texts, languages = scene.comments.text[every].tolist(), read.language[read.at(every)].tolist()
    piles = find_topics(texts, causes=causes, merged=settings.merged, given=languages)
    bin_days = 1 if asked.window.days <= DAILY else 7
    day = scene.comments.created[every].astype("datetime64[D]")
    maker = _Maker(scene, every, day, len(complaints), asked.window, bin_days)
    readable = read.readable[read.at(asked.now)]
    return Topics(
        subject=asked.subject,
        finding=asked.finding,
        window=asked.window,
        before=asked.before,
        n=len(complaints),
        n_before=len(past),
        read=int(readable.sum()),
        unread=int((~readable).sum()),
        bin_days=bin_days,
        topics=_ordered([*maker.topics(piles), *maker.pinned(piles, causes)]),
        sent_round=tuple(_sent_round(scene, complaints)),
        trade=", ".join(trades) or GENERAL,
        model=read.model,
    )


def _ordered(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Pinned ones, then the largest, *other* last."""
    return tuple(sorted(topics, key=lambda t: (t.kind is TopicKind.OTHER, not t.pinned, -t.n, t.code)))


@dataclass(frozen=True)
class _Maker:
    """Piles of complaints, those of the window first (`n` of them), as topics."""

    scene: Scene
    rows: Array
    day: Array
    n: int
    window: Window
    bin_days: int

    def topics(self, piles: Sequence[Pile]) -> Iterator[Topic]:
        for pile in piles:
            here = pile.rows[pile.rows < self.n]
            if len(here):
                yield self.topic(pile, here, len(pile.rows) - len(here))

    def pinned(self, piles: Sequence[Pile], causes: Sequence[Cause]) -> Iterator[Topic]:
        """What a team wants to see also when nobody speaks of it now."""
        spoken = {pile.code for pile in piles if (pile.rows < self.n).any()}
        past = {pile.code: len(pile.rows) for pile in piles}
        merged = self.scene.settings.topics.merged
        for code in self.scene.settings.topics.pinned:
            if code not in spoken and merged.get(code, code) not in spoken:
                own = not any(cause.code == code and cause.trade for cause in causes)
                pile = Pile(PileKind.OWN if own else PileKind.CAUSE, code, (), np.array([], int), np.array([], int), 0)
                yield self.topic(pile, pile.rows, past.get(code, 0))

    def topic(self, pile: Pile, here: Array, past: int) -> Topic:
        settings = self.scene.settings.topics
        share, before = _share(len(here), self.n), self.before(past)
        renamed = settings.names.get(pile.code)
        return Topic(
            kind=TopicKind.OWN if renamed else TopicKind(pile.kind.value),
            code=renamed or pile.code,
            phrases=pile.phrases,
            n=len(here),
            different=len({str(text) for text in self.scene.comments.text[self.rows[here]]}),
            share=share,
            before=before,
            change=_change(share, before, past),
            counts=self.counts(here),
            examples=tuple(self.quote(row) for row in pile.examples.tolist() if row < self.n),
            pinned=pile.code in settings.pinned,
        )

    def before(self, past: int) -> Estimate | NotEnoughData:
        total = len(self.rows) - self.n
        return _share(past, total) if total >= FEWEST_BEFORE else NotEnoughData(FEWEST_BEFORE, total, "comments")

    def counts(self, here: Array) -> tuple[int, ...]:
        place = (self.day[here] - np.datetime64(self.window.start, "D")).astype(np.int64) // self.bin_days
        counted = np.bincount(place, minlength=-(-self.window.days // self.bin_days))
        return tuple(int(n) for n in counted)

    def quote(self, row: int) -> Evidence:
        return _quote(self.scene, int(self.rows[row]))


def _share(hits: int, n: int) -> Estimate:
    low, high = wilson(hits, n)
    return Estimate(hits / n, low, high, Unit.SHARE)


def _change(share: Estimate, before: Estimate | NotEnoughData, past: int) -> Change:
    if isinstance(before, NotEnoughData):
        return Change.CANNOT_TELL
    if share.low <= before.high:
        return Change.NO_MORE
    return Change.MORE if past else Change.NEW


def _sent_round(scene: Scene, rows: Array) -> Iterator[SentRound]:
    comments = scene.comments
    texts, authors = comments.text[rows].tolist(), comments.author[rows].tolist()
    for campaign in find_campaigns(texts, authors, comments.created[rows])[:SHOWN_CAMPAIGNS]:
        mine = rows[campaign.rows]
        at = comments.created[mine]
        yield SentRound(
            n=len(mine),
            authors=campaign.authors,
            first=instant(at.min()),
            last=instant(at.max()),
            example=_quote(scene, int(mine[0])),
        )


def _quote(scene: Scene, row: int) -> Evidence:
    comments, posts = scene.comments, scene.posts
    ours = frozenset(a.handle.lower().lstrip("@") for a in scene.accounts if a.handle)
    url = str(posts.url[comments.post[row]]) if comments.post[row] >= 0 else ""
    return Evidence("comment", str(comments.id[row]), mask(str(comments.text[row]), keep=ours)[:QUOTED], url)
