from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from pratfall.reviews.render.speech import speech
from pratfall.site.lessons import evergreens
from pratfall.site.lessons.services import materials
from pratfall.site.people.models import Membership
from pratfall.site.today import desk

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_posts_the_review_names_are_offered_until_they_are_taken(client: Client, owner: Membership) -> None:
    organisation, current = owner.organisation, desk.current(owner.organisation, NOW)
    assert current is not None
    first, *rest = evergreens.offered(current.review, [], speech("en"))
    given = evergreens.of_ids(organisation, first.platform, first.post_id, NOW)
    assert given is not None and given.text.startswith(first.label[:20]) and given.evergreen
    offers = (first, *rest)
    for one in offers:
        whole = evergreens.of_ids(organisation, one.platform, one.post_id, NOW)
        begun = one.label.removesuffix("…")
        assert whole is None or begun == one.label or f"{begun} " in " ".join(whole.text.split()), "ends with a word"
    assert any(one.label.endswith("…") for one in offers)
    made = materials.add(organisation=organisation, actor=owner.user, given=given, now=NOW)
    assert first not in evergreens.offered(current.review, [made], speech("en"))
    assert evergreens.of_ids(organisation, "x", "of nobody", NOW) is None and rest
