"""Which rows of the trail are of a setback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratfall.site.setbacks.models import Debrief, Pause, PausedPlace, Setback, Voice
from pratfall.site.setbacks.trail import subjects_of
from tests.site.setbacks.conftest import NOW


def test_its_own_rows_are_named_and_those_that_hang_on_them(
    setback: Setback, make_setback: Callable[..., Setback], django_assert_num_queries: Any
) -> None:
    pause = Pause.objects.create(setback=setback, by=setback.opened_by, at=NOW)
    place = PausedPlace.objects.create(pause=pause, place="buffer")
    debrief = Debrief.objects.create(setback=setback, opened_at=NOW, opened_by=setback.opened_by)
    voice = Voice.objects.create(debrief=debrief, at=NOW)
    other = Pause.objects.create(setback=make_setback(), by=setback.opened_by, at=NOW)
    with django_assert_num_queries(1):
        named = subjects_of(setback)
    own = {f"setback:{setback.pk}", f"pause:{pause.pk}", f"pausedplace:{place.pk}", f"voice:{voice.pk}"}
    assert named == own | {f"debrief:{debrief.pk}"}
    assert f"pause:{other.pk}" not in named
