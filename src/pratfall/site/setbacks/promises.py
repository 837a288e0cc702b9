"""A number that has to move, as a promise keeps it: which one, where it started, where it has to come to lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pratfall.errors import Refused
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.measures import Measure, Measured
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.review import Review
from pratfall.respond.proof import FEWEST_WEEKS, Look, Side, is_there_already
from pratfall.site.today.desk import Desk

GONE = "gone"
# Better when they are lower; the others are better when they are higher.
LOWER = frozenset({Measured.PITCH_SHARE.value, Measured.UNANSWERED_SHARE.value, Measured.ANSWER_HOURS.value})
LOOK_AGAIN = timedelta(days=6)  # a look in between that says the same says nothing new
OF_LATE = timedelta(days=28)
MOST_WEEKS = 26
# Findings that say of an account that its data of late cannot be believed.
DOUBTS = frozenset({"replies_missing", "feed_gap", "stale_data", "metric_redefined", "totals_mismatch"})
# Told from comments, of which a review does not say how far they are known; their own number says it better.
FROM_COMMENTS = frozenset({"unanswered", "backlash", "surge", "talk_spike"})


@dataclass(frozen=True, kw_only=True)
class Promised:
    """`measure`: one of Measured, or GONE: the finding `code` stays away for `weeks`. `start`: value, low and high as
    they stood when it was promised. `looks`: [day, found, believable] of the reviews since.
    """

    measure: str
    platform: str
    account_id: str
    label: str = ""
    side: Side = Side.AT_MOST
    bar: float = 0.0
    start: Mapping[str, float] = field(default_factory=dict)
    code: str = ""
    weeks: int = 0
    looks: tuple[tuple[str, bool, bool], ...] = ()

    def as_json(self) -> dict[str, Any]:
        which = {"measure": self.measure, "platform": self.platform, "account_id": self.account_id, "label": self.label}
        if self.measure == GONE:
            return {**which, "code": self.code, "weeks": self.weeks, "looks": [list(look) for look in self.looks]}
        return {**which, self.side.value: self.bar, "from": dict(self.start)}

    def must_move(self) -> None:
        """Raises Refused where it could not fail: a bar that is reached already, or no time to stay away."""
        if self.measure == GONE:
            if not FEWEST_WEEKS <= self.weeks <= MOST_WEEKS:
                raise Refused("prevention_weeks_wrong", least=FEWEST_WEEKS, most=MOST_WEEKS)
        elif "value" not in self.start:
            raise Refused("prevention_number_unknown")
        elif is_there_already(self.start["value"], side=self.side, bar=self.bar):
            raise Refused("prevention_number_there")

    def kept_from(self, before: Mapping[str, Any] | None) -> dict[str, Any]:
        """As JSON; where the same number was promised before, with where it started then and what was looked at."""
        old = read(before)
        if old is None or old.identity != self.identity:
            return self.as_json()
        return replace(self, start=old.start, looks=old.looks).as_json()

    @property
    def identity(self) -> tuple[str, ...]:
        return self.measure, self.platform, self.account_id, self.code

    @property
    def key(self) -> str:
        """Names it in a form."""
        return "|".join(self.identity)

    def seen(self) -> list[Look]:
        return [Look(date.fromisoformat(day), found, believable) for day, found, believable in self.looks]

    def looked(self, review: Review, today: date) -> Promised | None:
        """With today's look at the review; None where it says nothing new. `today`: the review's day."""
        found, believable = _is_found(self, review), _can_show(self, review)
        last = self.seen()[-1] if self.looks else None
        if last and last.on >= today:
            return None
        if last and (last.found, last.believable) == (found, believable) and today - last.on < LOOK_AGAIN:
            return None
        return replace(self, looks=(*self.looks, (today.isoformat(), found, believable)))


def read(number: Mapping[str, Any] | None) -> Promised | None:
    """What `as_json` wrote."""
    if not number:
        return None
    side = Side.AT_LEAST if Side.AT_LEAST.value in number else Side.AT_MOST
    return Promised(
        measure=number["measure"],
        platform=number["platform"],
        account_id=number["account_id"],
        label=number.get("label", ""),
        side=side,
        bar=float(number.get(side.value, 0.0)),
        start=number.get("from", {}),
        code=number.get("code", ""),
        weeks=int(number.get("weeks", 0)),
        looks=tuple((day, bool(found), bool(believable)) for day, found, believable in number.get("looks", ())),
    )


def side_of(measure: str) -> Side:
    return Side.AT_MOST if measure in LOWER else Side.AT_LEAST


def measure_of(promised: Promised, measures: Sequence[Measure]) -> Measure | None:
    """Today's reading of the number that was promised."""
    wanted = (promised.measure, promised.platform, promised.account_id)
    return next((m for m in measures if (m.measured.value, m.platform, m.account_id) == wanted), None)


def choices(desk: Desk | None) -> Iterator[Promised]:
    """What today's review can be held to: numbers that are known, then findings that could go away. Bars are open."""
    if desk is None:
        return
    for measure in desk.measures:
        if isinstance(measure.estimate, Estimate):
            e = measure.estimate
            yield Promised(
                measure=measure.measured.value,
                platform=measure.platform,
                account_id=measure.account_id,
                label=measure.label,
                side=side_of(measure.measured.value),
                start={"value": e.value, "low": e.low, "high": e.high},
            )
    seen = set()
    for finding in desk.review.findings:
        subject = finding.subject
        key = (finding.code, subject.platform, subject.account_id)
        if _can_go_away(finding) and key not in seen:
            seen.add(key)
            yield Promised(
                measure=GONE,
                platform=subject.platform,
                account_id=subject.account_id,
                label=subject.label,
                code=finding.code,
            )


def _can_go_away(finding: Finding) -> bool:
    bad = finding.kind in (Kind.FAILURE, Kind.HABIT) and finding.status is not Status.CANNOT_TELL
    return bad and finding.subject.kind == "account" and finding.code not in FROM_COMMENTS


def _is_found(promised: Promised, review: Review) -> bool:
    """Doubtful ones too: what may still be there has not gone away."""
    where = (promised.code, promised.platform, promised.account_id)
    return any((f.code, f.subject.platform, f.subject.account_id) == where for f in review.findings)


def _can_show(promised: Promised, review: Review) -> bool:
    """Whether today's data could have shown it: fresh, not in doubt, and enough posts of late to judge."""
    where = (promised.platform, promised.account_id)
    state = next((s for s in review.accounts if (s.account.platform, s.account.account_id) == where), None)
    if state is None or state.freshness.stale or isinstance(state.level, NotEnoughData):
        return False
    doubts = (f for f in review.findings if f.code in DOUBTS and (f.subject.platform, f.subject.account_id) == where)
    return all(f.window.end < review.as_of.date() - OF_LATE for f in doubts)
