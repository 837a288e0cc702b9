"""Subscribers: asked, confirmed, ended, and nothing kept that is not needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Setback, Subscriber, Update
from pratfall.site.setbacks.services import publishing, subscribers
from tests.site.setbacks.conftest import NOW

ANNE = "anne@reader.example"


def ask(page: PublicPage, email: str = ANNE, minutes: int = 0, language: str = "fr") -> Subscriber | None:
    return subscribers.ask(page=page, email=email, language=language, now=NOW + timedelta(minutes=minutes))


def asked(page: PublicPage, email: str = ANNE) -> Subscriber:
    made = ask(page, email)
    assert made is not None
    return made


def test_nobody_counts_before_they_confirmed(update: Update, public_page: PublicPage) -> None:
    made = asked(public_page)
    assert not subscribers.confirmed(update.setback).exists()
    subscribers.confirm(subscriber=made, now=NOW)
    subscribers.confirm(subscriber=made, now=NOW + timedelta(days=1))
    (there,) = subscribers.confirmed(update.setback)
    assert there.confirmed_at == NOW and there.told_update == update.pk, "what is out already is not sent"


def test_who_asks_again_gets_one_mail_in_ten_minutes_and_none_once_confirmed(
    update: Update, public_page: PublicPage
) -> None:
    made = asked(public_page)
    assert ask(public_page, " ANNE@Reader.example ", minutes=9) is None
    again = ask(public_page, ANNE, minutes=11, language="en")
    assert again is not None and again.pk == made.pk and Subscriber.objects.get().language == "en"
    subscribers.confirm(subscriber=made, now=NOW)
    assert ask(public_page, ANNE, minutes=60) is None and Subscriber.objects.count() == 1


@pytest.mark.parametrize("email", ["", "anne", "a@b", "a@b.example\nBcc: all@x.example", "x" * 300 + "@b.example"])
def test_what_is_no_address_is_refused(public_page: PublicPage, email: str) -> None:
    with pytest.raises(Refused) as caught:
        ask(public_page, email)
    assert caught.value.code == "email_wrong" and not Subscriber.objects.exists()


def test_far_too_many_at_once_are_told_to_come_later(public_page: PublicPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscribers, "MOST_ASKED", 2)
    asked(public_page, "a@b.example")
    asked(public_page, "b@b.example")
    with pytest.raises(Refused) as caught:
        ask(public_page, "c@b.example")
    assert caught.value.code == "subscribers_too_many"
    assert ask(public_page, "c@b.example", minutes=61) is not None


def test_who_leaves_leaves_nothing_behind_and_may_come_back(update: Update, public_page: PublicPage) -> None:
    made = asked(public_page)
    subscribers.confirm(subscriber=made, now=NOW)
    subscribers.end(subscriber=made, now=NOW)
    subscribers.end(subscriber=made, now=NOW + timedelta(days=1))
    gone = Subscriber.objects.get()
    assert gone.email == "" and gone.ended_at == NOW
    assert gone.email_digest != subscribers.digest_of(update.setback, ANNE)
    assert not subscribers.confirmed(update.setback).exists()
    assert asked(public_page).pk != made.pk


def test_addresses_nobody_confirmed_go_after_two_days(public_page: PublicPage, update: Update) -> None:
    asked(public_page)
    kept = asked(public_page, "b@b.example")
    subscribers.confirm(subscriber=kept, now=NOW)
    assert subscribers.forget_unconfirmed(NOW + timedelta(hours=47)) == 0
    assert subscribers.forget_unconfirmed(NOW + timedelta(hours=49)) == 1
    assert Subscriber.objects.get() == kept


def test_a_link_does_what_it_is_for_and_nothing_else(public_page: PublicPage) -> None:
    made = asked(public_page)
    confirming, stopping = (subscribers.token_of(made, purpose) for purpose in (subscribers.CONFIRM, subscribers.STOP))
    assert subscribers.confirming(confirming) == made == subscribers.stopping(stopping)
    assert subscribers.confirming(stopping) is None and subscribers.stopping(confirming) is None
    for wrong in ("", "x", confirming[:-1], confirming + "x", "WzEsMV0:1abc:" + "x" * 43):
        assert subscribers.confirming(wrong) is None


def test_a_confirming_link_ages_and_the_way_out_never_does(
    public_page: PublicPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asked(public_page)
    tokens = [subscribers.token_of(made, purpose) for purpose in (subscribers.CONFIRM, subscribers.STOP)]
    import time

    then = time.time() + timedelta(hours=49).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: then)
    assert subscribers.confirming(tokens[0]) is None and subscribers.stopping(tokens[1]) == made


def test_the_same_address_is_not_recognised_on_another_page(
    public_page: PublicPage, update: Update, owner: Membership, make_setback: Callable[..., Setback]
) -> None:
    other = make_setback()
    page = publishing.open_page(setback=other, actor=owner.user, slug="other", title_en="A", title_fr="B", now=NOW)
    one, two = asked(public_page), asked(page)
    assert one.pk != two.pk and one.email_digest != two.email_digest


def test_a_withdrawn_page_takes_nobody(public_page: PublicPage, owner: Membership) -> None:
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=NOW)
    with pytest.raises(Refused):
        ask(public_page)
