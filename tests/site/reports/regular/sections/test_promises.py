from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Action, Decision
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import promises
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from tests.site.reports.regular.conftest import JUNE, NOW

EN = speech("en")


def test_promises_are_told_by_action_and_never_by_person(
    look: Callable[..., Gathered], decided: Callable[..., Decision], owner: Membership
) -> None:
    begins = JUNE.begins
    setback = Setback.objects.create(
        organisation=owner.organisation,
        title="The wrong picture",
        began_at=begins,
        opened_at=begins,
        first_word_due_at=begins,
    )
    drill = Setback.objects.create(
        organisation=owner.organisation,
        title="Made up",
        began_at=begins,
        opened_at=begins,
        first_word_due_at=begins,
        drill=True,
    )
    row = {"setback": setback, "kind": ProofKind.SHOWN, "owner": owner.user, "by": owner.user, "at": begins}
    Prevention.objects.create(**row, words="Ask for the source", proved_at=begins + timedelta(days=3))
    Prevention.objects.create(**row, words="Write the rule down", due=date(2026, 6, 10))
    Prevention.objects.create(**row, words="Proved later", due=date(2026, 6, 12), proved_at=NOW)
    Prevention.objects.create(**row, words="Given up", given_up_at=begins + timedelta(days=4))
    Prevention.objects.create(**{**row, "setback": drill}, words="Practice", due=date(2026, 6, 1))
    decision = decided(now=begins)
    Action.objects.create(decision=decision, words="New pictures", owner=owner.user, due=date(2026, 6, 11))
    Action.objects.create(decision=decision, words="Call the printer", done_at=begins + timedelta(days=1))
    facts = promises.gather(look())
    assert (facts["kept"], facts["overdue"], facts["given_up"], facts["open"]) == (2, 3, 1, 3)
    told = promises.tell(facts, EN, None)
    assert told.sentences == ("2 promises were kept. 3 are overdue.", "1 was given up, with its reason.")
    assert [line.title for line in told.lines][:2] == ["Write the rule down", "New pictures"]
    assert "Olive" not in repr(facts)


def test_where_nothing_was_promised_nothing_is_overdue(look: Callable[..., Gathered]) -> None:
    assert promises.tell(promises.gather(look()), EN, None).quiet
