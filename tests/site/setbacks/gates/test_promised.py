"""A promised check stands in the way of a launch, and says which and why."""

from __future__ import annotations

from pratfall.reviews.render.speech import LANGUAGES
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns import gates as campaign_gates
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.setbacks import gates
from pratfall.site.setbacks.gates.promised import gate
from pratfall.site.setbacks.models import Setback
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import LOOK_TWICE, promise


def campaign(owner: Membership) -> Campaign:
    return Campaign.objects.create(organisation=owner.organisation, name="A new oven", created_at=NOW)


def test_what_stands_in_the_way_is_named_with_its_story(setback: Setback, owner: Membership) -> None:
    assert gate(campaign(owner), NOW) is None
    promise(setback, owner.user)
    refused = gate(Campaign.objects.get(), NOW)
    assert refused is not None
    for lang in LANGUAGES:
        said = error_line(refused, lang)
        assert LOOK_TWICE.check_words in said and setback.title in said


def test_every_gate_of_setbacks_is_asked_at_a_launch() -> None:
    assert "promised" in gates.every()
    assert set(gates.every().values()) <= set(campaign_gates._gates)
