"""What the sample's team learnt in its year, and how a lesson of spring kept an autumn plan from the same mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Window
from pratfall.respond.lifecycle import State
from pratfall.sample import wrong_picture
from pratfall.site.campaigns.models import Boldness, Campaign, Idea
from pratfall.site.campaigns.plan import Failure, Stop, StopKind
from pratfall.site.campaigns.services import plans
from pratfall.site.lessons.models import Answer, Lesson, Origin
from pratfall.site.lessons.services import asked, contradictions, fits, lessons, rechecks, showings, situations
from pratfall.site.lessons.services.lessons import Lines
from pratfall.site.people.models import Membership, User
from pratfall.site.setbacks.models import Setback

from .demo_plans import COLD_ROOM, at, plan_of

WINTER = "A winter of soup"
BORROWED = "A full table in the picture makes people give: we take photos from the shared folder and from friends."
OWN = "A full table in the picture makes people give: photos of our own suppers, each with who took it and who agreed."
PICTURES = Lines(
    believed="A picture in our shared folder is ours to use.",
    happened="We posted another charity's kitchen as if it were ours; people noticed before the evening was over.",
    now_do="Every picture comes from the folder with names in it: who took it, and who agreed. No name, no post.",
    holds_when="Whenever a post, a mailing or a campaign shows a place or people.",
)
DEADLINE = Lines(
    believed="An appeal brings more when it has no end: people give when they can.",
    happened="Six weeks with a last day brought more than the target; half of it came in the first and last week.",
    now_do="An appeal has a last day, and a letter goes out in its first week and in its last.",
    holds_when="For one thing with a price, once or twice a year; not for the running costs.",
)
SMALL = Lines(
    believed="Two weeks, every other month, add up to a good year.",
    happened="Twelve small appeals: half of them missed nine gifts, and the next one always seemed sure to do better.",
    now_do="Fewer appeals, and an honest guess beforehand that looks at how the others went.",
    holds_when="As long as nearly everybody who gives already reads our letters.",
)
LONG = Lines(
    believed="A last day puts people off who are paid at the end of the month.",
    happened="Three people wrote that they had wanted to give when the appeal was already over.",
    now_do="An appeal has no last day: whoever comes late may still give.",
    holds_when="When people hear of it late, as on a network we rarely post on.",
)

VIDEOS = Lines(
    believed="A recipe is better filmed than written.",
    happened="Twenty short videos, three hours each: a typical one brought seven reactions where twenty were needed.",
    now_do="Recipes stay a picture and five lines. We film only what cannot be told without moving.",
    holds_when="While nobody of us has time to film well.",
)
PLAY = Lines(
    believed="Whoever cannot come to supper would like to hear it.",
    happened="Fourteen listened to the first play, four to the later ones; the readers were tired by the twelfth.",
    now_do="Something new ends after six parts unless the sixth is heard more than the first.",
)


def fill(owner: Membership, colleague: User, until: date) -> None:
    """After everything else the team lived through is there."""
    pictures = _of_spring(owner, colleague, until)
    _of_what_ended(owner, colleague, until)
    _same_mistake_stopped(owner, colleague, pictures, until)


def _of_spring(owner: Membership, colleague: User, until: date) -> Lesson:
    setback = Setback.objects.get(organisation=owner.organisation, state=State.CLOSED)
    written = lessons.write(
        organisation=owner.organisation,
        actor=owner.user,
        lines=PICTURES,
        origin=Origin.SETBACK,
        subject=setback,
        networks=("facebook",),
        tags=("pictures", "permission"),
        now=wrong_picture.published(until) + timedelta(days=70),
    )
    rechecks.recheck(
        lesson=written,
        actor=colleague,
        answer=Answer.HOLDS,
        seen=written.version,
        why="We looked: every picture since has a name.",
        now=at(until - timedelta(days=60)),
    )
    return written


def _of_what_ended(owner: Membership, colleague: User, until: date) -> None:
    """Two that cannot both be followed, and when which of them holds; three that were learnt by trying."""
    cold_room = Campaign.objects.get(organisation=owner.organisation, name=COLD_ROOM)
    rounds = Campaign.objects.filter(organisation=owner.organisation, unit=GoalUnit.GIFTS).order_by("end")
    tests = Idea.objects.filter(organisation=owner.organisation)
    told = (
        (DEADLINE, Origin.CAMPAIGN, cold_room, ("appeal", "deadline"), 24),
        (LONG, Origin.HAND, None, ("appeal", "deadline"), 20),
        (SMALL, Origin.CAMPAIGN, rounds.last(), ("appeal", "forecast"), 28),
        (VIDEOS, Origin.IDEA, tests.get(name="Recipes as one-minute videos"), ("video", "recipes"), 35),
        (PLAY, Origin.IDEA, tests.get(name="A supper told as a radio play"), ("audio", "series"), 25),
    )
    made = [
        lessons.write(
            organisation=owner.organisation,
            actor=owner.user,
            lines=lines,
            origin=origin,
            subject=subject,
            networks=() if origin == Origin.IDEA else ("email", "facebook"),
            tags=tags,
            now=at(until - timedelta(weeks=weeks)),
        )
        for lines, origin, subject, tags, weeks in told
    ]
    both = contradictions.mark(
        one=made[0], other=made[1], actor=colleague, why="One asks for a last day, the other forbids it.",
        now=at(until - timedelta(weeks=19)),
    )  # fmt: skip
    contradictions.settle(
        contradiction=both,
        actor=owner.user,
        seen=both.version,
        words="A last day for one thing with a price. No last day for what we need all year.",
        now=at(until - timedelta(weeks=18)),
    )
    for row in rounds:
        if row != rounds.last():
            asked.answer_none(
                organisation=owner.organisation, actor=owner.user, origin=Origin.CAMPAIGN, number=row.pk,
                why="One of twelve alike: see the lesson of the last one.", now=at(until - timedelta(weeks=28)),
            )  # fmt: skip


def _same_mistake_stopped(owner: Membership, colleague: User, pictures: Lesson, until: date) -> None:
    """Autumn: a plan would borrow pictures again. The lesson stands beside it, and the plan is changed."""
    written = at(until - timedelta(days=46))
    start = until + timedelta(days=10)
    goal = CampaignGoal(
        name=WINTER,
        labels=frozenset((WINTER.casefold(),)),
        window=Window(start, start + timedelta(days=41)),
        currency="EUR",
    )
    first = plan_of(
        goal,
        target=Decimal(5000),
        budget_hours=Decimal(35),
        failures=(Failure("facebook", "income", Decimal(800)), Failure("email", "income", Decimal(1800))),
        stops=(Stop(StopKind.RESULT_BELOW, Decimal(1500), start + timedelta(days=20)),),
        hypothesis=BORROWED,
        boldness=Boldness.ADJACENT.value,
        owner=colleague.pk,
    )
    plan = plans.draft(organisation=owner.organisation, actor=colleague, plan=first, now=written)
    found = fits.fitting(owner.organisation, situations.of_plan(plan), written)
    place = showings.Place("plan", str(plan.pk), plan.name)
    shown = showings.shown(organisation=owner.organisation, place=place, fits=found, now=written)
    spring = next(row for row in shown if row.lesson == pictures)
    showings.answer(showing=spring, actor=colleague, said="used", seen=spring.version, now=written)
    plans.revise(
        campaign=plan, actor=colleague, plan=replace(first, hypothesis=OWN), seen=plan.version,
        now=written + timedelta(hours=1),
    )  # fmt: skip
    spring.refresh_from_db()
    showings.answer(
        showing=spring,
        actor=colleague,
        said="helped",
        seen=spring.version,
        note="Two of the pictures we had in mind were from another kitchen. We took our own.",
        now=written + timedelta(days=12),
    )
