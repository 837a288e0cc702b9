from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from pratfall.site.intake import services
from pratfall.site.people.models import Organisation


def test_a_file_shows_its_rows_and_its_checks(get: Callable[..., str], organisation: Organisation) -> None:
    report = next(report for report in services.reports(organisation) if report.source == "x_posts_old")
    page = get(f"/files/{report.file_id[:16]}/", "fr")
    assert report.name in page
    assert "Lignes lues" in page and "contrôle réussi" in page


def test_a_file_nobody_gave_does_not_exist(client: Client) -> None:
    assert client.get("/o/default/files/0123456789abcdef/").status_code == 404
