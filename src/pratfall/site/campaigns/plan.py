"""What is written in a plan, apart from any row: its parts, what is missing before a launch, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pratfall.records.goals import GoalUnit

from .models import Boldness, Campaign

EMAIL = "email"
NETWORKS = ("facebook", "instagram", "x", "linkedin", "youtube", "tiktok", "bluesky", "mastodon", EMAIL)
# What a definition of failure may count: sums over the campaign's posts, or what came in from that network.
COUNTED = tuple(
    """income gifts posts reactions likes comments shares clicks_link views impressions email_opens_total
    email_clicks_total""".split()
)


class StopKind(StrEnum):
    RESULT_BELOW = "result_below"  # less than `value` has come in by the end of `day`
    SPEND_ABOVE = "spend_above"  # more than `value` was spent on adverts
    CHANCE_BELOW = "chance_below"  # from `day` on, the chance of reaching the target is under `value` (0 to 1)
    BY_HAND = "by_hand"  # `words`, which a person looks after from `day` on


@dataclass(frozen=True)
class Milestone:
    day: date
    value: Decimal


@dataclass(frozen=True)
class Failure:
    """On `network` it has failed if by the end of the campaign `metric` is under `under`. `words`: why this number."""

    network: str
    metric: str
    under: Decimal
    words: str = ""


@dataclass(frozen=True)
class Stop:
    kind: StopKind
    value: Decimal | None = None
    day: date | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    name: str
    unit: GoalUnit = GoalUnit.MONEY
    target: Decimal | None = None
    currency: str = ""
    start: date | None = None
    end: date | None = None
    budget_money: Decimal | None = None
    budget_hours: Decimal | None = None
    networks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    failures: tuple[Failure, ...] = ()
    stops: tuple[Stop, ...] = ()
    audience: str = ""
    audience_known: str = ""
    hypothesis: str = ""
    boldness: str = Boldness.ROUTINE.value
    owner: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Texts, lists and numbers only: for the audit trail, amendments and comparisons."""
        return {field.name: _json(getattr(self, field.name)) for field in fields(self)}


PARTS = tuple(field.name for field in fields(Plan))


def _json(value: Any) -> Any:
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple() | list():
            return [_json(item) for item in value]
        case Milestone() | Failure() | Stop():
            return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def read(campaign: Campaign) -> Plan:
    """The plan of a stored campaign."""
    same = ("name", "target", "currency", "start", "end", "budget_money", "budget_hours", "unit")
    texts = ("audience", "audience_known", "hypothesis", "boldness")
    lists = ("networks", "labels", "milestones", "failures", "stops")
    row = {name: _json(getattr(campaign, name)) for name in (*same, *texts, *lists)}
    return from_json({**row, "owner": campaign.owner_id})


def from_json(given: Mapping[str, Any]) -> Plan:
    """The plan `as_json` was written from."""
    same = ("name", "currency", "audience", "audience_known", "hypothesis", "boldness", "owner")
    read: dict[str, Any] = {name: given[name] for name in same}
    read |= {name: _decimal(given[name]) for name in ("target", "budget_money", "budget_hours")}
    read |= {name: _day(given[name]) for name in ("start", "end")}
    return Plan(
        **read,
        unit=GoalUnit(given["unit"]),
        networks=tuple(given["networks"]),
        labels=tuple(given["labels"]),
        milestones=tuple(Milestone(date.fromisoformat(m["day"]), Decimal(m["value"])) for m in given["milestones"]),
        failures=tuple(
            Failure(f["network"], f["metric"], Decimal(f["under"]), f.get("words", "")) for f in given["failures"]
        ),
        stops=tuple(
            Stop(StopKind(s["kind"]), _decimal(s.get("value")), _day(s.get("day")), s.get("words", ""))
            for s in given["stops"]
        ),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def columns(plan: Plan) -> dict[str, Any]:
    """What its row holds, by column."""
    as_json = plan.as_json()
    kept_as_json = ("networks", "labels", "milestones", "failures", "stops", "unit")
    own = {name: as_json[name] if name in kept_as_json else getattr(plan, name) for name in PARTS if name != "owner"}
    return {**own, "owner_id": plan.owner}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the parts that differ, in the order of the plan."""
    return tuple(name for name in PARTS if before.get(name) != after.get(name))


def missing(plan: Plan) -> tuple[str, ...]:
    """What must still be written before it can be launched: codes of the wording `plan.missing.<code>`."""
    return tuple(_missing(plan))


def _missing(plan: Plan) -> Iterator[str]:
    for name in ("target", "start", "end"):
        if getattr(plan, name) is None:
            yield name
    if plan.unit is GoalUnit.MONEY and not plan.currency:
        yield "currency"
    if not plan.networks:
        yield "networks"
    if undefined(plan):
        yield "failures"
    if not plan.stops:
        yield "stops"
    if not plan.hypothesis:
        yield "hypothesis"


def undefined(plan: Plan) -> tuple[str, ...]:
    """Networks of the campaign on which nobody has written down what failure is."""
    defined = {failure.network for failure in plan.failures}
    return tuple(network for network in plan.networks if network not in defined)


def tidy(plan: Plan) -> Plan:
    """Without definitions for networks it does not use; lists in one order, so that equal plans compare equal."""
    used: Sequence[str] = tuple(network for network in NETWORKS if network in plan.networks)
    order = {network: i for i, network in enumerate(NETWORKS)}
    return replace(
        plan,
        networks=tuple(used),
        labels=tuple(dict.fromkeys(label.strip() for label in plan.labels if label.strip())),
        milestones=tuple(sorted(plan.milestones, key=lambda milestone: milestone.day)),
        failures=tuple(sorted((f for f in plan.failures if f.network in used), key=lambda f: order[f.network])),
    )
