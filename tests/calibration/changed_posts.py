"""Made-up changes with a known cause: an account's posts, those of its neighbours, and what truly moved them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from pratfall.diagnose import Case
from pratfall.diagnose.case import Other
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Window
from pratfall.records.scene import Outage, Scene
from pratfall.records.subjects import Account
from pratfall.stats.change_decomposition import AFTER, BEFORE
from tests.calibration.one_real_account import RealAccount
from tests.small_scenes import NOW, defaults, post, scene

END = date(2026, 11, 20)
OURS = Account("instagram", "1", name="ours")
SIBLINGS = (Account("instagram", "2", name="north"), Account("instagram", "3", name="south"))
ELSEWHERE = Account("facebook", "4", name="page")
FORMATS = ("image", "carousel", "short")
TAGS = ("garden", "kitchen", "market", "people")
CAUSES = ("none", "mix", "network_wide", "holiday", "outage", "season", "regression_to_mean", "slices")
SIZE = 0.8  # log: of whatever is planted


@dataclass(frozen=True)
class Made:
    """`truth`: the true part of the log change by cause, as it fell on these very posts."""

    case: Case
    truth: Mapping[str, float]


@dataclass
class Draw:
    """The account's posts as columns, before they become a case."""

    rng: np.random.Generator
    day: np.ndarray  # (n,) datetime64[D]
    late: np.ndarray
    y: np.ndarray
    format: np.ndarray
    tag: np.ndarray
    hour: np.ndarray
    outages: tuple[Outage, ...] = ()
    common: float = 0.0


def make(
    cause: str,
    seed: int,
    *,
    before: int = 90,
    after: int = 50,
    fall: float = -0.5,
    spread: float = 0.8,
    memory: float = 0.2,
) -> Made:
    """A level that fell by `fall` for reasons nobody could know, and by what `cause` did beside."""
    rng = np.random.default_rng([seed, CAUSES.index(cause)])
    n = before + after
    span = 820 if cause == "season" else round(4.5 * n)
    back = np.sort(rng.choice(span, n, replace=span < n))[::-1]
    late = np.arange(n) >= before
    noise = rng.normal(size=n)
    for i in range(1, n):
        noise[i] = memory * noise[i - 1] + np.sqrt(1.0 - memory**2) * noise[i]
    drawn = Draw(
        rng=rng,
        day=np.datetime64(END) - back.astype("timedelta64[D]"),
        late=late,
        y=4.0 + fall * late + spread * noise,
        format=rng.integers(len(FORMATS), size=n),
        tag=rng.integers(len(TAGS), size=n),
        hour=rng.integers(7, 22, size=n),
    )
    drawn.y += np.array([0.0, 0.3, -0.3])[drawn.format] + np.where(drawn.hour > 18, 0.2, 0.0)
    truth = {} if cause == "none" else PLANTS[cause](drawn)
    return Made(_case(drawn, spread), truth)


def _apart(values: np.ndarray, late: np.ndarray) -> float:
    return float(values[late].mean() - values[~late].mean())


def _mix(d: Draw) -> dict[str, float]:
    """Far fewer of the better format: nothing changed but how often."""
    shy = (d.format == 1) & d.late & (d.rng.random(len(d.y)) < 0.8)
    d.y[shy] -= 0.6
    d.format[shy] = 2
    return {}


def _network(d: Draw) -> dict[str, float]:
    d.common = -SIZE
    d.y += np.where(d.late, d.common, 0.0)
    return {"network_wide": d.common}


def _holiday(d: Draw) -> dict[str, float]:
    """Posts crowd on the days around New Year, and a holiday takes its part of each."""
    from pratfall.diagnose.holiday import public_holidays

    known = np.array(sorted(public_holidays("FR", d.day)), dtype="datetime64[D]")
    near = np.concatenate([known + step for step in (-1, 0, 1)])
    moved = d.late & (d.rng.random(len(d.y)) < 0.4)
    here = near[(near >= d.day[d.late][0]) & (near <= d.day[-1])]
    if len(here):
        moved = np.flatnonzero(moved)[: len(here)]
        d.day[moved] = d.rng.choice(here, len(moved), replace=False)
        d.day[d.late] = np.sort(d.day[d.late])
    hit = np.isin(d.day, near)
    d.y += np.where(hit, -SIZE, 0.0)
    return {"holiday": -SIZE * _apart(hit.astype(float), d.late)}


