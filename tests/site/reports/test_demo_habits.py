"""How the sample's team looks after its habits."""

from __future__ import annotations

from pratfall.site.lessons.models import Audit, Material, Repair, RepairState, Reuse
from pratfall.site.lessons.services import portfolio
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_habits
from tests.site.reports.conftest import NOW


def test_a_repair_is_done_and_judged_one_is_in_hand_and_an_audit_is_kept_a_month(filled: Membership) -> None:
    done, open_one = Repair.objects.order_by("at")
    assert (done.state, open_one.state) == (RepairState.DONE, RepairState.ACCEPTED)
    assert done.after is not None
    assert open_one.owner is None
    assert Audit.objects.count() == demo_habits.KEPT_MONTHS


def test_a_text_is_used_again_and_the_team_says_how_bold_it_wants_to_be(filled: Membership) -> None:
    assert Reuse.objects.get().material == Material.objects.get()
    assert portfolio.chosen(filled.organisation, NOW) is not None
