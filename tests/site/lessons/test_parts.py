from __future__ import annotations

from pratfall.site.lessons.parts import parts
from pratfall.site.people.models import Membership


def test_the_page_somebody_is_on_is_marked_and_only_that_one(owner: Membership) -> None:
    base = owner.organisation.base
    shown = parts(owner, f"{base}/learn/")
    assert [part.here for part in shown].count(True) == 1
    assert shown[0].href == f"{base}/learn/"
    assert not any(part.here for part in parts(owner, f"{base}/plans/"))
