from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import transaction

from pratfall.site.outgoing import webhooks
from pratfall.site.outgoing.models import Delivery
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership
from tests.site.outgoing.conftest import Site


def note(owner: Membership, act: str) -> None:
    with transaction.atomic():
        record(actor=owner.user, organisation=owner.organisation, act=act, subject="x:1", after={"n": 1})


def test_each_change_becomes_one_delivery_to_each_who_asked(home: Path, owner: Membership, site: Site) -> None:
    every = webhooks.add(actor=owner, url=site.url)
    some = webhooks.add(actor=owner, url=site.url, acts=["plan_launched"])
    note(owner, "plan_launched")
    note(owner, "plan_drafted")
    assert list(some.deliveries.values_list("act", flat=True)) == ["plan_launched"]
    assert {"plan_launched", "plan_drafted"} <= set(every.deliveries.values_list("act", flat=True))
    told = json.loads(some.deliveries.get().body)
    assert told["type"] == "plan_launched" and told["data"]["after"] == {"n": 1}
    assert told["data"]["actor"] == owner.user.pk


def test_a_change_that_is_taken_back_is_never_announced(home: Path, owner: Membership, site: Site) -> None:
    webhooks.add(actor=owner, url=site.url, acts=["plan_launched"])
    with pytest.raises(RuntimeError), transaction.atomic():
        note(owner, "plan_launched")
        raise RuntimeError
    assert not Delivery.objects.filter(act="plan_launched").exists()
