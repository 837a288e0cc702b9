from __future__ import annotations

from collections.abc import Callable

from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.lessons.near import Near, chosen, near, rests_on
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback

Make = Callable[..., Setback]


def test_what_a_setback_names_comes_first_and_never_itself(
    owner: Membership, make_setback: Make, running: Campaign, decided: Callable[..., Decision]
) -> None:
    about = Basis(about="campaign", refs=(str(running.pk),), title=running.name, numbers={}, campaign=running)
    decision = decided(basis=about)
    row = make_setback(finding="level-1a", campaign=running)
    other = make_setback(title="Another", campaign=running)
    found = near(owner.organisation, row)
    assert [one.key for one in found[:4]] == [
        "finding:level-1a",
        f"campaign:{running.pk}",
        f"decision:{decision.pk}",
        f"setback:{other.pk}",
    ]
    assert f"setback:{row.pk}" not in [one.key for one in found]
    assert len(found) == len({one.key for one in found})


def test_experience_may_rest_on_what_is_newest_but_on_nothing_of_others(
    setback: Setback, make_setback: Make, charlie: Membership, owner: Membership
) -> None:
    make_setback(drill=True, title="Made up")
    assert [one.title for one in near(owner.organisation, None)] == [setback.title]
    assert near(charlie.organisation, None) == []


def test_a_form_cannot_link_what_was_not_offered() -> None:
    offered = [Near("decision", "1", "One"), Near("finding", "level", "Two")]
    assert chosen(["finding:level", "decision:99", "<b>"], offered) == [
        {"kind": "finding", "ref": "level", "title": "Two"}
    ]


def test_what_is_kept_leads_to_its_page_and_a_kind_nobody_knows_nowhere() -> None:
    kept = [{"kind": "finding", "ref": "level", "title": "Two"}, {"kind": "x", "ref": "1"}, {}]
    assert [one.href for one in rests_on(kept)] == ["/findings/level/"]


def test_a_decision_leads_to_its_findings(owner: Membership, decided: Callable[..., Decision]) -> None:
    assert near(owner.organisation, decided())[0].key == "finding:level-1a"
