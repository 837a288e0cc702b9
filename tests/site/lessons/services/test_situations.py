from __future__ import annotations

from collections.abc import Callable

from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.lessons.services import situations
from pratfall.site.setbacks.models import Setback
from tests.reviews.render.example import example


def test_a_plan_is_read_by_its_name_its_hypothesis_and_what_it_carries(campaign: Campaign) -> None:
    campaign.labels = ["Oven"]
    found = situations.of_plan(campaign)
    assert found.kind == "plan" and campaign.name in found.text and campaign.hypothesis in found.text
    assert found.networks == ("facebook",) and found.labels == ("oven",)


def test_a_setback_is_read_by_what_happened_and_where(make_setback: Callable[..., Setback]) -> None:
    about = [{"kind": "account", "platform": "instagram"}, {"kind": "account", "platform": ""}]
    found = situations.of_setback(make_setback(about=about))
    assert "another charity" in found.text and found.networks == ("instagram",) and found.labels == ()


def test_of_a_finding_only_causes_that_were_told_count() -> None:
    for finding in example().findings:
        found = situations.of_finding(finding, ("A title", "A title", "A sentence"))
        told = [cause.code for cause in finding.diagnosis.causes if cause.told] if finding.diagnosis else []
        assert list(found.causes) == told and found.text == "A title\nA sentence"


def test_an_idea_is_read_by_its_question_and_what_is_compared() -> None:
    idea = Idea(
        name="Faces", question="Do faces help?", variants=["a face", "none"], platform="Instagram", labels=["F"]
    )
    found = situations.of_idea(idea)
    assert found.text.splitlines() == ["Faces", "Do faces help?", "a face", "none"]
    assert found.networks == ("instagram",) and found.labels == ("f",)
