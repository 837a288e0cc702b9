"""What a review says about a campaign's target."""

from __future__ import annotations

from dataclasses import replace

from pratfall.reviews.render.story import tell
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.reports.targets import is_about, reach_of, target_of
from tests.reviews.render.example import example


def test_the_target_of_a_running_campaign_is_found_by_its_name() -> None:
    review = example()
    finding = next(f for f in review.findings if f.code == "target_unlikely")
    named = replace(finding, facts={**finding.facts, "reach": 0.02})
    story = tell(replace(review, findings=(named,)), "en")
    campaign = Campaign(name=finding.subject.label.upper(), state=State.RUNNING)
    told = target_of(story, campaign)
    assert told is not None and is_about(told, campaign)
    assert reach_of(told) == 0.02
    assert target_of(story, Campaign(name="another", state=State.RUNNING)) is None
    assert target_of(story, Campaign(name=campaign.name, state=State.PULLED)) is None
    assert target_of(None, campaign) is None
    assert reach_of(None) is None
