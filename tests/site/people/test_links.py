from __future__ import annotations

from django.test import RequestFactory, override_settings

from pratfall.site.people.links import absolute


def test_an_address_is_the_one_the_installation_goes_by() -> None:
    request = RequestFactory().get("/", headers={"host": "127.0.0.1:8000"})
    assert absolute(request, "/invitation/x/") == "http://127.0.0.1:8000/invitation/x/"
    with override_settings(ADDRESS="https://pratfall.example.org"):
        assert absolute(request, "/invitation/x/") == "https://pratfall.example.org/invitation/x/"
