"""How the sample's team looks after its habits: an audit a month, a repair that is done, one in hand.

Also how bold it wants to be, and a talk it makes new posts of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pratfall.records.habit_readings import HabitsThen
from pratfall.site.lessons.models import MaterialKind, Repair
from pratfall.site.lessons.services import audits, materials, portfolio, repairs, reuses
from pratfall.site.lessons.services.audits import FAULTS, Key
from pratfall.site.lessons.services.materials import Given
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.models import Membership, User
from pratfall.site.today import desk
from pratfall.site.today.desk import Desk

from .demo_plans import at

KEPT_MONTHS = 6
TRACKED, UNANSWERED = ("links_not_tracked", "facebook"), ("unanswered", "instagram")
SHARES = {("routine", "incremental"): (0.6, 0.85), ("adjacent",): (0.1, 0.3), ("radical",): (0.05, 0.2)}
TALK = "Why we eat together"
TALK_TEXT = """Every Tuesday we lay sixty places, and nobody is asked why they come.
What would you cook for sixty people with what is left over?
Last year 4,100 suppers were eaten at our table, and half of the vegetables had been on their way to the bin.
Some guests come for the soup. Most stay for the talk.
If you live alone, bring a pot: you may take home what is in ours.
"""


def fill(owner: Membership, colleague: User, until: date) -> None:
    today = at(until + timedelta(days=1))
    current = desk.current(owner.organisation, today)
    assert current is not None, "the sample is imported before its team goes to work"
    _mended(owner, colleague, current.habits, until)
    for then in current.habits[-KEPT_MONTHS - 1 : -1]:
        audits.make(organisation=owner.organisation, actor=None, now=at(then.on), history=current.habits)
    _bold(owner, until)
    _used_again(owner, colleague, current, today)


def _mended(owner: Membership, colleague: User, history: Sequence[HabitsThen], until: date) -> None:
    taken = until - timedelta(weeks=38)
    task = Task(words="Every link to our site carries its campaign", owner=colleague, due=taken + timedelta(days=21))
    old = _accepted(owner, history, TRACKED, task, taken)
    repairs.done(repair=old, actor=colleague, seen=old.version, now=at(taken + timedelta(days=17)))
    task = Task(words="Two people look at comments every evening", due=until + timedelta(days=16))
    _accepted(owner, history, UNANSWERED, task, until - timedelta(days=12))
    repairs.judge(organisation=owner.organisation, now=at(until + timedelta(days=1)), history=history)


def _accepted(
    owner: Membership, history: Sequence[HabitsThen], habit: tuple[str, str], task: Task, day: date
) -> Repair:
    key, organisation = _fault(history, habit), owner.organisation
    return repairs.accept(organisation=organisation, actor=owner.user, key=key, task=task, now=at(day), history=history)


def _fault(history: Sequence[HabitsThen], habit: tuple[str, str]) -> Key:
    """Whose it was, the last time it was one."""
    return next(
        (reading.code, reading.subject.platform, reading.subject.account_id)
        for then in reversed(history)
        for reading in then.readings
        if reading.status in FAULTS and (reading.code, reading.subject.platform) == habit
    )


def _bold(owner: Membership, until: date) -> None:
    portfolio.set_band(
        organisation=owner.organisation,
        actor=owner.user,
        shares=SHARES,
        failures=(0.5, 0.8),
        why="We are two: one thing a year that may go wrong altogether, and most of our hours for what feeds people.",
        now=at(until - timedelta(weeks=50)),
    )


def _used_again(owner: Membership, colleague: User, current: Desk, today: datetime) -> None:
    given = Given(kind=MaterialKind.TALK, title=TALK, text=TALK_TEXT, language="en", evergreen=True)
    talk = materials.add(organisation=owner.organisation, actor=colleague, given=given, now=today)
    accounts = (state.account for state in current.review.accounts)
    instagram = next(account for account in accounts if account.platform == "instagram")
    reuses.plan(
        material=talk,
        actor=owner.user,
        platform=instagram.platform,
        account_id=instagram.account_id,
        text="Some guests come for the soup. Most stay for the talk.",
        person=colleague,
        due=(today + timedelta(days=6)).date(),
        now=today,  # the guard reads the review of that day, and today's is at hand
    )
