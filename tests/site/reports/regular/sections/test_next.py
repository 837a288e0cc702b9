from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Action, Campaign, Decision
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import next as coming
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def test_what_is_due_in_the_days_that_follow_in_their_order(
    look: Callable[..., Gathered], decided: Callable[..., Decision], owner: Membership
) -> None:
    decision = decided(now=JUNE.begins, look_again=date(2026, 7, 20))
    for words, due in (("Soon", date(2026, 7, 3)), ("Far", date(2026, 8, 1)), ("Done", date(2026, 7, 4))):
        done = JUNE.begins if words == "Done" else None
        Action.objects.create(decision=decision, words=words, due=due, owner=owner.user, done_at=done)
    Campaign.objects.create(
        organisation=owner.organisation, name="Harvest", start=date(2026, 7, 10), created_at=JUNE.begins
    )
    facts = coming.gather(look())
    told = coming.tell(facts, EN, None)
    assert [line.title for line in told.lines] == ["Soon", "Harvest", "Tuesday tip"]
    assert told.sentences == ("Until 31 July 2026: 1 thing to do, 1 campaign begins and 1 decision to look at again.",)
    assert "Olive" not in repr(facts)


def test_an_empty_month_ahead_is_said_and_not_left_out(look: Callable[..., Gathered]) -> None:
    told = coming.tell(coming.gather(look()), EN, None)
    assert told.sentences == ("Nothing is due until 31 July 2026.",) and not told.quiet
