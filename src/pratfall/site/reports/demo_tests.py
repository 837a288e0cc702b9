"""The sample's tests of ideas: some that failed, one that worked, one that could not fail, and one that still runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pratfall.decide.ideas import Kind
from pratfall.records.scene import Scene, Settings
from pratfall.site.campaigns.models import Boldness, Idea
from pratfall.site.campaigns.services import ideas
from pratfall.site.people.models import Membership, User

from . import trials
from .demo_plans import at


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A test against a bar agreed beforehand. `brought`: what its posts brought, oldest first."""

    name: str
    question: str
    variant: str
    boldness: Boldness
    bar: float
    brought: tuple[int, ...]
    began_weeks: int
    days: int
    hours: int
    exit_rule: str
    changes_mind: str
    posts: int
    a_week: float
    ends: bool = True
    platform: str = ""  # of the account whose past posts say what is usual


BLUESKY = Tried(
    name="A month on Bluesky",
    question="Does a typical post on Bluesky bring eight reactions, as one on Facebook does?",
    variant="Bluesky",
    boldness=Boldness.ADJACENT,
    bar=8.0,
    brought=(3, 5, 2, 8, 4, 6, 3, 7, 2, 5, 4, 9, 3, 4, 6),
    began_weeks=5,
    days=70,
    hours=60,
    exit_rule="The interval says it brings less than Facebook, or thirty posts are out.",
    changes_mind="If it brings twice as much, the Friday post moves there for good.",
    posts=30,
    a_week=3.0,
    ends=False,
)
ENDED = (
    Tried(
        name="Volunteers in their own words",
        question="Does a portrait written by a volunteer bring twice the reactions of our usual post?",
        variant="Portrait",
        boldness=Boldness.INCREMENTAL,
        bar=8.0,
        brought=(19, 26, 14, 31, 22, 17, 28, 24, 35, 16, 21, 27, 18, 30, 23, 20, 25, 15, 29, 22),
        began_weeks=66,
        days=84,
        hours=32,
        exit_rule="Nobody wants to write the next one, or the interval lies below eight.",
        changes_mind="If it brings twice as much, every other Friday is a portrait.",
        posts=20,
        a_week=2.0,
    ),
    Tried(
        name="Recipes as one-minute videos",
        question="Does a recipe filmed in the kitchen bring twenty reactions, as a good post does?",
        variant="Video",
        boldness=Boldness.ADJACENT,
        bar=20.0,
        brought=(6, 9, 4, 12, 7, 5, 10, 8, 3, 11, 6, 9, 5, 7, 8, 4, 10, 6, 7, 5),
        began_weeks=48,
        days=84,
        hours=64,
        exit_rule="Twenty videos are out, or the interval lies below twenty.",
        changes_mind="If it brings twenty, the camera stays in the kitchen.",
        posts=20,
        a_week=2.0,
    ),
    Tried(
        name="A supper told as a radio play",
        question="Do thirty people listen to the evening as a play in eight minutes?",
        variant="Play",
        boldness=Boldness.RADICAL,
        bar=30.0,
        brought=(14, 9, 6, 11, 5, 8, 4, 7, 3, 6, 5, 4, 6, 3, 5, 4, 7, 4, 3, 5),
        began_weeks=38,
        days=84,
        hours=72,
        exit_rule="Twenty are out, or the readers have had enough.",
        changes_mind="If thirty listen, we look for somebody who pays for a season.",
        posts=20,
        a_week=2.0,
    ),
    Tried(
        name="A thank-you on Mondays",
        question="Does a thank-you to the helpers of the week bring two reactions?",
        variant="Thanks",
        boldness=Boldness.ROUTINE,
        bar=2.0,
        brought=(15, 12, 18, 14, 11, 16, 13, 17, 12, 15, 14, 16, 12, 13, 18, 15, 11, 14, 16, 13),
        began_weeks=30,
        days=84,
        hours=20,
        exit_rule="Twenty are out.",
        changes_mind="Nothing: we thank them anyway.",
        platform="facebook",
        posts=20,
        a_week=2.0,
    ),
)


def fill(owner: Membership, colleague: User, scene: Scene, until: date) -> None:
    for tried in (*ENDED, BLUESKY):
        _try(owner, colleague, tried, scene, until)


def _try(owner: Membership, colleague: User, tried: Tried, scene: Scene, until: date) -> None:
    begun = until - timedelta(weeks=tried.began_weeks)
    idea = ideas.propose(
        organisation=owner.organisation, actor=colleague, values=_values(tried, colleague, scene), now=at(begun)
    )
    design = trials.designed(idea, None, scene.settings, begun)
    ideas.start(idea=idea, actor=owner.user, seen=idea.version, design=design, now=at(begun))
    for i, value in enumerate(tried.brought):
        on = begun + timedelta(days=1 + round(i * 7 / tried.a_week))
        if on <= until:
            ideas.enter(
                idea=idea,
                actor=colleague,
                variant=tried.variant,
                ref=f"{tried.variant}, post {i + 1}",
                value=float(value),
                on=on,
                now=at(min(on + timedelta(days=7), until)),
            )
    if tried.ends:
        _end(idea, owner, scene.settings, begun + timedelta(days=tried.days))


def _end(idea: Idea, owner: Membership, settings: Settings, day: date) -> None:
    found = trials.read(idea, None, settings, day)
    assert isinstance(found, trials.Reading), "enough was entered"
    ideas.end(idea=idea, actor=owner.user, seen=idea.version, result=found.as_json(), now=at(day))


def _values(tried: Tried, colleague: User, scene: Scene) -> dict[str, object]:
    usual = next((account.account_id for account in scene.accounts if account.platform == tried.platform), "")
    return {
        "name": tried.name,
        "question": tried.question,
        "kind": Kind.AGAINST_BAR.value,
        "variants": [tried.variant],
        "labels": [f"{tried.variant.lower()}-test"],
        "platform": tried.platform,
        "account_id": usual,
        "metric": "reactions",
        "smallest_worth": 2.0,
        "boldness": tried.boldness.value,
        "bar": tried.bar,
        "posts_per_variant": tried.posts,
        "posts_per_week": tried.a_week,
        "days": tried.days,
        "budget_money": None,
        "budget_hours": Decimal(tried.hours),
        "currency": "",
        "exit_rule": tried.exit_rule,
        "changes_mind": tried.changes_mind,
        "owner_id": colleague.pk,
    }
