"""One drill against the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from pratfall.site.setbacks.models import Setback


def begun(browser: Client, minutes: int) -> Setback:
    """A drill that began so many minutes ago."""
    browser.post("/o/default/setbacks/drills/", {"scenario": "wrong_picture"})
    setback = Setback.objects.get(closed_at=None, drill=True)
    ago = datetime.now(UTC) - timedelta(minutes=minutes)
    Setback.objects.filter(pk=setback.pk).update(opened_at=ago, began_at=ago)
    return setback


def address(setback: Setback) -> str:
    return f"/o/default/setbacks/{setback.pk}/drill/"


def test_what_comes_in_comes_by_the_minute(empty_client: Client) -> None:
    setback = begun(empty_client, 7)
    page = empty_client.get(address(setback)).content.decode()
    assert "That is my mother" in page and "Shame on you" in page and "Do you deny it" not in page
    assert "C’est ma mère" in empty_client.get(address(setback), headers={"accept-language": "fr"}).content.decode()


def test_ended_it_shows_where_the_minutes_went_beside_earlier_ones(empty_client: Client) -> None:
    first = begun(empty_client, 30)
    seen = Setback.objects.get(pk=first.pk).version
    assert empty_client.post(address(first), {"do": "end", "seen": seen}).status_code == 302
    second = begun(empty_client, 5)
    page = empty_client.get(address(second)).content.decode()
    assert "Compared with earlier drills" in page and address(first) in page and "not done" in page
    page = empty_client.get(address(first)).content.decode()
    assert "What came in" in page and 'value="end"' not in page
    assert "30\N{NO-BREAK SPACE}minutes" in page


def test_a_real_setback_has_no_such_page(empty_client: Client, setback: Setback) -> None:
    assert empty_client.get(address(setback)).status_code == 404
    assert empty_client.post(address(setback), {"do": "end", "seen": 1}).status_code == 404


def test_wrong_acts_are_refused_in_words(empty_client: Client) -> None:
    setback = begun(empty_client, 1)
    assert empty_client.post(address(setback), {"do": "drop"}).status_code == 409
    assert empty_client.post(address(setback), {"do": "end", "seen": 99}).status_code == 409
    assert Setback.objects.get().closed_at is None
