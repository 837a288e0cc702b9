"""Numbers taken down as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.reviews.render import as_json, codec
from pratfall.reviews.render.story import tell
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.plan import columns
from pratfall.site.reports import freezing
from pratfall.site.today.desk import Desk
from tests.reviews.render.example import example
from tests.site.reports.conftest import NUMBERS, PLAN


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "review.json").write_text(as_json.dumps(example(), indent=None), encoding="utf-8")
    return Desk(tmp_path)


def test_findings_are_kept_whole_with_the_review_they_stood_in(desk: Desk) -> None:
    told = tuple(tell(example(), "en").by_slug.values())[:2]
    basis = freezing.of_findings(desk, told)
    assert basis.refs == [item.slug for item in told]
    assert basis.codes == [item.code for item in told]
    assert basis.numbers["findings"][0] == codec.encode(told[0].finding)
    assert len(basis.numbers["review"]["sha256"]) == 64


def test_a_campaign_is_kept_with_its_plan_and_numbers(desk: Desk) -> None:
    campaign = Campaign(pk=7, **columns(PLAN))
    basis = freezing.of_campaign(desk, campaign, NUMBERS, None)
    assert basis.numbers["plan"] == PLAN.as_json()
    campaign.outcome = basis.numbers["campaign"]
    assert freezing.numbers_kept(campaign) == NUMBERS
    assert freezing.of_campaign(None, campaign, None, None).numbers["campaign"] == {}
    assert freezing.numbers_kept(Campaign()) is None


def test_a_test_is_kept_with_its_design_and_result() -> None:
    basis = freezing.of_idea(None, Idea(pk=3, name="Bluesky", design={"sees_rise": 2}, result={"state": "worse"}))
    assert basis.numbers["idea"] == {"design": {"sees_rise": 2}, "result": {"state": "worse"}}
    assert (basis.about, basis.refs) == ("idea", ["3"])
