"""A debrief: opened once, alone before together, closed with an outside voice or a signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Debrief, Setback, Transition, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from tests.site.setbacks.conftest import NOW


@pytest.fixture
def debrief(setback: Setback, owner: Membership) -> Debrief:
    return debriefs.begin(setback=setback, actor=owner.user, now=NOW)


def outsider(debrief: Debrief, owner: Membership, name: str = "Dana Donor") -> Voice:
    return voices.invite(debrief=debrief, actor=owner.user, name=name, stands_for="a donor", language="fr", now=NOW)[0]


def heard(voice: Voice, text: str = "Nobody looked at the picture.") -> Voice:
    thoughts.write(voice=voice, kind="cause", text=text, now=NOW)
    voices.hand_in(voice=voice, now=NOW)
    voice.refresh_from_db()
    return voice


def together(debrief: Debrief, owner: Membership) -> Voice:
    """Gathered after the owner has handed in, who is returned."""
    mine = heard(voices.join(debrief=debrief, user=owner.user, now=NOW))
    debriefs.gather(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW)
    return mine


def test_a_setback_has_one_debrief(debrief: Debrief, setback: Setback, owner: Membership) -> None:
    with pytest.raises(Refused, match="debrief_there_already"):
        debriefs.begin(setback=setback, actor=owner.user, now=NOW)
    assert AuditEntry.objects.filter(act="debrief_opened").count() == 1


def test_nobody_gathers_before_somebody_wrote(debrief: Debrief, owner: Membership) -> None:
    with pytest.raises(Refused, match="debrief_nobody_wrote"):
        debriefs.gather(debrief=debrief, actor=owner.user, seen=1, now=NOW)


def test_it_does_not_close_without_an_outside_voice_or_a_reason(debrief: Debrief, owner: Membership) -> None:
    together(debrief, owner)
    with pytest.raises(Refused, match="debrief_needs_outsider"):
        debriefs.close(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW, summary="We look twice.")
    why = "Everybody we asked declined."
    debriefs.close(
        debrief=debrief,
        actor=owner.user,
        seen=debrief.version,
        now=NOW,
        summary="We look twice.",
        no_outsider_because=why,
    )
    assert Debrief.objects.get().no_outsider_because == why
    assert AuditEntry.objects.get(act="debrief_closed").after == {"outside": 0, "without_outsider": True}


def test_an_empty_sheet_from_outside_is_no_voice(debrief: Debrief, owner: Membership) -> None:
    voices.hand_in(voice=outsider(debrief, owner), now=NOW)
    assert debriefs.outside_heard(debrief) == 0
    heard(outsider(debrief, owner, "Max"))
    assert debriefs.outside_heard(debrief) == 1


def test_an_outside_voice_counts_after_its_link_was_withdrawn(debrief: Debrief, owner: Membership) -> None:
    dana = heard(outsider(debrief, owner))
    voices.withdraw(voice=dana, actor=owner.user, now=NOW)
    together(debrief, owner)
    debriefs.close(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW, summary="We look twice.")
    assert Debrief.objects.get().phase == "closed"


def test_it_closes_with_a_summary_and_a_managers_signature(
    debrief: Debrief, owner: Membership, join: Callable[..., Membership]
) -> None:
    heard(outsider(debrief, owner))
    together(debrief, owner)
    with pytest.raises(Refused, match="debrief_needs_summary"):
        debriefs.close(debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW, summary=" ")
    with pytest.raises(Refused, match="not_allowed_here"):
        debriefs.close(
            debrief=debrief, actor=join(Role.EDITOR).user, seen=debrief.version, now=NOW, summary="We look twice."
        )


def test_one_still_alone_cannot_be_closed(debrief: Debrief, owner: Membership) -> None:
    with pytest.raises(Refused, match="debrief_not_together"):
        debriefs.close(debrief=debrief, actor=owner.user, seen=1, now=NOW, summary="x", no_outsider_because="y")


def test_a_closed_one_is_reopened_by_a_manager_and_takes_words_again(debrief: Debrief, owner: Membership) -> None:
    together(debrief, owner)
    debriefs.close(
        debrief=debrief, actor=owner.user, seen=debrief.version, now=NOW, summary="x", no_outsider_because="nobody came"
    )
    with pytest.raises(Refused, match="debrief_closed"):
        debriefs.summarise(debrief=debrief, actor=owner.user, seen=debrief.version, summary="more")
    debriefs.reopen(debrief=debrief, actor=owner.user, seen=debrief.version)
    debriefs.summarise(debrief=debrief, actor=owner.user, seen=debrief.version, summary="more")
    stored = Debrief.objects.get()
    assert (stored.phase, stored.closed_at, stored.no_outsider_because, stored.summary) == (
        "together",
        None,
        "",
        "more",
    )


def test_two_who_close_and_summarise_at_once_lose_nothing(debrief: Debrief, owner: Membership) -> None:
    together(debrief, owner)
    seen = debrief.version
    debriefs.summarise(debrief=Debrief.objects.get(), actor=owner.user, seen=seen, summary="theirs")
    with pytest.raises(Conflict) as caught:
        debriefs.summarise(debrief=debrief, actor=owner.user, seen=seen, summary="mine")
    assert (caught.value.theirs["summary"], caught.value.yours["summary"]) == ("theirs", "mine")


def test_it_is_due_some_days_after_the_first_end(setback: Setback, owner: Membership) -> None:
    assert debriefs.due(setback) is None
    for days, state in ((0, "recovering"), (9, "closed")):
        Transition.objects.create(
            setback=setback, before="fixing", after=state, by=owner.user, at=NOW + timedelta(days=days)
        )
    assert debriefs.due(Setback.objects.get()) == date(2026, 11, 27)
