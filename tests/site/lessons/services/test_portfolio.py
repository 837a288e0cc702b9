"""The band, what a manager says over the rules, and what comes of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from pratfall.errors import Refused
from pratfall.learn.portfolio import DEFAULT
from pratfall.records.numbers import Estimate, Window
from pratfall.site.lessons.models import Band, Genuine
from pratfall.site.lessons.services import portfolio as services
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.past_work import FIRST, history, past, tried_out

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHARES = {("routine", "incremental"): (0.5, 0.7), ("adjacent",): (0.2, 0.4), ("radical",): (0.1, 0.2)}


def band(owner: Membership, **given: Any) -> Band:
    values: dict[str, Any] = {"shares": SHARES, "failures": (0.4, 0.8), "why": "We want to dare more.", "now": NOW}
    return services.set_band(organisation=owner.organisation, actor=owner.user, **{**values, **given})


def judge(owner: Membership, number: int, **given: Any) -> Genuine:
    values: dict[str, Any] = {"origin": "idea", "number": number, "genuine": True, "why": "It could.", "now": NOW}
    return services.judge(organisation=owner.organisation, actor=owner.user, **{**values, **given})


def test_a_year_of_campaigns_and_ideas_is_told_together(owner: Membership) -> None:
    history(owner, {}, reached=1, campaigns=5)
    past(owner, "Letters", boldness="routine")
    tried_out(owner, "worse")
    found = services.portfolio(owner.organisation, NOW)
    assert (found.effort.begun, len(found.tests)) == (7, 6)
    assert (found.failure.failed, found.failure.worked) == (5, 1)
    assert isinstance(found.failure.rate, Estimate)
    assert found.window == Window(date(2025, 11, 22), date(2026, 11, 21))


def test_a_window_leaves_out_what_lies_outside(owner: Membership) -> None:
    tried_out(owner)
    later = Window(FIRST + timedelta(days=60), FIRST + timedelta(days=90))
    assert services.portfolio(owner.organisation, NOW, later).tests == ()


def test_until_somebody_chooses_a_band_the_default_holds_and_the_newest_choice_after(owner: Membership) -> None:
    assert services.band_of(owner.organisation, NOW) == DEFAULT
    band(owner)
    band(owner, failures=(0.3, 0.7), now=NOW + timedelta(days=1))
    assert services.band_of(owner.organisation, NOW).failures == (0.4, 0.8)
    later = services.band_of(owner.organisation, NOW + timedelta(days=2))
    assert (dict(later.shares), later.failures) == (SHARES, (0.3, 0.7))
    assert AuditEntry.objects.filter(act="band_set").count() == 2


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("portfolio_why", {"why": " \0 "}),
        ("band_levels", {"shares": {("routine",): (0.5, 1.0)}}),
        ("band_levels", {"shares": {**SHARES, ("adjacent", "radical"): (0.1, 0.2)}}),
        ("band_limits", {"failures": (0.8, 0.4)}),
        ("band_limits", {"failures": (float("nan"), 0.4)}),
        ("band_limits", {"failures": (0.2, 1.4)}),
        ("band_sum", {"shares": {**SHARES, ("radical",): (0.9, 0.95)}}),
        ("band_sum", {"shares": {**SHARES, ("routine", "incremental"): (0.1, 0.2)}}),
    ],
)
def test_a_band_nothing_could_lie_in_is_refused(owner: Membership, code: str, given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        band(owner, **given)
    assert refused.value.code == code
    assert not Band.objects.exists()


def test_a_manager_signs_that_a_flagged_test_counts_and_the_newest_word_holds(owner: Membership) -> None:
    idea = tried_out(owner, exit_rule="")
    assert len(services.portfolio(owner.organisation, NOW).set_aside) == 1
    judge(owner, idea.pk)
    assert not services.portfolio(owner.organisation, NOW).set_aside
    judge(owner, idea.pk, genuine=False, why="On reflection it could not.")
    assert len(services.portfolio(owner.organisation, NOW).set_aside) == 1
    acts = AuditEntry.objects.filter(act="test_judged").order_by("pk")
    assert [(row.subject, row.after) for row in acts] == [
        (f"idea:{idea.pk}", {"genuine": True}),
        (f"idea:{idea.pk}", {"genuine": False}),
    ]


def test_who_has_not_seen_the_newest_band_is_told_and_nothing_is_written(owner: Membership) -> None:
    first = band(owner, seen=0)
    for stale in (0, first.pk + 1):
        with pytest.raises(Refused, match="band_changed"):
            band(owner, seen=stale)
    band(owner, seen=first.pk)
    assert Band.objects.count() == 2


def test_who_answers_a_word_that_is_not_the_newest_is_told(owner: Membership) -> None:
    idea = tried_out(owner, exit_rule="")
    first = judge(owner, idea.pk, seen=0)
    with pytest.raises(Refused, match="test_judged_meanwhile"):
        judge(owner, idea.pk, genuine=False, seen=0)
    judge(owner, idea.pk, genuine=False, seen=first.pk)
    assert [row.genuine for row in Genuine.objects.order_by("pk")] == [True, False]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.GUEST])
def test_only_managers_set_the_band_or_judge(owner: Membership, join: Callable[..., Membership], role: Role) -> None:
    idea, member = tried_out(owner), join(role)
    for act in (lambda: band(member), lambda: judge(member, idea.pk)):
        with pytest.raises(Refused, match="not_allowed_here"):
            act()


def test_what_is_not_there_or_is_another_organisations_cannot_be_judged(owner: Membership, charlie: Membership) -> None:
    idea = tried_out(owner)
    routine = past(owner, "Letters", boldness="routine")
    with pytest.raises(Refused, match="no_such_test"):
        judge(charlie, idea.pk)
    for given in ({"origin": "setback"}, {"number": 10**9}, {"origin": "campaign", "number": routine.pk}):
        with pytest.raises(Refused, match="no_such_test"):
            judge(owner, **{"number": idea.pk, **given})
    assert not Genuine.objects.exists()


def test_rows_are_never_changed(owner: Membership) -> None:
    made = band(owner)
    with pytest.raises(DatabaseError), transaction.atomic():
        Band.objects.filter(pk=made.pk).update(why="otherwise")


def test_looking_costs_no_query_per_test(owner: Membership, django_assert_max_num_queries: Any) -> None:
    history(owner, {owner.user: 0.5}, reached=2, campaigns=8)
    for n in range(4):
        tried_out(owner, name=f"Idea {n}", question=f"Question number {n}?", variants=["a", f"b{n}"])
    with django_assert_max_num_queries(8):
        services.portfolio(owner.organisation, NOW)
