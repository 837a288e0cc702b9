"""Everything the Monday page looks at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Campaign, Decision
from pratfall.site.people.models import Membership
from pratfall.site.reports.look import look
from pratfall.site.reports.needs import ask, sources
from pratfall.site.setbacks.services import opening
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


def test_where_there_never_was_a_setback_nobody_is_asked_what_one_needs(home: Path, owner: Membership) -> None:
    seen = look(owner.organisation, speech("en"), NOW)
    concerned = [source for source in sources().values() if getattr(source, "OF_SETBACKS", False)]
    assert len(concerned) > 5
    with CaptureQueriesContext(connection) as asked:
        ask(seen)
    # Questions about lessons ask for what ended in one go, setbacks among it.
    alone = [query["sql"] for query in asked.captured_queries if "lessons_" not in query["sql"]]
    assert sum("setbacks_" in sql for sql in alone) == 1
    assert not seen.has_setbacks


def test_every_source_that_speaks_of_setbacks_is_asked_once_there_is_one(
    home: Path, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what="A wrong picture", began_at=NOW, now=NOW
    )
    asked: list[str] = []
    for code, source in sources().items():
        monkeypatch.setattr(source, "needs", lambda _look, code=code: asked.append(code) or ())  # type: ignore[func-returns-value]
    ask(look(owner.organisation, speech("en"), NOW))
    assert asked == list(sources())
