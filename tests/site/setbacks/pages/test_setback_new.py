"""Two fields open a room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.test import Client

from pratfall.site.setbacks.models import Setback

NEW = "/o/default/setbacks/new/"


def test_what_happened_and_when_is_all_that_is_asked(empty_client: Client) -> None:
    page = empty_client.get(NEW).content.decode()
    assert page.count("<textarea") == 1 and page.count('type="datetime-local"') == 1
    began = (datetime.now(UTC) - timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M")
    answer = empty_client.post(NEW, {"what": "A wrong picture", "began": began})
    setback = Setback.objects.get()
    assert answer.headers["Location"] == f"/o/default/setbacks/{setback.pk}/"
    assert setback.began_at.strftime("%Y-%m-%dT%H:%M") == began
    room = empty_client.get(answer.headers["Location"]).content.decode()
    assert "Pause everything that is planned" in room and "First word" in room


def test_the_time_is_meant_in_the_country_of_the_settings(empty_client: Client, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('country = "FR"\n', encoding="utf-8")
    assert "Europe/Paris" in empty_client.get(NEW).content.decode()
    noon = (datetime.now(ZoneInfo("Europe/Paris")) - timedelta(days=30)).replace(
        hour=12, minute=0, second=0, microsecond=0
    )
    empty_client.post(NEW, {"what": "A wrong picture", "began": noon.strftime("%Y-%m-%dT%H:%M")})
    assert Setback.objects.get().began_at == noon


def test_the_browsers_own_zone_goes_before_it_and_the_form_keeps_the_zone_it_was_filled_in(
    empty_client: Client,
) -> None:
    empty_client.cookies["pratfall_zone"] = "America/Montreal"
    page = empty_client.get(NEW).content.decode()
    assert 'name="zone" value="America/Montreal"' in page
    noon = (datetime.now(ZoneInfo("Asia/Tokyo")) - timedelta(days=30)).replace(
        hour=12, minute=0, second=0, microsecond=0
    )
    began = noon.strftime("%Y-%m-%dT%H:%M")
    assert empty_client.post(NEW, {"what": "Wrong", "began": began, "zone": "Asia/Tokyo"}).status_code == 302
    assert Setback.objects.get().began_at == noon
    assert empty_client.post(NEW, {"what": "Other", "began": began, "zone": "<script>"}).status_code == 409


def test_nothing_typed_is_lost_when_it_is_refused(empty_client: Client) -> None:
    answer = empty_client.post(NEW, {"what": "<b>Soup</b>", "began": "tomorrow"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "&lt;b&gt;Soup" in page and "a day and an hour" in page
    assert not Setback.objects.exists()
