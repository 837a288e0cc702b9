from __future__ import annotations

from pratfall.site.outgoing import services
from pratfall.site.outgoing.digest import wishes_of
from pratfall.site.people.models import Membership


def test_without_a_word_somebody_hears_the_week_and_what_cannot_wait(owner: Membership) -> None:
    known = wishes_of(owner)
    assert (known.weekly, known.weekday, known.at_once, known.pk) == (True, 0, True, None)


def test_the_last_word_holds_and_stopping_one_leaves_the_other(owner: Membership) -> None:
    services.wish(membership=owner, weekly=True, weekday=4, at_once=True)
    services.stop(membership=owner, wish="weekly")
    known = wishes_of(owner)
    assert (known.weekly, known.weekday, known.at_once) == (False, 4, True)


def test_only_the_newest_calendar_opens(owner: Membership) -> None:
    first, second = services.new_calendar(membership=owner), services.new_calendar(membership=owner)
    assert services.follower_of(first) is None and services.follower_of(second) == owner
    owner.user.is_active = False
    owner.user.save()
    assert services.follower_of(second) is None
