"""The sample organisation's team at work: two members, a failing campaign, one that is over, and a test of an idea.

Everything is written by the same use cases a person's clicks go through, on the days they would have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from pratfall.decide.ideas import Kind
from pratfall.records.advice import Act
from pratfall.records.goals import CampaignGoal
from pratfall.reviews import settings
from pratfall.reviews.campaign_numbers import campaign_numbers
from pratfall.reviews.engine import scene_of
from pratfall.site import place
from pratfall.site.campaigns.models import Boldness, Campaign
from pratfall.site.campaigns.plan import Failure, Milestone, Plan, Stop, StopKind
from pratfall.site.campaigns.services import decisions, ideas, plans, predictions
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.people import services
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.services import checks

from . import demo_setbacks, freezing, trials

COLLEAGUE, MAIL = "Noor Haddad", "noor@thelongtable.example"
OVEN, COLD_ROOM = "Six weeks for a new oven", "Six weeks for a cold room"
# What the first fifteen posts on a new network brought: reactions, oldest first.
FIRST_POSTS = (3, 5, 2, 8, 4, 6, 3, 7, 2, 5, 4, 9, 3, 4, 6)


def fill(owner: Membership, until: date) -> None:
    """`until`: the last day of the sample's files."""
    goals = {goal.name: goal for goal in settings.load(settings.home()).campaigns}
    colleague = _join(owner)
    _ended(owner, colleague, goals[COLD_ROOM], until)
    demo_setbacks.over(owner, colleague, until)
    _running(owner, colleague, goals[OVEN], until)
    _test(owner, colleague, until)
    demo_setbacks.running(owner, colleague, until)


def _join(owner: Membership) -> User:
    with transaction.atomic():
        user = services.add_user(name=COLLEAGUE, email=MAIL, password=None)
        member = Membership.objects.create(user=user, organisation=owner.organisation, role=Role.EDITOR)
        record(actor=owner.user, organisation=owner.organisation, act="joined", subject=user,
               after={"role": member.role})  # fmt: skip
    return user


def _running(owner: Membership, colleague: User, goal: CampaignGoal, until: date) -> Campaign:
    """Launched with high hopes; what it was to be stopped at has happened."""
    third_week = goal.window.start + timedelta(days=20)
    plan = _plan(
        goal,
        target=goal.target,
        budget_money=Decimal(250),
        budget_hours=Decimal(30),
        failures=(
            Failure("facebook", "income", Decimal(900), "half of what the cold room brought there"),
            Failure("email", "income", Decimal(1800), "our letters brought twice that in spring"),
        ),
        stops=(
            Stop(StopKind.RESULT_BELOW, Decimal(1800), third_week),
            Stop(StopKind.CHANCE_BELOW, Decimal("0.1"), third_week),
            Stop(StopKind.BY_HAND, None, goal.window.end, "somebody gives us an oven"),
        ),
        hypothesis="People give for one thing they can picture: an oven, with its price.",
        audience="Those who gave in spring and have not given since.",
        audience_known="Read from last spring's donations; nobody was asked.",
        boldness=Boldness.INCREMENTAL.value,
        owner=colleague.pk,
    )
    made = _launched(owner, colleague, plan, goal.window.start, ((owner.user, 0.8, ""), (colleague, 0.35,
                     "the letters go to the same people as in spring")))  # fmt: skip
    return made


