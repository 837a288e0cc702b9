"""A team's own cases: kept private, told better, removed and brought back, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused, SettingsError
from pratfall.learn.cases import cases as shipped
from pratfall.learn.cases.writing import as_facts
from pratfall.learn.matching import Situation, fits
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.people.models import AuditEntry, Membership, Organisation
from pratfall.site.people.roles import Role
from tests.site.lessons.conftest import NOW

FACTS: dict[str, Any] = {**as_facts(shipped()["la-redoute-2012"]), "slug": "our-neighbour-2024"}


@pytest.fixture
def row(owner: Membership) -> Row:
    return cases.add(organisation=owner.organisation, actor=owner.user, facts=FACTS, now=NOW)


def test_a_case_is_there_for_its_team_beside_ours_and_for_nobody_else(row: Row, charlie: Membership) -> None:
    told = cases.cases_of(row.organisation)
    assert told[0].row == row and told[0].case.slug == "our-neighbour-2024"
    assert len(told) == len(shipped()) + 1
    assert cases.found(charlie.organisation, row.slug) is None
    assert len(cases.cases_of(charlie.organisation)) == len(shipped())


def test_one_of_ours_cannot_be_covered_by_one_of_the_same_name(owner: Membership) -> None:
    with pytest.raises(Refused, match="case_there"):
        cases.add(
            organisation=owner.organisation, actor=owner.user, facts={**FACTS, "slug": "la-redoute-2012"}, now=NOW
        )


def test_the_address_of_the_page_where_one_is_added_is_no_name(owner: Membership) -> None:
    with pytest.raises(SettingsError):
        cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "slug": "new"}, now=NOW)


def test_the_same_name_twice_is_refused_and_the_first_stays_as_it_was(row: Row, owner: Membership) -> None:
    with pytest.raises(Refused, match="case_there"):
        cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "country": "BE"}, now=NOW)
    assert Row.objects.get().facts["country"] == "FR"


def test_two_teams_may_use_the_same_name(row: Row, charlie: Membership) -> None:
    cases.add(organisation=charlie.organisation, actor=charlie.user, facts=FACTS, now=NOW)
    assert Row.objects.count() == 2


def test_what_cannot_be_used_is_named_and_nothing_is_kept(owner: Membership) -> None:
    with pytest.raises(SettingsError) as caught:
        cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "kind": "war"}, now=NOW)
    assert caught.value.facts["key"] == "kind"
    advice = [{**FACTS["advice"][0], "about": "say_nothing"}]
    with pytest.raises(Refused, match="case_advice_unknown"):
        cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "advice": advice}, now=NOW)
    assert not Row.objects.exists()


def test_telling_it_better_keeps_its_name_and_two_people_do_not_overwrite_each_other(
    row: Row, owner: Membership
) -> None:
    seen = row.version
    cases.revise(row=row, actor=owner.user, facts={**FACTS, "slug": "another", "country": "BE"}, seen=seen)
    assert Row.objects.get().slug == "our-neighbour-2024" and Row.objects.get().facts["country"] == "BE"
    with pytest.raises(Conflict):
        cases.revise(row=row, actor=owner.user, facts={**FACTS, "country": "CH"}, seen=seen)
    assert Row.objects.get().facts["country"] == "BE"


def test_a_removed_case_is_gone_until_it_is_brought_back(row: Row, owner: Membership) -> None:
    cases.remove(row=row, actor=owner.user, seen=row.version, now=NOW)
    assert cases.found(row.organisation, row.slug) is None
    with pytest.raises(Refused, match="case_gone"):
        cases.revise(row=row, actor=owner.user, facts=FACTS, seen=row.version)
    cases.bring_back(row=row, actor=owner.user, seen=row.version)
    assert cases.found(row.organisation, row.slug) is not None
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts)[-3:] == ["case_added", "case_removed", "case_restored"]


def test_adding_one_that_was_removed_brings_it_back_as_it_is_told_now(row: Row, owner: Membership) -> None:
    cases.remove(row=row, actor=owner.user, seen=row.version, now=NOW)
    cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "country": "BE"}, now=NOW)
    assert Row.objects.get().removed_at is None and Row.objects.get().facts["country"] == "BE"


@pytest.mark.parametrize(
    ("role", "act", "may"),
    [
        (Role.ANALYST, "add", False),
        (Role.EDITOR, "add", True),
        (Role.EDITOR, "remove", False),
        (Role.MANAGER, "remove", True),
    ],
)
def test_an_editor_adds_and_a_manager_removes(
    join: Callable[..., Membership], row: Row, organisation: Organisation, role: Role, act: str, may: bool
) -> None:
    actor = join(role).user
    calls: dict[str, Callable[[], object]] = {
        "add": lambda: cases.add(
            organisation=organisation, actor=actor, facts={**FACTS, "slug": "second-2024"}, now=NOW
        ),
        "remove": lambda: cases.remove(row=row, actor=actor, seen=row.version, now=NOW),
    }
    if may:
        calls[act]()
    else:
        with pytest.raises(Refused, match="not_allowed_here"):
            calls[act]()


def test_there_is_an_end_to_how_many_a_team_can_add(
    row: Row, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "MOST_OWN", 1)
    with pytest.raises(Refused, match="case_too_many"):
        cases.add(organisation=owner.organisation, actor=owner.user, facts={**FACTS, "slug": "second"}, now=NOW)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_situation_like_a_case_finds_it_among_what_is_known(row: Row, lang: str) -> None:
    known = cases.cases_known(row.organisation, lang)
    told = cases.cases_of(row.organisation)
    assert len(known) == len(told)
    text = "A private joke went out from the account of the organisation instead of a personal one."
    found = [told[fit.index].case.slug for fit in fits(Situation(kind="setback", text=text, networks=("x",)), known)]
    assert {"kitchenaid-2012", "american-red-cross-2011"} & set(found)


def test_every_piece_of_advice_that_can_be_chosen_is_there_once() -> None:
    assert len(set(cases.advice_known())) == len(cases.advice_known()) > 20
