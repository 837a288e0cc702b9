from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LOCALES
from pratfall.site.outgoing import webhooks
from pratfall.site.outgoing.models import Delivery
from pratfall.site.people import services
from pratfall.site.people.models import Membership
from tests.site.outgoing.conftest import Site
from tests.source_tree import ROOT

pytestmark = pytest.mark.usefixtures("home")
NEW = "Pond"


def rename(owner: Membership) -> None:
    owner.organisation.refresh_from_db()
    services.rename_organisation(actor=owner, name=NEW, version=owner.organisation.version)


def test_a_change_is_sent_signed_to_whoever_asked_for_it(owner: Membership, site: Site) -> None:
    hook = webhooks.add(actor=owner, url=site.url, acts=["organisation_renamed"])
    rename(owner)
    delivery = Delivery.objects.get()
    assert webhooks.send(delivery, datetime.now(UTC)) is None and delivery.delivered_at
    headers, body = site.calls[0]
    told = Verifier(hook.secret).verify(body, headers)
    assert told["type"] == "organisation_renamed" and told["data"]["organisation"] == owner.organisation.slug
    with pytest.raises(WebhookVerificationError):
        Verifier(hook.secret).verify(body.replace(b"organisation_renamed", b"organisation_founded"), headers)


def test_a_change_that_is_called_otherwise_would_never_come_and_is_refused(owner: Membership, site: Site) -> None:
    with pytest.raises(Refused, match="webhook_act_unknown"):
        webhooks.add(actor=owner, url=site.url, acts=["plan_launched", "plan.launched"])


def test_the_page_for_programs_names_every_change_and_no_other() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").partition("These are the kinds")[2]
    wording = LOCALES.joinpath("en", "LC_MESSAGES", "pratfall.po").read_text(encoding="utf-8")
    known = set(re.findall(r'^msgid "audit\.([a-z_]+)"', wording, re.MULTILINE))
    assert known and set(re.findall(r"`([a-z_]+)`", page)) - {"act"} == known


def test_one_that_is_not_taken_is_tried_again_ever_later_and_then_given_up(owner: Membership, site: Site) -> None:
    webhooks.add(actor=owner, url=site.url)
    site.status = 500
    rename(owner)
    delivery = Delivery.objects.filter(act="organisation_renamed").get()
    waits = [webhooks.send(delivery, datetime.now(UTC)) for _ in range(len(webhooks.AGAIN) + 1)]
    assert waits == [*webhooks.AGAIN, None]
    assert delivery.trouble == "HTTP 500" and delivery.delivered_at is None


def test_a_server_that_never_finishes_its_answer_is_left_behind(
    owner: Membership, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "DEADLINE_SECONDS", 0.5)
    webhooks.add(actor=owner, url=site.url)
    site.drips = True
    rename(owner)
    delivery = Delivery.objects.filter(act="organisation_renamed").get()
    assert webhooks.send(delivery, datetime.now(UTC)) == webhooks.AGAIN[0] and delivery.trouble == "no_answer"


def test_what_was_taken_is_not_sent_twice_and_an_ended_one_not_at_all(owner: Membership, site: Site) -> None:
    hook = webhooks.add(actor=owner, url=site.url)
    rename(owner)
    delivery = Delivery.objects.filter(act="organisation_renamed").get()
    webhooks.send(delivery, datetime.now(UTC))
    webhooks.send(delivery, datetime.now(UTC))
    assert len(site.calls) == 1
    webhooks.end(actor=owner, webhook=hook, now=datetime.now(UTC))
    late = Delivery.objects.create(webhook=hook, act="x", body="{}")
    assert webhooks.send(late, datetime.now(UTC)) is None and len(site.calls) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest", "ftp://example.org", "x"])
def test_nobody_reaches_our_own_network_through_a_webhook(owner: Membership, url: str) -> None:
    with pytest.raises(Refused, match="webhook_address"):
        webhooks.add(actor=owner, url=url)


def test_an_address_that_became_private_is_not_called(owner: Membership, site: Site, settings: Any) -> None:
    webhooks.add(actor=owner, url=site.url)
    settings.PRIVATE_ADDRESSES = False
    rename(owner)
    delivery = Delivery.objects.filter(act="organisation_renamed").get()
    assert webhooks.send(delivery, datetime.now(UTC)) == timedelta(minutes=1)
    assert delivery.trouble == "not_public" and site.calls == []


def test_another_organisations_changes_are_not_told(owner: Membership, charlie: Membership, site: Site) -> None:
    webhooks.add(actor=charlie, url=site.url)
    rename(owner)
    acts = [json.loads(d.body)["data"]["organisation"] for d in Delivery.objects.all()]
    assert set(acts) <= {charlie.organisation.slug}
