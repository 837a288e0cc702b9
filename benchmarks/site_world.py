"""What the pages are measured over: 400 accounts, a team of fifty, their plans, decisions and tests of ideas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .lake import x_header, x_lines

if TYPE_CHECKING:
    from pratfall.site.people.models import Membership, User

SLUG = "many"
DAYS = 365
POSTS = 60  # per account
FADING = 10  # every tenth account brings a third of what it did, in its last quarter
CAMPAIGNS, IDEAS, DECISIONS = 30, 10, 60
COOKIE_HOST = "127.0.0.1"
STUDIED = "Does a typical post bring eight reactions there?"


def make_files(folder: Path, accounts: int, until: date, *, seed: int = 2026) -> list[Path]:
    """One export per account, in the shape of the old X export, of the year before `until`."""
    folder.mkdir(parents=True, exist_ok=True)
    end = datetime(until.year, until.month, until.day, tzinfo=UTC)
    start, change = end - timedelta(days=DAYS), end - timedelta(days=DAYS // 4)
    paths = []
    for number in range(accounts):
        rng = np.random.default_rng([seed, number])
        handle, late = f"account{number:03d}", 0.3 if number % FADING == 0 else 1.0
        path = folder / f"tweet_activity_metrics_{handle}_{start:%Y%m%d}_{end:%Y%m%d}_en.csv"
        before = x_lines(rng, handle, start, change, POSTS * 3 // 4)
        after = x_lines(rng, handle, change, end, POSTS // 4, late)
        path.write_text(x_header() + "".join((*before, *after)), encoding="utf-8")
        paths.append(path)
    return paths


def import_all(home: Path, paths: Sequence[Path]) -> None:
    from pratfall.lake import Lake
    from pratfall.reviews.intake import import_paths

    reports = import_paths(Lake(home, SLUG), paths, now=datetime.now(UTC))
    refused = [report for report in reports if report.outcome not in ("imported", "duplicate")]
    assert not refused, refused[0]


def make_team(people: int, *, scale: float = 1.0) -> list[Membership]:
    """Members of every role, and what they have planned, decided and tried. Needs django.setup() and a lake."""
    from pratfall.site.people import services
    from pratfall.site.people.models import Membership
    from pratfall.site.people.roles import Role

    owner = services.first_account(
        name="Olive Owner", email="olive@many.example", password=None, organisation="Many", lake_key=SLUG
    )
    members = [owner]
    for number in range(1, people):
        user = services.add_user(name=f"Person {number:02d}", email=f"p{number}@many.example", password=None)
        role = (Role.MANAGER, Role.EDITOR, Role.EDITOR, Role.ANALYST)[number % 4]
        members.append(Membership.objects.create(user=user, organisation=owner.organisation, role=role))
    now = datetime.now(UTC)
    make_plans(owner, now, round(CAMPAIGNS * scale))
    _ideas(owner, now, round(IDEAS * scale))
    _decisions(owner, now, round(DECISIONS * scale))
    return members


def make_plans(owner: Membership, now: datetime, count: int) -> None:
    """Of posts that carry a tag of their own; a third of them run, a third are over."""
    from pratfall.records.goals import GoalUnit
    from pratfall.site.campaigns.plan import Failure, Plan, Stop, StopKind
    from pratfall.site.campaigns.services import plans, predictions

    for number in range(count):
        start = now.date() + timedelta(days=(-200, -30, 20)[number % 3])
        plan = Plan(
            name=f"Campaign {number:02d}",
            unit=GoalUnit.GIFTS,
            currency="",
            target=Decimal(5000),
            start=start,
            end=start + timedelta(days=60),
            networks=("x",),
            labels=(("care", "river", "garden", "winter")[number % 4],),
            failures=(Failure("x", "posts", Decimal(3)),),
            stops=(Stop(StopKind.RESULT_BELOW, Decimal(100), start + timedelta(days=30)),),
            budget_hours=Decimal(30),
            hypothesis="People give for one thing they can picture.",
            audience="Those who gave last year.",
            audience_known="Read from last year's donations.",
            owner=owner.user.pk,
        )
        written = now - timedelta(days=210)
        made = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=written)
        if number % 3 < 2:
            predictions.predict(campaign=made, actor=owner.user, probability=0.6, why="", now=written)
            plans.launch(campaign=made, actor=owner.user, seen=made.version, now=now - timedelta(days=200))
        if number % 3 == 0:
            plans.end(campaign=made, actor=owner.user, seen=made.version, now=now - timedelta(days=120), outcome={})


def _ideas(owner: Membership, now: datetime, count: int) -> None:
    from pratfall.decide.ideas import Kind
    from pratfall.site.campaigns.services import ideas

    for number in range(count):
        values = {
            "name": f"Idea {number:02d}",
            "question": STUDIED,
            "kind": Kind.AGAINST_BAR.value,
            "variants": ["Elsewhere"],
            "labels": [f"elsewhere-{number}"],
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
            "exit_rule": "Thirty posts are out.",
            "changes_mind": "Twice as much.",
            "owner_id": owner.user.pk,
        }
        ideas.propose(organisation=owner.organisation, actor=owner.user, values=values, now=now)


def _decisions(owner: Membership, now: datetime, count: int) -> None:
    """About findings of today's review, which is made here."""
    from pratfall.records.advice import Act
    from pratfall.site.campaigns.services import decisions
    from pratfall.site.reports import freezing
    from pratfall.site.today import desk

    current = desk.current(owner.organisation, now)
    assert current is not None
    told = list(current.story("en").by_slug.values())
    for number, item in enumerate(told[::3][:count]):
        decisions.decide(
            organisation=owner.organisation,
            actor=owner.user,
            basis=freezing.of_findings(current, [item]),
            act=(Act.KEEP, Act.WAIT, Act.OPTIMISE)[number % 3],
            why="We look again in four weeks.",
            look_again=(now + timedelta(days=28)).date(),
            tasks=(decisions.Task("Ask the volunteers", owner.user, (now + timedelta(days=7)).date()),),
            now=now - timedelta(hours=number),
        )