def _outage(d: Draw) -> dict[str, float]:
    days = d.day[d.late]
    start, end = days[len(days) // 3], days[2 * len(days) // 3]
    d.outages = (Outage(start.astype(object), end.astype(object), "down", ("instagram",)),)
    hit = (d.day >= start) & (d.day <= end)
    d.y += np.where(hit, -SIZE, 0.0)
    return {"outage": -SIZE * _apart(hit.astype(float), d.late)}


def _season(d: Draw) -> dict[str, float]:
    wave = SIZE * np.cos(2.0 * np.pi * (d.day.astype(int) - d.day[d.late].astype(int).mean()) / 365.25)
    d.y -= wave
    return {"season": -_apart(wave, d.late)}


def _luck(d: Draw) -> dict[str, float]:
    lucky = ~d.late & (np.cumsum(~d.late) > (~d.late).sum() // 2)
    d.y += np.where(lucky, SIZE, 0.0)
    return {"regression_to_mean": _apart(np.where(lucky, SIZE, 0.0), d.late)}


def _slices(d: Draw) -> dict[str, float]:
    fallen = (d.format == 0) & d.late
    d.y -= np.where(fallen, 1.5 * SIZE, 0.0)
    return {"slices": -1.5 * SIZE * float(fallen.sum() / d.late.sum())}


PLANTS = {
    "mix": _mix,
    "network_wide": _network,
    "holiday": _holiday,
    "outage": _outage,
    "season": _season,
    "regression_to_mean": _luck,
    "slices": _slices,
}


def _case(d: Draw, spread: float) -> Case:
    rows = [
        post(
            str(day),
            published=np.datetime64(f"{day}T{hour:02d}:00:00", "s"),
            format=FORMATS[kind],
            hashtags=(TAGS[tag],),
            lang="fr",
            text="Un mot de l’équipe",
            id=str(i),
            metrics={"likes": float(round(np.expm1(value))) if value > 0 else 0.0},
        )
        for i, (day, hour, kind, tag, value) in enumerate(
            zip(d.day.tolist(), d.hour.tolist(), d.format, d.tag, d.y, strict=True)
        )
    ]
    given = replace(defaults(), country="FR", outages=d.outages)
    made = scene(rows, accounts=(OURS, *SIBLINGS, ELSEWHERE), given=given)
    since = d.day[d.late][0].astype(object)
    value = np.array([row["metrics"]["likes"] for row in rows])[
        np.argsort([row["published"] for row in rows], kind="stable")
    ]
    y = np.log1p(value)
    return Case(
        scene=made,
        finding=_finding(since, len(rows)),
        rows=np.arange(len(rows)),
        response=value,
        y=y - np.median(y),
        period=np.where(d.late, AFTER, BEFORE),
        metric="likes",
        rng=np.random.default_rng(0),
        bar=0.003,
        others=tuple(_other(d, account, spread) for account in (*SIBLINGS, ELSEWHERE)),
    )


def _other(d: Draw, account: Account, spread: float) -> Other:
    """Another account: it meets what is common to its network, and nothing else of ours."""
    first = int((d.day[-1] - d.day[0]).astype(int))
    day = np.sort(d.day[0] + d.rng.integers(0, first + 1, size=120).astype("timedelta64[D]"))
    since = d.day[d.late][0]
    common = d.common if account.platform == OURS.platform else 0.0
    left = spread * d.rng.normal(size=len(day)) + np.where(day >= since, common + d.rng.normal(0.0, 0.1), 0.0)
    return Other(account.subject.id, account.name, account.platform, day, left)


def _finding(since: date, n: int, *, rate: float = 1e-5) -> Finding:
    return Finding(
        code="level_fell",
        kind=Kind.FAILURE,
        subject=OURS.subject,
        status=Status.CANNOT_TELL,
        estimate=None,
        window=Window(since, max(since, END) + timedelta(days=1)),
        n=n,
        method="shiryaev_roberts",
        since=since,
        cost=Cost(),
        evidence=(),
        freshness=Freshness(NOW, stale=False),
        false_alarms_per_year=rate,
    )


def known_of(account: RealAccount) -> Scene:
    """All there is to know of the real account; its team sits in the United States."""
    shown = account.scene(account.last, account.groups())
    return replace(shown, settings=replace(shown.settings, country="US"))


def of_real_posts(known: Scene, seed: int, *, fall: float = -0.6) -> Made:
    """A stretch of a real account's posts, their real numbers dealt anew among them: a fall, and no cause at all."""
    rng = np.random.default_rng(seed)
    posts = known.posts
    n = int(rng.integers(120, 400))
    rows = np.arange(n) + int(rng.integers(0, len(posts) - n))
    value = posts.metrics["engagements_reported"][rows]
    rows, value = rows[~np.isnan(value)], value[~np.isnan(value)]
    late = np.arange(len(rows)) >= int(len(rows) * rng.uniform(0.4, 0.75))
    response = np.round(rng.permutation(value) * np.exp(fall * late))
    since = posts.published[rows[late][0]].astype("datetime64[D]").astype(object)
    y = np.log1p(response)
    case = Case(
        scene=known,
        finding=replace(_finding(since, len(rows)), subject=known.accounts[0].subject),
        rows=rows,
        response=response,
        y=y - np.median(y),
        period=np.where(late, AFTER, BEFORE),
        metric="engagements_reported",
        rng=np.random.default_rng(0),
        bar=0.003,
    )
    return Made(case, {})
