from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from pratfall.site.outgoing.models import Channel, Heard, Wishes
from pratfall.site.people.models import Membership


def test_the_database_keeps_a_message_from_being_sent_twice(owner: Membership) -> None:
    Heard.objects.create(membership=owner, key="weekly:2026-48")
    with pytest.raises(IntegrityError), transaction.atomic():
        Heard.objects.create(membership=owner, key="weekly:2026-48")


def test_there_are_seven_days(owner: Membership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Wishes.objects.create(membership=owner, weekday=7)


def test_a_channel_is_named_by_its_kind_alone(owner: Membership) -> None:
    assert str(Channel(membership=owner, address="slack://token/secret")) == "slack"
