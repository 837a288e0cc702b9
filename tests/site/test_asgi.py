from __future__ import annotations

import pytest

from pratfall.site.asgi import ask_for_reviews
from pratfall.site.people.models import Membership


def test_every_organisations_review_is_asked_for_before_anybody_comes(
    owner: Membership, charlie: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("pratfall.site.today.jobs.make_review", asked.append)
    ask_for_reviews()
    assert asked == [owner.organisation.pk, charlie.organisation.pk]
