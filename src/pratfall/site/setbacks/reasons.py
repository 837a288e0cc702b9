"""Why, as far as the data say: the causes of the finding a setback was opened from, and of findings about the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pratfall.records.causes import Basis, Cause
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import Story, Told, tell_findings
from pratfall.site.today import desk

from .models import Setback

BEFORE = timedelta(days=14)  # a change may have begun before anybody noticed, but not long before
MOST = 5
# What a person may think it was, and some family of diagnose can test.
CAUSES = (
    "execution",
    "trigger_post",
    "fatigue",
    "timing",
    "pitch_share",
    "frequency",
    "audience",
    "reach_loss",
    "engagement_loss",
    "paid_ended",
    "paid_began",
    "network_wide",
    "outage",
    "holiday",
    "season",
    "regression_to_mean",
    "slices",
    "chance",
)
LITTLE = 0.1  # of the change: where even the upper end is less, the data speak against it


@dataclass(frozen=True)
class Reason:
    """One finding with its causes. `as_of`: of the review it is from; `frozen`: as it stood when it was opened, since
    today's review finds it no more.
    """

    told: Told
    as_of: date
    frozen: bool

    @property
    def causes(self) -> tuple[Cause, ...]:
        return self.told.finding.diagnosis.causes if self.told.finding.diagnosis else ()


@dataclass(frozen=True)
class Tested:
    """What the data say of a supposed cause. `verdict`: "carried", "open", "against", or "seen" where it is counted
    but its part cannot be told. `share`: its part of the change, None where nobody can say.
    """

    finding: str
    code: str
    as_of: date
    basis: Basis
    verdict: str
    share: Estimate | None


def reasons(setback: Setback, lang: str, now: datetime) -> Sequence[Reason]:
    """Its own finding first, then those about the same accounts since it began; nothing where nothing was measured."""
    current = desk.current(setback.organisation, now)
    story = current.story(lang) if current else None
    found = [*_own(setback, story, lang)]
    known = {reason.told.slug for reason in found}
    also = [r for r in _about_the_same(setback, story) if r.told.slug not in known] if story else []
    return [*found, *also][:MOST]


def answer_of(cause: str, of: Sequence[Reason]) -> Tested | None:
    """What these diagnoses say of a cause; None where none of them could look at it."""
    for reason in of:
        for found in reason.causes:
            if found.code == cause:
                share = found.share if isinstance(found.share, Estimate) else None
                verdict = _verdict(found)
                return Tested(reason.told.slug, cause, reason.as_of, found.basis, verdict, share)
    return None


def _verdict(cause: Cause) -> str:
    if cause.told:
        return "carried"
    if isinstance(cause.share, NotEnoughData):
        return "seen"
    return "against" if cause.share.high < LITTLE else "open"


def _own(setback: Setback, story: Story | None, lang: str) -> Iterator[Reason]:
    """As today's review tells it; else as it stood."""
    if not setback.finding:
        return
    told = story.by_slug.get(setback.finding) if story else None
    if story is not None and told is not None:
        yield Reason(told, story.review.as_of.date(), frozen=False)
        return
    frozen = _frozen(setback)
    if frozen is not None:
        (told,) = tell_findings([frozen], speech(lang))
        yield Reason(told, setback.opened_at.astimezone(UTC).date(), frozen=True)


def _frozen(setback: Setback) -> Finding | None:
    """None where the basis is none of a finding: what was heard while it happened has no causes yet."""
    try:
        given = json.loads(setback.basis or "null")
        first = given["findings"][0]
        found: Finding = codec.decode(Finding, first)
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return found


def _about_the_same(setback: Setback, story: Story) -> Iterator[Reason]:
    """What went wrong at the accounts the setback names, or with its posts, and began about when it did or later."""
    earliest = (setback.began_at - BEFORE).date()
    for told in story.by_slug.values():
        finding = told.finding
        bad = finding.kind is Kind.FAILURE and finding.diagnosis is not None
        if bad and finding.since is not None and finding.since >= earliest and _same(setback, finding):
            yield Reason(told, story.review.as_of.date(), frozen=False)


def _same(setback: Setback, finding: Finding) -> bool:
    """Whether it is about an account named, or rests on a post named: a storm over all accounts rests on its posts."""
    about = finding.subject
    accounts = {(s.get("platform") or "", s.get("account_id") or "") for s in setback.about}
    if about.account_id and (about.platform, about.account_id) in accounts:
        return True
    posts = {(s.get("platform") or "", s.get("id") or "") for s in setback.about if s.get("kind") == "post"}
    proofs = {proof.id for proof in finding.evidence if proof.kind == "post"}
    return any(own in proofs and about.platform in ("", platform) for platform, own in posts)
