"""Which alarms of many streams watched without end may be told, so that few of those told are false.

An alarm comes with its rate: how often a year, chance alone shows this stream as much. With S streams and K
discoveries in the past year, it is told if

    rate * S <= q max(K, 1)

In words: all streams together would show as much by chance at most q times for every discovery of the past year, and
a year without any discovery is allowed q false ones in all.

This is LORD++ on hypotheses "this stream, this day" with a level spending sequence: gamma_j = 1/m for the m = 365 S
hypotheses of a year, then 0. Each discovery earns q, spent evenly over the year after it, the first one having been
paid by the year's own allowance:

    alpha_t = q/m max(K_t, 1),   sum of alpha_t so far <= q (discoveries so far + years begun)

so that the expected number of false ones is at most q times what was told, plus q a year. With nothing true in a year
the chance of telling anything is at most q. A level sequence, because storms come at any time: sequences that fall
with j have spent nearly everything when hundreds of streams were looked at for a week (compared in
docs/methods/online_discovery.md).

Limits: the rate must be right in the far tail, since S = 400 asks for alarms seen
once in 4,000 years of one stream before the first is told; the proof wants a false alarm to be no likelier after
other alarms (a day on which all streams jump together is one discovery if the caller counts it once).
Source: Ramdas, Yang, Wainwright & Jordan 2017 (LORD++); Javanmard & Montanari 2018 (any gamma summing to 1); memory:
Rebjock, Kurt, Januschowski & Callot 2021.

Example: 40 accounts, 3 incidents told in the past year: 0.10 * 3 / 40 = 0.0075, alarms that one account shows by
chance once in 133 years.
"""

from __future__ import annotations

from collections.abc import Iterable

SHARE = 0.10  # q
MEMORY_DAYS = 365.0


def allowed_rate(discoveries: int, streams: int) -> float:
    """The largest yearly rate of one stream at which an alarm is told.

    `discoveries` in the past year, `streams` watched.
    """
    if discoveries < 0 or streams < 1:
        raise ValueError(f"{discoveries} discoveries on {streams} streams")
    return SHARE * max(discoveries, 1) / streams


def told(alarms: Iterable[tuple[float, float]], streams: int) -> list[bool]:
    """Which of the alarms (day, yearly rate), in order of time, are told; each that is told counts as a discovery."""
    days: list[float] = []
    out = []
    first = 0  # the oldest discovery still remembered
    for day, rate in alarms:
        while first < len(days) and days[first] <= day - MEMORY_DAYS:
            first += 1
        chosen = rate <= allowed_rate(len(days) - first, streams)
        if chosen:
            days.append(day)
        out.append(chosen)
    return out
