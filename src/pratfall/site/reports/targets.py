"""What a review says about reaching the target of one of the site's campaigns."""

from __future__ import annotations

from pratfall.reviews.render.story import Story, Told
from pratfall.site.campaigns.models import Campaign, State

TARGETS = frozenset({"target_unlikely", "target_open", "target_likely"})


def is_about(told: Told, campaign: Campaign) -> bool:
    return told.code in TARGETS and told.finding.subject.label.casefold() == campaign.name.casefold()


def target_of(story: Story | None, campaign: Campaign) -> Told | None:
    """None where it does not run, or the review says nothing of it."""
    if story is None or campaign.state != State.RUNNING:
        return None
    return next((told for told in story.by_slug.values() if is_about(told, campaign)), None)


def reach_of(told: Told | None) -> float | None:
    """The chance (0 to 1) of reaching it."""
    reach = told.finding.facts.get("reach") if told else None
    return float(reach) if isinstance(reach, int | float) else None
