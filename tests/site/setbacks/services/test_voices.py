"""Outside voices come by a link of their own: kept as a digest, for thirty days, withdrawn at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from pratfall.errors import Refused
from pratfall.reviews.render.speech import speech
from pratfall.site.mail import Mail
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Debrief, Setback, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices
from tests.site.setbacks.conftest import NOW


@pytest.fixture
def debrief(setback: Setback, owner: Membership) -> Debrief:
    return debriefs.begin(setback=setback, actor=owner.user, now=NOW)


@pytest.fixture
def invited(debrief: Debrief, owner: Membership) -> tuple[Voice, str]:
    return voices.invite(debrief=debrief, actor=owner.user, name="Dana", stands_for="a donor", language="fr", now=NOW)


def test_the_secret_is_kept_nowhere(invited: tuple[Voice, str]) -> None:
    voice, secret = invited
    assert secret not in repr(Voice.objects.values().get()) and voices.voice_of(secret, NOW) == voice
    assert "Dana" not in repr(list(AuditEntry.objects.values("before", "after", "subject")))


def test_a_link_ends_after_thirty_days(invited: tuple[Voice, str]) -> None:
    _, secret = invited
    assert voices.voice_of(secret, NOW + timedelta(days=29, hours=23))
    with pytest.raises(Refused, match="debrief_link_over"):
        voices.voice_of(secret, NOW + timedelta(days=30))


def test_a_new_link_ends_the_one_before(invited: tuple[Voice, str], owner: Membership) -> None:
    voice, secret = invited
    newer = voices.new_link(voice=voice, actor=owner.user, now=NOW + timedelta(days=40))
    assert voices.voice_of(newer, NOW + timedelta(days=60)) == voice
    with pytest.raises(Refused, match="debrief_link_over"):
        voices.voice_of(secret, NOW)


def test_a_withdrawn_link_opens_nothing(invited: tuple[Voice, str], owner: Membership) -> None:
    voice, secret = invited
    voices.withdraw(voice=voice, actor=owner.user, now=NOW)
    voices.withdraw(voice=voice, actor=owner.user, now=NOW)
    with pytest.raises(Refused, match="debrief_link_over"):
        voices.voice_of(secret, NOW)
    assert AuditEntry.objects.filter(act="voice_withdrawn").count() == 1


def test_a_member_has_one_voice_and_no_link(debrief: Debrief, owner: Membership) -> None:
    mine = voices.join(debrief=debrief, user=owner.user, now=NOW)
    assert voices.join(debrief=debrief, user=owner.user, now=NOW) == mine
    for act in (
        lambda: voices.new_link(voice=mine, actor=owner.user, now=NOW),
        lambda: voices.withdraw(voice=mine, actor=owner.user, now=NOW),
    ):
        with pytest.raises(Refused, match="voice_not_outside"):
            act()


def test_an_invitation_says_who_and_what_they_stand_for(debrief: Debrief, owner: Membership) -> None:
    with pytest.raises(Refused, match="voice_unnamed"):
        voices.invite(debrief=debrief, actor=owner.user, name=" ", stands_for="a donor", language="", now=NOW)


def test_what_is_handed_in_can_be_taken_back_until_all_read_it(
    debrief: Debrief, invited: tuple[Voice, str], owner: Membership
) -> None:
    voice, _ = invited
    thoughts.write(voice=voice, kind="cause", text="Too few people.", now=NOW)
    voices.hand_in(voice=voice, now=NOW)
    voices.take_back(voice=voice)
    voices.hand_in(voice=voice, now=NOW)
    debriefs.gather(debrief=debrief, actor=owner.user, seen=1, now=NOW)
    with pytest.raises(Refused, match="debrief_not_alone"):
        voices.take_back(voice=voice)


def test_nobody_learns_from_the_trail_who_handed_in(invited: tuple[Voice, str]) -> None:
    voices.hand_in(voice=invited[0], now=NOW)
    entry = AuditEntry.objects.get(act="debrief_handed_in")
    assert entry.actor is None and entry.subject == f"debrief:{invited[0].debrief_id}"


def test_a_mail_takes_the_link_and_its_address_is_kept_nowhere(
    invited: tuple[Voice, str], settings: Any, join: Callable[..., Membership]
) -> None:
    voice, _ = invited
    words = speech("fr")
    assert not voices.send(
        voice=voice, email="dana@example.org", about="The wrong picture", link="http://x/", words=words
    )
    settings.MAIL = Mail(host="mail.example")
    assert not voices.send(
        voice=voice,
        email="dana@example.org\nBcc: all@example.org",
        about="The wrong picture",
        link="http://x/",
        words=words,
    )
    assert voices.send(
        voice=voice, email="dana@example.org", about="The wrong picture", link="http://x/debrief/s/", words=words
    )
    (sent,) = mail.outbox
    assert sent.to == ["dana@example.org"] and "http://x/debrief/s/" in sent.body
    assert "dana@example.org" not in repr(Voice.objects.values().get())


def test_who_wants_to_be_forgotten_is_and_their_words_too(
    debrief: Debrief, invited: tuple[Voice, str], owner: Membership, join: Callable[..., Membership]
) -> None:
    voice, secret = invited
    thoughts.write(voice=voice, kind="cause", text="I am Dana from the bakery.", now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        voices.forget(voice=voice, actor=join(Role.EDITOR).user, now=NOW)
    voices.forget(voice=voice, actor=owner.user, now=NOW)
    kept = Voice.objects.get()
    assert (kept.name, kept.stands_for, kept.digest, kept.thoughts.count()) == ("", "", None, 0)
    with pytest.raises(Refused, match="debrief_link_over"):
        voices.voice_of(secret, NOW)
