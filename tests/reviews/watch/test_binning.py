from __future__ import annotations

from math import isnan

import numpy as np

from pratfall.reviews.watch.binning import GRACE_MINUTES, Binner, Fate, Heard, Source
from pratfall.reviews.watch.events import Event

START = 29_000_160  # a multiple of a day


def mention(minute: float, id_: str | None = None, account: str = "us", network: str = "x") -> Event:
    return Event(id_ or f"{network}/{account}/{minute}", START + int(minute), network, account, "hello")


def totals(heard: list[Heard]) -> dict[str, float]:
    out: dict[str, float] = {}
    for h in heard:
        out[h.source.account] = out.get(h.source.account, 0.0) + float(np.nansum(h.counts))
    return out


def fed(minutes: list[float], **kind: object) -> tuple[Binner, list[Heard]]:
    binner = Binner(60, **kind)  # type: ignore[arg-type]
    for minute in minutes:
        binner.add(mention(minute))
    return binner, binner.closed(ended=True)


def test_events_become_counts_per_bin_and_silence_between_them_is_zero() -> None:
    _, heard = fed([5, 6, 7, 130, 200, 250])
    assert [h.counts for h in heard] == [(3.0, 0.0, 1.0, 1.0)]
    assert heard[0].first == START // 60


def test_the_same_event_twice_is_counted_once() -> None:
    binner = Binner(60)
    assert binner.add(mention(1, "a")) is Fate.KEPT
    assert binner.add(mention(2, "a")) is Fate.REPEATED
    binner.add(mention(300, "b"))
    assert totals(binner.closed()) == {"us": 1.0}
    assert binner.repeated == 1


def test_events_out_of_order_within_the_grace_are_counted_where_they_belong() -> None:
    binner, heard = fed([10, 65, 58, 64, 200])
    assert heard[0].counts[:2] == (2.0, 2.0)
    assert binner.late == 0


def test_what_comes_after_its_bin_was_closed_is_late_and_changes_nothing() -> None:
    binner = Binner(60)
    for minute in (10, 60 + GRACE_MINUTES):
        binner.add(mention(minute))
    first = binner.closed()
    assert binner.add(mention(11)) is Fate.LATE
    binner.add(mention(200))
    assert first[0].counts == (1.0,)
    assert binner.closed()[0].counts == (1.0, 0.0)
    assert binner.late == 1


def test_each_bin_is_handed_out_once() -> None:
    binner = Binner(60)
    numbers: list[int] = []
    for minute in range(0, 2000, 7):
        binner.add(mention(minute))
        for h in binner.closed():
            numbers += range(h.first, h.first + len(h.counts))
    assert numbers == list(range(START // 60, START // 60 + len(numbers)))
    assert len(numbers) > 30


def test_one_wild_time_in_the_future_does_not_move_the_clock() -> None:
    binner = Binner(60)
    binner.add(mention(10))
    assert binner.add(mention(9 * 1440, "wild")) is Fate.HELD
    binner.add(mention(70))
    binner.add(mention(200))
    assert binner.late == 0
    assert sum(len(h.counts) for h in binner.closed()) == 3


def test_a_feed_that_really_goes_on_days_later_is_believed_at_its_second_event() -> None:
    binner = Binner(60)
    binner.add(mention(10))
    binner.add(mention(3 * 1440, "a"))
    assert binner.add(mention(3 * 1440 + 5, "b")) is Fate.KEPT
    assert binner.newest == START + 3 * 1440 + 5
    assert binner.kept == 3


def test_a_collector_that_stood_still_gives_no_data_and_never_a_calm() -> None:
    busy = [float(m) for m in range(0, 2000, 2)]
    later = [float(m) for m in range(3200, 4000, 2)]
    _, heard = fed(busy + later)
    counts = heard[0].counts
    lost = [i for i, count in enumerate(counts) if isnan(count)]
    assert lost == list(range(34, 53))  # from the bin after the last event to the bin before the next
    assert not any(count == 0 for count in counts)


def test_a_quiet_evening_of_a_small_feed_is_zeros() -> None:
    rare = [float(m) for m in np.cumsum(np.full(200, 40))]
    _, heard = fed([*rare, rare[-1] + 600, rare[-1] + 900])
    assert not any(isnan(count) for count in heard[0].counts)
    assert heard[0].counts[-6:] == (0.0,) * 4 + (1.0, 0.0) or 0.0 in heard[0].counts


def test_readings_that_are_missing_are_no_data() -> None:
    binner = Binner(60, what="readings", readings=True)
    for hour, value in ((0, 5.0), (1, 7.0), (4, 9.0), (5, 1.0)):
        binner.add(Event(str(hour), START + hour * 60, "", "us", "", value))
    counts = binner.closed(ended=True)[0].counts
    assert counts[:2] == (5.0, 7.0) and counts[4] == 9.0
    assert isnan(counts[2]) and isnan(counts[3])


def test_several_accounts_are_also_heard_together() -> None:
    binner = Binner(60)
    for minute in range(0, 600, 10):
        binner.add(mention(minute, account="us" if minute % 20 else "them"))
    assert totals(binner.closed(ended=True)) == {"us": 27.0, "them": 27.0, "": 54.0}


def test_a_single_account_is_not_heard_twice() -> None:
    _, heard = fed([0, 100, 200])
    assert [h.source.account for h in heard] == ["us"]


def test_how_often_bins_are_asked_for_changes_no_count() -> None:
    rng = np.random.default_rng(4)
    minutes = np.cumsum(rng.exponential(9, 900)) + rng.normal(0, 6, 900)
    events = [mention(max(m, 0), f"e{i}", "us" if i % 3 else "them") for i, m in enumerate(minutes.tolist())]

    def counts(every: int) -> dict[str, list[float]]:
        binner, out = Binner(60), dict[str, list[float]]()
        for i, event in enumerate(events):
            binner.add(event)
            if i % every == 0:
                for h in binner.closed():
                    out.setdefault(h.source.key, []).extend(h.counts)
        for h in binner.closed(ended=True):
            out.setdefault(h.source.key, []).extend(h.counts)
        return out

    assert counts(1) == counts(37) == counts(10_000)


def test_what_was_said_is_remembered_for_days_and_then_forgotten() -> None:
    for width, kept_days in ((60, 15), (5, 4)):
        binner = Binner(width)
        for minute in range(0, 20 * 1440, 30):
            binner.add(mention(minute))
        gone = binner.forget()
        assert gone and len(gone) + len(binner.recent) == 20 * 48
        assert min(minute for _, _, minute, _, _ in binner.recent.values()) >= START + (20 - kept_days) * 1440 - 60


def test_a_key_tells_its_source() -> None:
    source = Source("x", "us", "mentions", 5)
    assert Source.of_key(source.key) == source
