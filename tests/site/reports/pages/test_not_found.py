from __future__ import annotations

from django.test import Client


def test_a_wrong_address_leads_back_in_both_languages(client: Client) -> None:
    answer = client.get("/o/default/no/such/page/anywhere/")
    assert answer.status_code == 404
    assert "This page does not exist" in answer.content.decode()
    answer = client.get("/o/default/nothing/?lang=fr")
    assert "Cette page n’existe pas" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