def addresses() -> dict[str, list[str]]:
    """Pages people click through, by kind, below the organisation's address."""
    from pratfall.reviews.render.story import post_href
    from pratfall.site.campaigns.models import Campaign, Decision, Idea
    from pratfall.site.people.models import Organisation
    from pratfall.site.today import desk

    organisation = Organisation.objects.get(slug=SLUG)
    current = desk.current(organisation)
    assert current is not None
    story = current.story("en")
    posts = [(t.finding.subject.platform, e.id) for t in story.by_slug.values() for e in t.finding.evidence[:1]
             if e.kind == "post"]  # fmt: skip
    plans = list(Campaign.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "monday": ["/"],
        "review": ["/review/"],
        "finding": [f"/findings/{slug}/" for slug in list(story.by_slug)[:40]],
        "account": [account.subject_href for account in story.accounts[:40] if account.subject_href],
        "post": [post_href(platform, ref) for platform, ref in posts[:40]] if posts else [],
        "plans": ["/plans/"],
        "plan": [f"/plans/{pk}/" for pk in plans],
        "plan form": [f"/plans/{pk}/edit/" for pk in plans[1::3]],
        "calendar": ["/plans/calendar/"],
        "idea": [f"/ideas/{pk}/" for pk in Idea.objects.values_list("pk", flat=True)],
        "decisions": ["/decisions/"],
        "decision": [f"/decisions/{pk}/" for pk in Decision.objects.values_list("pk", flat=True)],
        "search": [f"/search/?q={word}" for word in ("river", "garden", "Campaign", "account1")],
        "files": ["/files/"],
        "freshness": ["/files/freshness/"],
        "members": ["/members/"],
        "audit": ["/audit/"],
    }


def cookies(users: Sequence[User]) -> list[str]:
    """A signed-in session of each, as its cookie's value."""
    from django.test import Client

    found = []
    for user in users:
        browser = Client(headers={"host": COOKIE_HOST})
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        found.append(browser.cookies["pratfall_session"].value)
    return found
