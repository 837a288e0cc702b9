from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.lessons.models import Origin
from pratfall.site.lessons.services.subjects import href_of, origin_of, subject_of, title_of
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback


def test_every_origin_finds_its_own_and_says_where_it_is(
    owner: Membership, setback: Setback, campaign: Campaign, decided: Callable[..., Decision]
) -> None:
    decision = decided()
    for origin, row in ((Origin.SETBACK, setback), (Origin.CAMPAIGN, campaign), (Origin.DECISION, decision)):
        assert subject_of(owner.organisation, origin, row.pk) == row
        assert origin_of(row) == origin
        assert str(row.pk) in href_of(origin, row.pk)
        assert title_of(row)
    assert subject_of(owner.organisation, Origin.HAND, 1) is None
    assert subject_of(owner.organisation, Origin.IDEA, 1) is None
    assert subject_of(owner.organisation, Origin.SETBACK, None) is None
    assert href_of(Origin.HAND, None) == ""
    assert href_of(Origin.IDEA, 3) == "/ideas/3/"


def test_what_is_of_another_organisation_or_a_drill_is_not_found(
    charlie: Membership, setback: Setback, make_setback: Callable[..., Setback]
) -> None:
    assert subject_of(charlie.organisation, Origin.SETBACK, setback.pk) is None
    assert subject_of(setback.organisation, Origin.SETBACK, make_setback(drill=True).pk) is None


@pytest.mark.parametrize("origin", list(Origin))
def test_every_origin_is_known_to_both(origin: Origin, owner: Membership) -> None:
    assert subject_of(owner.organisation, origin, 999) is None
    assert isinstance(href_of(origin, 999), str)
