"""The sample organisation's team at work: two members, a failing campaign, one that is over, and a test of an idea.

Everything is written by the same use cases a person's clicks go through, on the days they would have been.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from pratfall.records.advice import Act
from pratfall.records.goals import CampaignGoal
from pratfall.records.scene import Scene
from pratfall.reviews import settings
from pratfall.reviews.engine import scene_of
from pratfall.site import place
from pratfall.site.campaigns.models import Boldness, Campaign
from pratfall.site.campaigns.plan import Failure, Stop, StopKind
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.people import services
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role

from . import demo_habits, demo_lessons, demo_rounds, demo_setbacks, demo_tests, freezing
from .demo_plans import COLD_ROOM, at, ended, launched, plan_of

COLLEAGUE, MAIL = "Noor Haddad", "noor@thelongtable.example"
OVEN = "Six weeks for a new oven"


def fill(owner: Membership, until: date) -> None:
    """`until`: the last day of the sample's files."""
    known = settings.load(settings.home())
    goals = {goal.name: goal for goal in known.campaigns}
    colleague = _join(owner)
    # The sample's files are all of today: what they say of past weeks is taken for what was known when those ended.
    scene = scene_of(place.lake(owner.organisation), now=at(until + timedelta(days=1)), settings=known)
    demo_rounds.fill(owner, colleague, scene, until)
    _ended(owner, colleague, goals[COLD_ROOM], scene)
    demo_setbacks.over(owner, colleague, until)
    _running(owner, colleague, goals[OVEN], until)
    demo_tests.fill(owner, colleague, scene, until)
    demo_setbacks.running(owner, colleague, until)
    demo_lessons.fill(owner, colleague, until)
    demo_habits.fill(owner, colleague, until)


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
    plan = plan_of(
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
    made = launched(owner, colleague, plan, goal.window.start, ((owner.user, 0.8, ""), (colleague, 0.35,
                     "the letters go to the same people as in spring")))  # fmt: skip
    return made


def _ended(owner: Membership, colleague: User, goal: CampaignGoal, scene: Scene) -> None:
    """The spring campaign: what was predicted, what it brought, what was decided, and what came of that."""
    target = Decimal(5000)
    plan = plan_of(
        goal,
        target=target,
        budget_hours=Decimal(40),
        failures=(Failure("email", "income", Decimal(1500)), Failure("facebook", "gifts", Decimal(8))),
        stops=(Stop(StopKind.RESULT_BELOW, Decimal(1200), goal.window.start + timedelta(days=20)),),
        hypothesis="A deadline of six weeks makes people give now rather than later.",
        owner=owner.user.pk,
    )
    made = launched(owner, colleague, plan, goal.window.start, ((owner.user, 0.6, ""), (colleague, 0.7, "")))
    over = at(goal.window.end + timedelta(days=1))
    numbers = ended(owner, made, goal, scene)
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
