from __future__ import annotations

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.reports.look import look
from pratfall.site.reports.needs.paused import needs
from pratfall.site.setbacks.services import pauses
from tests.site.reports.needs.test_statements_waiting import severe
from tests.site.setbacks.conftest import NOW


def test_a_pause_says_how_many_places_are_left_until_it_is_lifted(home: object, owner: Membership) -> None:
    pause = pauses.pause(setback=severe(owner), actor=owner.user, now=NOW)
    here = look(owner.organisation, speech("fr"), NOW)
    (need,) = needs(here)
    assert need.sentence == f"{pause.places.count()} endroits restent à mettre en pause à la main."
    for place in pause.places.all():
        pauses.tick(paused=place, actor=owner.user, done=True, now=NOW)
    (need,) = needs(here)
    assert "cochées" in need.sentence
    pauses.lift(pause=pause, actor=owner.user, now=NOW)
    assert list(needs(here)) == []
