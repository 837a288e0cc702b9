"""How bold the work is against the band, what fails of the tests, and which were set aside and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.learn.genuine import CAMPAIGN, Tried
from pratfall.learn.portfolio import DEFAULT, LEVEL, Band, Looked, Range
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import Genuine
from pratfall.site.lessons.portfolio_words import effort_said, failures_said, level_row
from pratfall.site.lessons.services import portfolio as services
from pratfall.site.lessons.shares_against_band import group_name, shares_against_band
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

SAID = "learn.portfolio."
FAILURES = "failures"
PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class TestRow:
    """One test in words. `key`: "idea-3", names its form. `seen`: the number of what was said of it, 0 for nothing."""

    key: str
    name: str
    href: str
    note: str
    reasons: tuple[str, ...]
    judged: str
    seen: int
    counts: bool


@dataclass(frozen=True)
class Limits:
    """A row of the form of the band: `field` of its two inputs, per cent."""

    field: str
    name: str
    low: str
    high: str


@needs(Role.ANALYST, change=Role.MANAGER)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, now)
        except Refused as refused:
            return _shown(request, words, now, error_line(refused, words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, words, now)


def _do(request: OrganisationRequest, now: datetime) -> None:
    given = request.POST
    whose: dict[str, Any] = {
        "organisation": request.organisation,
        "actor": request.user,
        "now": now,
        "seen": number_of(given.get("seen")),
    }
    match given.get("do"):
        case "band":
            shares = {group: _limits(given, "+".join(group)) for group in _groups(request.organisation, now)}
            services.set_band(shares=shares, failures=_limits(given, FAILURES), why=given.get("why", ""), **whose)
        case "count" | "set_aside" as do:
            origin, _, number = given.get("test", "").partition("-")
            services.judge(
                origin=origin, number=number_of(number), genuine=do == "count", why=given.get("why", ""), **whose
            )
        case _:
            raise Refused("not_allowed_here")


def _groups(organisation: Organisation, now: datetime) -> Sequence[tuple[str, ...]]:
    return tuple(services.band_of(organisation, now).shares)


def _limits(given: Mapping[str, str], field: str) -> Range:
    """Per cent as people write them, as shares. Raises Refused."""
    typed = [given.get(f"{field}.{end}", "").replace("%", "").strip() for end in ("low", "high")]
    if not all(PERCENT.fullmatch(text) for text in typed):
        raise Refused("band_limits")
    low, high = (float(text.replace(",", ".")) / 100 for text in typed)
    return low, high


def _shown(request: OrganisationRequest, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    organisation = request.organisation
    found = services.portfolio(organisation, now)
    band, chosen = services.band_of(organisation, now), services.chosen(organisation, now)
    said = services.judgements(organisation, now)
    tests = [_test(test, said.get(test.tried.key), organisation.base, words) for test in found.tests]
    asked = {f"{test.tried.origin}-{test.tried.number}" for test in found.asked}
    groups = () if isinstance(found.effort.groups, NotEnoughData) else found.effort.groups
    return in_library(
        request,
        "learn_portfolio.html",
        status=409 if error else 200,
        error=error,
        tried=request.POST if error else {},
        window=found.window,
        effort=list(effort_said(found.effort, words)),
        figure=shares_against_band(groups, words) if groups else None,
        levels=[level_row(level, found.effort.by, words) for level in found.effort.levels if level.n],
        failures=list(failures_said(found.failure, words)),
        set_aside=[test for test in tests if not test.counts],
        asked=[test for test in tests if test.key in asked],
        counted=[test for test in tests if test.counts and test.key not in asked],
        limits=list(_form(band, request.POST if error else {}, words)),
        band_chosen=words.say(f"{SAID}band_chosen", who=str(chosen.by), at=chosen.at, why=chosen.why) if chosen else "",
        band=list(_band(band, words)),
        seen=chosen.pk if chosen else 0,
        shares_sourced=band.shares == DEFAULT.shares,
        failures_sourced=band.failures == DEFAULT.failures,
        level=LEVEL,
    )


def _test(test: Looked, said: Genuine | None, base: str, words: Speech) -> TestRow:
    one = test.tried
    where = "plans" if one.origin == CAMPAIGN else "ideas"
    bold = words.say(f"plan.boldness.{one.boldness}") if one.boldness else words.say(f"{SAID}no_boldness")
    note = (words.say(f"{SAID}kind.{one.origin}"), bold, words.say(f"{SAID}worked.{_came(one)}"), words.day(one.begun))
    judged = ""
    if said is not None:
        answer = "yes" if said.genuine else "no"
        judged = words.say(f"{SAID}judged.{answer}", who=str(said.by), at=said.at, why=said.why)
    return TestRow(
        key=f"{one.origin}-{one.number}",
        name=one.name,
        href=f"{base}/{where}/{one.number}/",
        note=" · ".join(note),
        reasons=tuple(words.say(f"learn.flag.{flag.code}", **flag.facts) for flag in test.flags),
        judged=judged,
        seen=said.pk if said else 0,
        counts=test.counts,
    )


def _came(one: Tried) -> str:
    if one.ended is None:
        return "running"
    return "unknown" if one.worked is None else "yes" if one.worked else "no"


def _band(band: Band, words: Speech) -> Iterator[Row]:
    for levels, (low, high) in band.shares.items():
        yield Row(group_name(levels, words), words.say(f"{SAID}range", low=low, high=high))
    low, high = band.failures
    yield Row(words.say(f"{SAID}band_failures"), words.say(f"{SAID}range", low=low, high=high))


def _form(band: Band, typed: Mapping[str, str], words: Speech) -> Iterator[Limits]:
    rows = {"+".join(levels): (group_name(levels, words), limits) for levels, limits in band.shares.items()}
    rows[FAILURES] = (words.say(f"{SAID}band_failures"), band.failures)
    for field, (name, limits) in rows.items():
        low, high = (
            typed.get(f"{field}.{end}", f"{round(100 * value, 2):g}")
            for end, value in zip(("low", "high"), limits, strict=True)
        )
        yield Limits(field, name, low, high)
