"""What two people wrote, put together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pratfall.site.campaigns.merging import chosen, merged
from pratfall.site.campaigns.plan import Plan


def test_what_only_one_side_changed_is_settled_and_what_both_changed_stays_open(plan: Plan) -> None:
    base = plan.as_json()
    yours = replace(plan, target=Decimal(5000), hypothesis="mine").as_json()
    theirs = replace(plan, hypothesis="theirs", audience="neighbours").as_json()
    merge = merged(base, yours, theirs)
    assert merge.open == {"hypothesis": ("mine", "theirs")}
    assert merge.theirs_only == ("audience",)
    assert (merge.settled["target"], merge.settled["audience"]) == ("5000", "neighbours")
    assert chosen(merge.settled, theirs, {"hypothesis": "theirs"})["hypothesis"] == "theirs"
    assert chosen(merge.settled, theirs, {})["hypothesis"] == "mine"


def test_the_same_change_twice_is_no_conflict(plan: Plan) -> None:
    both = replace(plan, target=Decimal(5000)).as_json()
    assert not merged(plan.as_json(), both, both).open
