"""Agree on a test of an idea, begin it, enter what came out, end it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from pratfall.decide.ideas import Design, Refusal
from pratfall.errors import Refused
from pratfall.reviews.render import codec
from pratfall.site.campaigns.models import Idea, IdeaState, Trial
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.versions import change
from pratfall.stats.impact import Impact

# What may stand in the trail: words of a question may speak of people.
SAID = ("name", "kind", "metric", "smallest_worth", "bar", "posts_per_variant", "days", "variants", "boldness")


def propose(*, organisation: Organisation, actor: User, values: Mapping[str, Any], now: datetime) -> Idea:
    """A test as its team writes it down. Raises Refused."""
    _possible(values)
    idea = Idea(organisation=organisation, created_at=now, **values)
    try:
        with transaction.atomic():
            idea.save()
            record(actor=actor, organisation=organisation, act="idea_proposed", subject=idea, after=_said(values))
    except IntegrityError as error:
        raise Refused("idea_name_taken", name=idea.name) from error
    return idea


def revise(*, idea: Idea, actor: User, values: Mapping[str, Any], seen: int) -> None:
    """Before it begins; afterwards what was agreed stays. Raises Refused and Conflict."""
    _possible(values)
    if idea.state != IdeaState.DRAFT:
        raise Refused("idea_begun", name=idea.name)
    before = {name: getattr(idea, name) for name in values}
    try:
        with transaction.atomic():
            change(idea, version=seen, **values)
            after = _said(values)
            record(actor=actor, organisation=idea.organisation, act="idea_revised", subject=idea,
                   before=_said(before), after=after)  # fmt: skip
    except IntegrityError as error:
        raise Refused("idea_name_taken", name=str(values["name"])) from error


def start(*, idea: Idea, actor: User, seen: int, design: Design | Impact | Refusal, now: datetime) -> None:
    """It runs, with what it can see frozen. Raises Refused where it cannot answer with its budget."""
    if idea.state != IdeaState.DRAFT:
        raise Refused("idea_begun", name=idea.name)
    if isinstance(design, Refusal):
        raise Refused("idea_cannot_answer", name=idea.name, n=len(design.reasons))
    with transaction.atomic():
        kept = codec.encode(design) if isinstance(design, Design) else {"smallest_rise": design.smallest_rise}
        change(idea, version=seen, state=IdeaState.RUNNING, started_at=now, design=kept)
        record(actor=actor, organisation=idea.organisation, act="idea_started", subject=idea, after={"design": kept})


def enter(*, idea: Idea, actor: User, variant: str, ref: str, value: float, on: date, now: datetime) -> Trial:
    """What one post of `variant` brought, where no file will tell. Raises Refused."""
    if idea.state != IdeaState.RUNNING or idea.started_at is None:
        raise Refused("idea_not_running", name=idea.name)
    if variant not in idea.variants or value < 0 or not ref.strip():
        raise Refused("trial_wrong")
    if not idea.started_at.date() <= on <= now.date():
        raise Refused("trial_outside", start=idea.started_at.date())
    try:
        with transaction.atomic():
            made = Trial.objects.create(
                idea=idea, variant=variant, ref=ref.strip(), value=value, on=on, by=actor, at=now
            )
            after = {"variant": variant, "value": value}
            record(actor=actor, organisation=idea.organisation, act="trial_entered", subject=idea, after=after)
    except IntegrityError as error:
        raise Refused("trial_known", ref=ref) from error
    return made


def remove(*, trial: Trial, actor: User) -> None:
    """A mistyped one, while the test runs. Raises Refused."""
    if trial.idea.state != IdeaState.RUNNING:
        raise Refused("idea_not_running", name=trial.idea.name)
    with transaction.atomic():
        before = {"variant": trial.variant, "value": trial.value}
        record(actor=actor, organisation=trial.idea.organisation, act="trial_removed", subject=trial.idea,
               before=before)  # fmt: skip
        trial.delete()


def end(*, idea: Idea, actor: User, seen: int, result: Mapping[str, Any], now: datetime) -> None:
    """Its result is frozen; what it means is a decision. Raises Refused."""
    if idea.state != IdeaState.RUNNING:
        raise Refused("idea_not_running", name=idea.name)
    with transaction.atomic():
        change(idea, version=seen, state=IdeaState.ENDED, ended_at=now, result=dict(result))
        after = {"state": result.get("state")}
        record(actor=actor, organisation=idea.organisation, act="idea_ended", subject=idea, after=after)


def discard(*, idea: Idea, actor: User, seen: int) -> None:
    """One that never began goes away. Raises Refused and Conflict."""
    if idea.state != IdeaState.DRAFT:
        raise Refused("idea_begun", name=idea.name)
    with transaction.atomic():
        change(idea, version=seen, state=IdeaState.DRAFT)
        record(actor=actor, organisation=idea.organisation, act="idea_discarded", subject=idea)
        idea.delete()


def last_day(idea: Idea) -> date:
    """When it ended, or will have run for the days agreed."""
    begun = idea.started_at or idea.created_at
    return idea.ended_at.date() if idea.ended_at else begun.date() + timedelta(days=idea.days)


def _possible(values: Mapping[str, Any]) -> None:
    if values["kind"] == "randomised" and len(values["variants"]) < 2:
        raise Refused("idea_needs_variants")
    if len(set(values["variants"])) != len(values["variants"]):
        raise Refused("idea_variants_alike")
    if len(values["labels"]) != len(values["variants"]):
        raise Refused("idea_labels_wrong", needed=len(values["variants"]), got=len(values["labels"]))
    if values["kind"] == "against_bar" and not values["bar"]:
        raise Refused("idea_needs_bar")
    if values["smallest_worth"] <= 1:
        raise Refused("idea_worth_nothing")


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in SAID if name in values}
