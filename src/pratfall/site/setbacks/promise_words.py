"""Promised actions in words: how one is to be proved, and how it stands today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pratfall.respond.proof import Answer, Verdict
from pratfall.reviews.measures import NEVER_HOURS
from pratfall.reviews.render.plain import safe_url
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import User
from pratfall.site.today.desk import Desk

from . import promises
from .models import Prevention, ProofKind
from .promises import GONE, Promised
from .services import checks, proving
from .services.checks import Check

OVER = ("proved", "given_up")
AMOUNTS = ("value", "low", "high")


@dataclass(frozen=True)
class Told:
    """One promised action, ready to be shown. `state`: proved, given_up, not_yet or cannot_tell."""

    row: Prevention
    state: str
    badge: str
    how: str
    stands: str
    due: str
    late: bool
    shown: str = ""
    address: str = ""
    shown_by: int | None = None
    checked_on: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        return self.state in OVER


def told(prevention: Prevention, desk: Desk | None, words: Speech, now: datetime) -> Told:
    """How it is to be proved, and how it stands."""
    state, stands = _stands(prevention, desk, words, now)
    proof = prevention.proof or {}
    before = proof.get("before", proof)
    late = state not in OVER and prevention.due is not None and prevention.due < now.date()
    return Told(
        row=prevention,
        state=state,
        badge=words.say(f"prevention.state.{state}"),
        how=how(prevention, words),
        stands=stands,
        due=_due(prevention, words, late),
        late=late,
        shown=before.get("text", ""),
        address=safe_url(before.get("address", "")),
        shown_by=proof.get("by"),
        checked_on=tuple(check.campaign.name for check in prevention.campaign_checks.all() if not check.waived),
    )


def _stands(prevention: Prevention, desk: Desk | None, words: Speech, now: datetime) -> tuple[str, str]:
    if prevention.given_up_at is not None:
        who = str(prevention.given_up_by)
        return "given_up", words.say("prevention.was_given_up", who=who, at=prevention.given_up_at.date())
    if prevention.proved_at is not None:
        given = Answer(
            Verdict.PROVED, (prevention.proof or {}).get("reason", ""), (prevention.proof or {}).get("facts", {})
        )
        return "proved", f"{answered(prevention, given, words)} {_proved_on(prevention, words)}"
    given = proving.answer(prevention, desk, now)
    back = (prevention.proof or {}).get("back", {})
    said = answered(prevention, given, words)
    return given.verdict.value, f"{said} {back['why']}" if back else said


def _proved_on(prevention: Prevention, words: Speech) -> str:
    assert prevention.proved_at is not None
    if prevention.proved_by is None:
        return words.say("prevention.proved_counted", day=prevention.proved_at.date())
    return words.say("prevention.proved_by", who=str(prevention.proved_by), day=prevention.proved_at.date())


def answered(prevention: Prevention, given: Answer, words: Speech) -> str:
    """A verdict's reason in one sentence, its numbers in the form of the number that was promised."""
    promised = promises.read(prevention.number)
    facts = {name: _fact(name, value, promised, words) for name, value in given.facts.items()}
    return words.say(f"proof.{given.reason}", **facts)


def _fact(name: str, value: object, promised: Promised | None, words: Speech) -> object:
    """Amounts as the measure says them, days as days: what was frozen comes back as text."""
    if name in AMOUNTS and promised is not None and isinstance(value, int | float):
        return amount(promised.measure, value, words)
    if name in ("day", "since", "newest") and isinstance(value, str):
        return datetime.fromisoformat(value).date() if "T" in value else date.fromisoformat(value)
    return value.date() if isinstance(value, datetime) else value


def amount(measure: str, value: float, words: Speech) -> str:
    if measure.endswith("_share"):
        return words.share(value)
    if measure.endswith("_hours"):
        return words.say("measure.never") if value >= NEVER_HOURS else words.count("hours", value)
    return words.number(value)


def how(prevention: Prevention, words: Speech) -> str:
    """What would prove it."""
    match ProofKind(prevention.kind):
        case ProofKind.CHECK:
            where = meant_for(prevention.matches, words)
            return words.say("prevention.how.check", check=prevention.check_words, where=where)
        case ProofKind.SHOWN:
            return words.say("prevention.how.shown")
        case ProofKind.NUMBER:
            promised = promises.read(prevention.number)
            return number_words(promised, words) if promised else words.say("proof.nothing_read")


def number_words(promised: Promised, words: Speech) -> str:
    """The number, where it started and where it has to come to lie."""
    where = _where(promised, words)
    if promised.measure == GONE:
        title = words.say(f"finding.{promised.code}.title")
        return words.say("prevention.how.gone", finding=title, where=where, weeks=promised.weeks)
    start = promised.start.get("value")
    return words.say(
        f"prevention.how.{promised.side.value}",
        measure=words.name("measure", promised.measure),
        where=where,
        bar=amount(promised.measure, promised.bar, words),
        start=words.say("word.unknown") if start is None else amount(promised.measure, start, words),
    )


def choice_words(promised: Promised, words: Speech) -> str:
    """What today's review offers, with the number as it stands."""
    where = _where(promised, words)
    if promised.measure == GONE:
        return words.say("prevention.offer.gone", finding=words.say(f"finding.{promised.code}.title"), where=where)
    value, low, high = (amount(promised.measure, promised.start[part], words) for part in AMOUNTS)
    name, side = words.name("measure", promised.measure), words.say(f"prevention.side.{promised.side.value}")
    return words.say("prevention.offer.number", measure=name, where=where, value=value, low=low, high=high, side=side)


def _where(promised: Promised, words: Speech) -> str:
    return f"{promised.label or promised.account_id} ({words.name('network', promised.platform)})"


def meant_for(matches: Mapping[str, Any], words: Speech) -> str:
    """Which campaigns a check is for."""
    named = [words.name("network", network) for network in matches.get("networks", ())]
    quoted = [*matches.get("labels", ()), *matches.get("words", ())]
    every = [*named, *(words.say("word.quoted", text=text) for text in quoted)]
    return words.say("prevention.for_some", which=words.listed(every)) if every else words.say("prevention.for_every")


def _due(prevention: Prevention, words: Speech, late: bool) -> str:
    who = name_of(prevention.owner, words)
    if prevention.due is None:
        return words.say("prevention.no_day", who=who)
    return words.say("prevention.late" if late else "prevention.due", who=who, day=prevention.due)


def name_of(owner: User | None, words: Speech) -> str:
    return str(owner) if owner else words.say("prevention.nobody")


@dataclass(frozen=True)
class Kept:
    """One promised check as a plan's page shows it. `said`: who ticked or waived it and when, "" while it is open."""

    check: Check
    said: str
    why: str


def for_campaign(campaign: Campaign, words: Speech) -> list[Kept]:
    """What a campaign has to keep, in words."""
    return [
        Kept(check, _said(check, words), check.said.why if check.said else "") for check in checks.of_campaign(campaign)
    ]


def _said(check: Check, words: Speech) -> str:
    if check.said is None:
        return ""
    act = "promise.waived" if check.said.waived else "promise.ticked"
    return words.say(act, who=str(check.said.by), at=check.said.at)
