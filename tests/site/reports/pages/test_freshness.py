from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from pratfall.site.intake.models import Expected
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in

HERE = "/o/default/files/freshness/"


@pytest.mark.parametrize(("lang", "said"), [("en", "Newest data"), ("fr", "Données les plus récentes")])
def test_every_account_says_how_fresh_it_is(get: Callable[..., str], lang: str, said: str) -> None:
    page = get("/files/freshness/", lang)
    assert page.count(said) >= 6 and "<svg" in page


def test_before_any_file_the_page_leads_to_where_files_are_given(empty_client: Client) -> None:
    assert 'href="/o/default/files/"' in empty_client.get(HERE).content.decode()


def test_an_agreement_is_kept_changed_and_ended(
    client: Client, owner: Membership, charlie: Membership, join: Callable[..., Membership]
) -> None:
    of = {"platform": "x", "account_id": "pond"}
    assert client.post(HERE, {**of, "every_days": 7, "who": owner.user.pk}).status_code == 303
    assert client.post(HERE, {**of, "every_days": 14}).status_code == 303
    assert Expected.objects.get().every_days == 14
    assert client.post(HERE, {**of, "every_days": 0}).status_code == 400
    assert client.post(HERE, {**of, "every_days": 7, "who": charlie.user.pk}).status_code == 400
    assert signed_in(join(Role.ANALYST).user).post(HERE, {**of, "every_days": 3}).status_code == 403
    client.post(HERE, of)
    assert not Expected.objects.exists()
