from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from pratfall.decide import advise
from pratfall.decide.basis import frozen
from pratfall.records.numbers import Cost, Estimate
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.afterwards import later_of
from tests.decide.cases import case, finding
from tests.small_scenes import post, scene

QUIZ = Subject(SubjectKind.SERIES, "quiz", "Quiz", "x", "1")
BEGAN, DECIDED = date(2026, 6, 1), date(2026, 8, 1)


def posts(every: int, level: Any, start: date, end: date, *, quiz: bool) -> list[dict[str, Any]]:
    rng = np.random.default_rng(3)
    days = [start + timedelta(days=d) for d in range(0, (end - start).days, every)]
    return [
        post(day, id=f"{'q' if quiz else 'o'}{day}", metrics={"likes": float(rng.poisson(level(day)))}) for day in days
    ]


def world(quiz_end: date) -> Scene:
    fallen = posts(3, lambda day: 60 if day < BEGAN else 20, date(2025, 8, 1), quiz_end, quiz=True)
    steady = posts(2, lambda day: 80, date(2026, 1, 1), date(2026, 11, 15), quiz=False)
    seen = scene([*fallen, *steady], now=datetime(2026, 11, 21, tzinfo=UTC))
    rows = np.array([i for i, name in enumerate(seen.posts.id) if name.startswith("q")])
    return replace(seen, groups=(Group(QUIZ, rows),))


def basis(quiz_end: date) -> Any:
    about = finding(subject=SubjectKind.SERIES, since=BEGAN)
    about = replace(about, subject=QUIZ, advice=advise(case(about)))
    return later_of(world(quiz_end), frozen(about, as_of=datetime(2026, 8, 1, tzinfo=UTC)), decided_on=DECIDED)


def test_what_was_stopped_is_judged_by_the_others_and_saves_by_the_day() -> None:
    later = basis(DECIDED)
    assert later.posts == 0
    assert isinstance(later.others, Estimate) and 0.9 < later.others.value < 1.1
    assert later.saved.hours is not None and later.saved.hours == (case().ahead.hours or 0) * 4  # 112 days


def test_what_went_on_is_held_against_its_usual_and_against_the_decision() -> None:
    later = basis(date(2026, 11, 15))
    assert later.posts > 30 and later.saved == Cost()
    assert isinstance(later.level, Estimate) and later.level.high < 0.5
    assert isinstance(later.change, Estimate) and later.change.low < 1.0 < later.change.high
