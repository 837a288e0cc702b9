"""Time from ids, against the values checked on real files (formats.md 2.5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pratfall.sources.ids import IdClock, found_in, is_spoiled, times


def one(text: str, clock: IdClock) -> datetime | None:
    return times(pa.array([text]), clock)[0].as_py()  # type: ignore[no-any-return]


def test_an_instagram_shortcode_gives_the_published_example() -> None:
    at = one("Ddr9jGEmLMp", IdClock.INSTAGRAM)
    assert at is not None
    assert at.replace(microsecond=0) == datetime(2026, 9, 24, 22, 30, 17, tzinfo=UTC)


def test_a_bluesky_record_key_gives_the_published_example() -> None:
    at = one("3juazoqzcqw2y", IdClock.BLUESKY)
    assert at is not None
    assert at.replace(microsecond=0) == datetime(2023, 4, 26, 7, 8, 50, tzinfo=UTC)


def test_an_x_id_gives_its_minute() -> None:
    at = one("812369747765362688", IdClock.X)
    assert at is not None
    assert at.strftime("%Y-%m-%d %H:%M") == "2016-12-23 18:50"


def test_what_is_no_id_of_the_network_has_no_time() -> None:
    for text in ("", "hello", "12", "1.23457E+18", "9" * 25, "20", "-5", "00000000000000"):
        assert one(text, IdClock.X) is None
    assert times(pa.array([None, "x" * 11], pa.string()), IdClock.INSTAGRAM).null_count >= 1


@given(st.datetimes(datetime(2011, 1, 1), datetime(2037, 1, 1)))
def test_every_moment_survives_the_way_through_an_x_id(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    millis = int(moment.timestamp() * 1000)
    assert one(str((millis - 1_288_834_974_657) << 22), IdClock.X) == moment
    assert one(str((millis // 1000) << 32), IdClock.TIKTOK) == moment
    assert one(str(millis << 22), IdClock.LINKEDIN) == moment
    assert one(str(millis << 16), IdClock.MASTODON) == moment


def test_ids_rounded_by_a_spreadsheet_are_recognised() -> None:
    assert is_spoiled("1.22158E+17")
    assert is_spoiled("1,23457E+18")
    assert not is_spoiled("812369747765362688")


def test_an_id_is_found_in_a_link() -> None:
    urls = pa.array(["https://a/video/7544", "https://a/photo/12", None, "nothing"])
    assert found_in(urls, r"/(?:video|photo)/(?P<id>\d+)").to_pylist() == ["7544", "12", None, None]
    assert found_in(pa.array(["a", "b"]), r"/(?P<id>\d+)").to_pylist() == [None, None]


def test_a_year_of_ids_is_in_order() -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(hours=7 * i) for i in range(1000)]
    ids = pa.array([str((int(m.timestamp() * 1000) - 1_288_834_974_657) << 22) for m in moments])
    assert times(ids, IdClock.X).to_pylist() == moments
