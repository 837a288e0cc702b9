"""Late words are chased: the holder at once, the lead too from the second time on, each once, in every organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from pratfall.site.outgoing import chase, services
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import clocks, holders, opening, reminders
from tests.site.outgoing.conftest import Post

NOW = datetime(2026, 11, 20, 22, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("home")


def opened(member: Membership, what: str = "A wrong post", **more: bool) -> Setback:
    return opening.open_by_hand(
        organisation=member.organisation, actor=member.user, what=what, began_at=NOW, now=NOW, **more
    )


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def receivers(post: Post) -> list[str]:
    return sorted(mail["To"] for mail in post.mails)


def test_every_five_minutes_of_a_day_bring_one_message_per_growing_pause(post: Post, owner: Membership) -> None:
    opened(owner)
    sent = {minute: chase.chase_round(after(minute)) for minute in range(0, 24 * 60, 5)}
    assert {minute: n for minute, n in sent.items() if n} == {65: 1, 75: 1, 120: 1, 300: 1}
    text = post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert post.mails[0]["Subject"] == "Say the first word: A wrong post"
    assert "Late by" in text and "https://pratfall.example/o/default/setbacks/" in text


def test_the_lead_hears_of_it_once_the_first_message_brought_nothing(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    setback, voice = opened(owner), join(Role.EDITOR, "vera")
    holders.hand_over(setback=setback, actor=owner.user, part="voice", to=voice.user, note="", now=NOW)
    chase.chase_round(after(61))
    assert receivers(post) == [voice.user.email]
    chase.chase_round(after(80))
    assert receivers(post) == sorted([voice.user.email, voice.user.email, owner.user.email])


def test_it_ends_with_the_word_and_begins_again_with_the_next(post: Post, owner: Membership) -> None:
    setback = opened(owner)
    assert chase.chase_round(after(61)) == 1
    with transaction.atomic():
        clocks.said_something(setback=setback, actor=owner.user, at=after(62), next_word_at=None, now=after(62))
    assert chase.chase_round(after(100)) == 0
    assert chase.chase_round(after(62 + 61)) == 1
    assert post.mails[-1]["Subject"] == "Say the next word: A wrong post"


def test_reminders_that_were_put_off_or_switched_off_are_respected(post: Post, owner: Membership) -> None:
    setback = opened(owner)
    reminders.put_off(
        setback=setback, actor=owner.user, clock="first_word", until=after(180), why="Asleep", now=after(30)
    )
    assert [chase.chase_round(after(minute)) for minute in (90, 179, 181)] == [0, 0, 1]
    reminders.switch_off(setback=setback, actor=owner.user, clock="first_word", why="By letter", now=after(182))
    assert chase.chase_round(after(9999)) == 0


def test_nobody_hears_of_another_organisations_trouble_nor_of_a_drill_nor_of_what_is_over(
    post: Post, owner: Membership, charlie: Membership
) -> None:
    opened(charlie, "Elsewhere")
    opened(owner, "A drill", drill=True)
    Setback.objects.filter(pk=opened(owner, "Old").pk).update(state="closed", closed_at=after(5))
    assert chase.chase_round(after(61)) == 1
    assert receivers(post) == [charlie.user.email]


def test_who_wants_to_hear_nothing_at_once_hears_nothing(post: Post, owner: Membership) -> None:
    opened(owner)
    services.wish(membership=owner, weekly=True, weekday=0, at_once=False)
    assert chase.chase_round(after(61)) == 0 and post.mails == []


def test_somebody_who_left_is_not_chased_and_the_lead_is(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    setback, voice = opened(owner), join(Role.EDITOR, "vera")
    holders.hand_over(setback=setback, actor=owner.user, part="voice", to=voice.user, note="", now=NOW)
    voice.delete()
    voice.user.is_active = False
    voice.user.save()
    chase.chase_round(after(61))
    assert receivers(post) == [owner.user.email]


def test_the_message_speaks_its_readers_language(post: Post, owner: Membership) -> None:
    owner.user.language = "fr"
    owner.user.save()
    opened(owner, "Une erreur")
    chase.chase_round(after(61))
    assert post.mails[0]["Subject"] == "Prenez la parole : Une erreur"
