"""How a repair stands, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from pratfall.reviews.render.codec import encode
from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.models import Repair, RepairState
from pratfall.site.lessons.repair_words import late, told
from tests.site.lessons.habit_months import MENDED, appeals, months

EN = speech("en")
TAKEN = datetime(2026, 5, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def repair(**given: Any) -> Repair:
    """As it would lie in the database; nothing is written."""
    values = {
        "code": "pitch_heavy",
        "platform": "x",
        "account_id": "1",
        "label": "Pond Friends",
        "words": "Four first.",
    }
    before = encode(appeals(date(2026, 4, 30), 91))
    return Repair(pk=7, before=before, at=TAKEN, **{**values, **given})


def done(on: date) -> Repair:
    return repair(state=RepairState.DONE, done_at=datetime(on.year, on.month, on.day, 18, tzinfo=UTC))


def test_an_open_one_says_whose_it_is_and_until_when() -> None:
    one = told(repair(due=date(2026, 6, 1)), months(), EN, TODAY)
    assert (one.who, one.open, one.late, one.field) == ("Nobody yet", True, True, "-7")
    assert one.stands == ("Until 1 June 2026.", "Under way since 20 May 2026.")
    assert told(repair(), months(), EN, TODAY).stands[0] == "No day is set."
    assert one.about == "Posts that ask for something" and not one.may_be_taken_up


def test_one_whose_day_is_today_is_not_late() -> None:
    assert not late(repair(due=TODAY), TODAY) and late(repair(due=TODAY - timedelta(days=1)), TODAY)
    assert not late(repair(due=date(2026, 1, 1), state=RepairState.DONE), TODAY)


def test_one_that_was_done_says_from_when_it_can_be_judged_and_then_what_it_came_to() -> None:
    fresh = told(done(date(2026, 11, 1)), months(), EN, TODAY)
    assert fresh.stands[1] == "Whether the number moves can be told from 31 January 2027 at the earliest."
    assert fresh.may_be_taken_up
    old = told(done(MENDED), months(), EN, TODAY)
    assert old.stands[1].startswith(
        "Better: 90% in the period until 30 April 2026, 9.9% in the one until 31 August 2026"
    )


def test_one_that_was_dropped_says_when() -> None:
    dropped = repair(state=RepairState.DROPPED, dropped_at=TAKEN, dropped_why="No hours.")
    assert told(dropped, months(), EN, TODAY).stands == ("Dropped on 20 May 2026.",)
