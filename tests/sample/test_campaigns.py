from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from pratfall.reviews import settings
from pratfall.sample import settings_toml
from pratfall.sample.campaigns import DAYS, campaigns, moments


def test_what_the_team_wrote_down_is_read_as_its_goals(tmp_path: Path, until: date) -> None:
    (tmp_path / settings.FILE).write_text(settings_toml(until), encoding="utf-8")
    goals = settings.load(tmp_path).campaigns
    assert [goal.name for goal in goals] == [c.name for c in campaigns(until)]
    (running,) = [goal for goal in goals if goal.target is not None]
    assert running.window.start < until < running.window.end
    assert sum(goal.window.end < running.window.start for goal in goals) == 2


def test_gifts_come_in_a_rush_at_both_ends_and_never_after_the_last_day(until: date) -> None:
    past, *_, running = campaigns(until)
    at = np.array(
        [(m.date() - past.start).days for s in range(40) for m in moments(past, until, np.random.default_rng(s))]
    )
    per_day = np.bincount(at, minlength=DAYS) / 40
    assert min(per_day[0], per_day[-1]) > 2 * per_day[15:27].mean()
    assert max(m.date() for m in moments(running, until, np.random.default_rng(1))) <= until
