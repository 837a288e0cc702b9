"""Years of hourly counts of many accounts, with storms planted, through the scores, the rates and the rule.

Everything of `pratfall watch` but its storage: scores of whole series (equal to those taken one by one), the yearly
rate of each alarm, incidents, and what may be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from pratfall.records.findings import Status
from pratfall.reviews.watch.incidents import RANK, Alarm, Incident, begin, home_of
from pratfall.reviews.watch.policy import LOUDEST, MEMORY_MINUTES, status_of
from pratfall.stats.backlash import SATURATION, return_periods
from pratfall.stats.rare_alarms import yearly_rate
from tests.calibration.quiet_counts import WORLDS as QUIET
from tests.calibration.quiet_counts import noise, season
from tests.calibration.watched_years import Outcome

DAY = 24
LEARNT = 90  # days heard before the year that is looked at
LEVELS = (0.2, 1.0, 5.0, 20.0)  # counts an hour; a quarter of the accounts each
SIZES = (0.5, 1.0, 2.0, 5.0)  # storms, in usual days of talk
FURTHEST_USUAL = 1.7  # periods below it come more than once a month
LONGEST_DAYS = 2  # a storm not told by then is missed


def shared_shocks(rng: np.random.Generator, level: float, bins_per_day: int, series: int, days: int) -> np.ndarray:
    """All accounts share the luck of the hour (standard deviation 58 %), and have their own besides (45 %)."""
    mean = level * season(bins_per_day, days)
    ours = np.random.default_rng(days).gamma(3.0, 1 / 3.0, len(mean))  # the same for every level
    own = noise(rng, 5.0, 1.0, (series, len(mean)), bins_per_day)
    return rng.poisson(mean * ours * own).astype(float)


WORLDS = {"noisy bins": QUIET["noisy bins"], "own posts": QUIET["own posts"], "shared shocks": shared_shocks}


@dataclass(frozen=True)
class Judged:
    """What was told: hours from its start by storm, false incidents, and how many of these were called sure.

    `noticed` and `false_noticed`: the same for all that was shown, with what nobody can judge yet.
    """

    heard: Mapping[int, float]
    false: int
    sure: int
    noticed: Mapping[int, float]
    false_noticed: int


@cache
def a_year(seed: int, world: str, *, accounts: int, storms: int, days: int = 365) -> tuple[Judged, Outcome]:
    alarms, planted = alarms_of(seed, world, accounts, storms, days)
    found = judged(alarms, planted, accounts)
    delay = float(np.mean(list(found.heard.values()))) if found.heard else float("nan")
    return found, Outcome(found.false, len(found.heard), len(planted), delay)


@cache
def alarms_of(
    seed: int, world: str, accounts: int, storms: int, days: int
) -> tuple[tuple[Alarm, ...], tuple[tuple[str, int, float], ...]]:
    """Bins after the learning that say something, in order of time, and the storms as (key, minute, size in days)."""
    rng = np.random.default_rng((seed, list(WORLDS).index(world)))
    planted = []
    for _ in range(storms):
        account, hour = int(rng.integers(accounts)), int(rng.integers(LEARNT * DAY, (LEARNT + days - 2) * DAY))
        planted.append((account, hour, float(rng.choice(SIZES))))
    alarms: list[Alarm] = []
    each = accounts // len(LEVELS)
    for group, level in enumerate(LEVELS):
        counts = WORLDS[world](rng, level, DAY, each, LEARNT + days)
        for account, hour, size in planted:
            if account // each == group:
                add_storm(rng, counts[account % each], hour, size * level * DAY)
        periods = return_periods(counts, DAY)
        for row, hour in zip(*np.nonzero(periods >= FURTHEST_USUAL), strict=True):
            score = float(periods[row, hour] / (periods[row, hour] + SATURATION))
            rate = yearly_rate(score, level=level, bins_per_day=DAY, days=int(hour) / DAY)
            if hour >= LEARNT * DAY and rate <= LOUDEST:
                key = f"x|{group * each + int(row)}|comments|60"
                alarms.append(Alarm(key, int(hour), (int(hour) + 1) * 60, score, rate))
    alarms.sort(key=lambda a: (a.minute, a.key))
    return tuple(alarms), tuple((f"x|{a}|comments|60", h * 60, s) for a, h, s in planted)


def add_storm(rng: np.random.Generator, counts: np.ndarray, hour: int, size: float) -> None:
    """`size` comments over about a day, half of them in the first three hours."""
    hours = (rng.weibull(0.7, rng.poisson(size)) * 260 / 60).astype(int)
    np.add.at(counts, np.minimum(hour + hours[hours < DAY], len(counts) - 1), 1.0)


def judged(alarms: Sequence[Alarm], planted: Sequence[tuple[str, int, float]], streams: int) -> Judged:
    """The incidents of `Watcher._alarm` on alarms alone; an incident is true when one of its accounts had a storm."""
    incidents, going = list[Incident](), list[Incident]()
    for alarm in alarms:
        going = [i for i in going if alarm.minute - i.last <= 1440]
        told = sum(1 for i in incidents if i.told is not None and i.told > alarm.minute - MEMORY_MINUTES)
        status = status_of(alarm.rate, streams=streams, told=told)
        home = home_of(alarm, status, going, streams)
        if home is not None:
            home.add(alarm, status)
        elif status is not None:
            home = begin(len(incidents) + 1, alarm, status)
            home.told = alarm.minute if RANK[status] else None
            incidents.append(home)
            going.append(home)
    heard, noticed = dict[int, float](), dict[int, float]()
    false = sure = false_noticed = 0
    for incident in incidents:
        mine = [n for n, storm in enumerate(planted) if explains(storm, incident)]
        false_noticed += not mine
        for n in mine:
            noticed.setdefault(n, (incident.members[planted[n][0]].since - planted[n][1]) / 60)
        if incident.told is None:
            continue
        for n in mine:
            heard.setdefault(n, (max(incident.told, incident.members[planted[n][0]].since) - planted[n][1]) / 60)
        false += not mine
        sure += not mine and incident.status is Status.SURE
    return Judged(heard, false, sure, noticed, false_noticed)


def explains(storm: tuple[str, int, float], incident: Incident) -> bool:
    """Whether the incident's account was in this storm when it alarmed."""
    key, start, _ = storm
    member = incident.members.get(key)
    return member is not None and any(
        start < minute <= start + LONGEST_DAYS * 1440 for minute in (member.since, member.last)
    )


def show_sizes(world: str, seeds: int = 2, accounts: int = 400) -> None:
    """Storms shown at all and called likely, by size in usual days of talk and by level."""
    each = accounts // len(LEVELS)
    found = [
        (alarms_of(n, world, accounts, 100, 365)[1], a_year(n, world, accounts=accounts, storms=100)[0])
        for n in range(seeds)
    ]
    for size in SIZES:
        cells = []
        for group, level in enumerate(LEVELS):
            mine = [
                (judged.noticed.get(n), judged.heard.get(n))
                for planted, judged in found
                for n, (key, _, planted_size) in enumerate(planted)
                if planted_size == size and int(key.split("|")[1]) // each == group
            ]
            shown = [h for h, _ in mine if h is not None]
            likely = sum(h is not None for _, h in mine)
            median = f", median after {np.median(shown):.0f} h" if shown else ""
            cells.append(f"{level:g} an hour: {len(shown)} and {likely} of {len(mine)}{median}")
        print(f"    storms of {size:g} usual days   " + ";  ".join(cells), flush=True)
