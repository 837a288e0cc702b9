"""Everything the Monday page looks at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.people.models import Membership
from pratfall.site.reports.look import look
from pratfall.site.reports.needs import ask
from tests.site.reports.conftest import NOW


def test_one_look_holds_what_is_this_organisations_and_nothing_else(
    home: Path, running: Campaign, decided: Callable[..., Decision], charlie: Membership
) -> None:
    made = decided()
    seen = look(running.organisation, speech("en"), NOW)
    assert (seen.campaigns, seen.decisions) == ((running,), (made,))
    assert seen.story is None and seen.decided == {"level-1a"}
    elsewhere = look(charlie.organisation, speech("en"), NOW)
    assert (elsewhere.campaigns, elsewhere.decisions) == ((), ())


def test_asking_every_source_costs_no_query_per_row(
    home: Path, owner: Membership, decided: Callable[..., Decision]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            ask(look(owner.organisation, speech("en"), NOW))
        return len(made)

    decided()
    few = queries()
    for _ in range(10):
        decided()
    assert queries() == few