def _ended(owner: Membership, colleague: User, goal: CampaignGoal, until: date) -> None:
    """The spring campaign: what was predicted, what it brought, what was decided, and what came of that."""
    target = Decimal(5000)
    plan = _plan(
        goal,
        target=target,
        budget_hours=Decimal(40),
        failures=(Failure("email", "income", Decimal(1500)), Failure("facebook", "gifts", Decimal(8))),
        stops=(Stop(StopKind.RESULT_BELOW, Decimal(1200), goal.window.start + timedelta(days=20)),),
        hypothesis="A deadline of six weeks makes people give now rather than later.",
        owner=owner.user.pk,
    )
    made = _launched(owner, colleague, plan, goal.window.start, ((owner.user, 0.6, ""), (colleague, 0.7, "")))
    over = _at(goal.window.end + timedelta(days=1))
    # The sample's files are all of today: what they say of those weeks is taken for what was known when they ended.
    today = _at(until + timedelta(days=1))
    scene = scene_of(place.lake(owner.organisation), now=today, settings=settings.load(settings.home()))
    numbers = replace(campaign_numbers(scene, goal), as_of=over, gifts_until=over - timedelta(days=1))
    plans.end(campaign=made, actor=owner.user, seen=made.version, now=over, outcome=freezing.outcome_of(numbers))
    signed = decisions.decide(
        organisation=owner.organisation,
        actor=owner.user,
        basis=freezing.of_campaign(None, made, numbers, None),
        act=Act.KEEP,
        why="Six weeks with a deadline worked. We do it once a year, and write to the same people again.",
        look_again=(over + timedelta(days=120)).date(),
        tasks=(
            Task("Write down what the letters said, for the next one", colleague, (over + timedelta(days=14)).date()),
        ),
        now=over,
    )
    action = signed.actions.get()
    decisions.finish(action=action, actor=colleague, seen=action.version, now=over + timedelta(days=9), done=True)
    decisions.revisit(
        decision=signed,
        actor=owner.user,
        judgement="cannot_tell",
        why="Too early: the next one began three weeks ago and brings less. Look again when it is over.",
        numbers={},
        look_again=(over + timedelta(days=230)).date(),
        now=over + timedelta(days=125),
    )


def _test(owner: Membership, colleague: User, until: date) -> None:
    """A new network, tried cheaply: what a typical post must bring was agreed first."""
    begun = until - timedelta(days=35)
    idea = ideas.propose(
        organisation=owner.organisation,
        actor=colleague,
        values={
            "name": "A month on Bluesky",
            "question": "Does a typical post on Bluesky bring eight reactions, as one on Facebook does?",
            "kind": Kind.AGAINST_BAR.value,
            "variants": ["Bluesky"],
            "labels": ["bluesky-test"],
            "platform": "",
            "account_id": "",
            "metric": "reactions",
            "smallest_worth": 2.0,
            "bar": 8.0,
            "posts_per_variant": 30,
            "posts_per_week": 3.0,
            "days": 70,
            "budget_money": None,
            "budget_hours": Decimal(60),
            "currency": "",
            "exit_rule": "The interval says it brings less than Facebook, or thirty posts are out.",
            "changes_mind": "If it brings twice as much, the Friday post moves there for good.",
            "owner_id": colleague.pk,
        },
        now=_at(begun),
    )
    design = trials.designed(idea, None, settings.load(settings.home()), begun)
    ideas.start(idea=idea, actor=owner.user, seen=idea.version, design=design, now=_at(begun))
    for i, reactions in enumerate(FIRST_POSTS):
        on = begun + timedelta(days=1 + round(i * 7 / 3))
        if on > until:
            break
        ideas.enter(
            idea=idea,
            actor=colleague,
            variant="Bluesky",
            ref=f"Bluesky, post {i + 1}",
            value=float(reactions),
            on=on,
            now=_at(min(on + timedelta(days=7), until)),
        )


def _plan(goal: CampaignGoal, **written: object) -> Plan:
    """The parts a settings file knows, and those only people write."""
    milestones = tuple(Milestone(day, value) for day, value in goal.milestones)
    parts: dict[str, object] = {
        "name": goal.name,
        "unit": goal.unit,
        "currency": goal.currency,
        "start": goal.window.start,
        "end": goal.window.end,
        "networks": ("facebook", "email"),
        "milestones": milestones,
    }
    return Plan(**{**parts, **written})  # type: ignore[arg-type]


def _launched(
    owner: Membership, colleague: User, plan: Plan, day: date, said: Sequence[tuple[User, float, str]]
) -> Campaign:
    written = _at(day - timedelta(days=9))
    made = plans.draft(organisation=owner.organisation, actor=colleague, plan=plan, now=written)
    for who, chance, why in said:
        predictions.predict(campaign=made, actor=who, probability=chance, why=why, now=written + timedelta(days=2))
    for promised in checks.of_campaign(made):
        checks.tick(campaign=made, prevention=promised.prevention, actor=colleague, now=written + timedelta(days=8))
    plans.launch(campaign=made, actor=owner.user, seen=made.version, now=_at(day))
    return made


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
