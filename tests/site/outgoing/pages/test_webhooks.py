from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.outgoing.models import Delivery, Webhook
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.outgoing.conftest import Site

HERE = "/o/default/webhooks/"


def test_the_secret_is_shown_once(empty_client: Client, site: Site) -> None:
    page = empty_client.post(HERE, {"do": "add", "url": site.url, "acts": "plan_launched, decision_signed"})
    hook = Webhook.objects.get()
    assert hook.secret in page.content.decode() and hook.acts == ["decision_signed", "plan_launched"]
    assert hook.secret not in empty_client.get(HERE).content.decode()


def test_how_calls_went_is_told_in_the_readers_words(empty_client: Client, site: Site) -> None:
    empty_client.post(HERE, {"do": "add", "url": site.url})
    Delivery.objects.update(trouble="no_such_host", attempts=2)
    page = empty_client.get(HERE, headers={"accept-language": "fr"}).content.decode()
    assert "hôte inconnu" in page and "no_such_host" not in page


def test_an_address_that_cannot_be_called_is_said_and_kept(empty_client: Client) -> None:
    answer = empty_client.post(HERE, {"do": "add", "url": "http://127.0.0.1/"})
    assert answer.status_code == 422 and 'value="http://127.0.0.1/"' in answer.content.decode()
    assert not Webhook.objects.exists()


def test_only_managers_of_the_organisation_see_and_end_them(
    empty_client: Client, site: Site, join: Callable[..., Membership], charlie: Membership
) -> None:
    empty_client.post(HERE, {"do": "add", "url": site.url})
    hook = Webhook.objects.get()
    assert signed_in(join(Role.EDITOR).user).get(HERE).status_code == 403
    there = HERE.replace("default", charlie.organisation.slug)
    assert signed_in(charlie.user).post(there, {"do": "end", "id": hook.pk}).status_code == 404
    assert empty_client.post(HERE, {"do": "end", "id": hook.pk}).status_code == 303
    hook.refresh_from_db()
    assert hook.ended_at
