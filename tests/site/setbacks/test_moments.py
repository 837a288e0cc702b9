"""Hours that come twice, hours that never come, and the zone of whoever reads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from pratfall.errors import Refused
from pratfall.site.setbacks.moments import COOKIE, moment, reader_zone, words_of

PARIS = "Europe/Paris"


def test_an_ordinary_hour_means_one_instant() -> None:
    assert moment("2026-11-20T22:14", PARIS) == datetime(2026, 11, 20, 21, 14, tzinfo=UTC)
    assert moment("2026-11-20T22:14:59", "UTC") == datetime(2026, 11, 20, 22, 14, tzinfo=UTC)


def test_an_hour_that_came_twice_is_refused_with_both() -> None:
    with pytest.raises(Refused) as refused:
        moment("2026-10-25T02:30", PARIS)
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert refused.value.code == "time_twice"
    assert refused.value.facts == {"first": first, "second": second}
    assert moment("2026-10-25T02:30", PARIS, which="first") == first
    assert moment("2026-10-25T02:30", PARIS, which="second") == second


def test_an_hour_that_never_came_is_refused_with_what_it_may_mean() -> None:
    with pytest.raises(Refused) as refused:
        moment("2026-03-29T02:30", PARIS)
    first, second = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert refused.value.code == "time_skipped"
    assert refused.value.facts == {"first": first, "second": second}
    assert moment("2026-03-29T02:30", PARIS, which="second") == second


@pytest.mark.parametrize(
    "given", ["", "yesterday", "2026-13-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59", "💥" * 9]
)
def test_what_is_no_time_is_refused(given: str) -> None:
    with pytest.raises(Refused) as refused:
        moment(given, "Pacific/Auckland" if given.startswith("0") else "America/New_York")
    assert refused.value.code == "time_unreadable"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "\0"])
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        moment("2026-11-20T22:14", zone)
    assert refused.value.code == "time_zone_unknown"


def test_the_zone_asked_for_beats_the_browsers_and_nonsense_neither() -> None:
    asked = RequestFactory().get("/", {"zone": "Asia/Tokyo"})
    asked.COOKIES[COOKIE] = PARIS
    assert reader_zone(asked).key == "Asia/Tokyo"
    nonsense = RequestFactory().get("/", {"zone": "../x"})
    nonsense.COOKIES[COOKIE] = PARIS
    assert reader_zone(nonsense).key == PARIS
    assert reader_zone(RequestFactory().get("/")).key == "UTC"


def test_a_page_tells_hours_as_the_readers_own_clock_shows_them() -> None:
    request = RequestFactory().get("/", {"lang": "fr"})
    request.COOKIES[COOKIE] = PARIS
    words = words_of(request)
    assert words.instant(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == "1er décembre 2026, 00:30 (Paris)"
