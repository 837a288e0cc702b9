"""The organisation's channels together, and what each brings for its hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from pratfall.diagnose.channel_returns import given_up, returns
from pratfall.diagnose.channels import together
from pratfall.records.channels import Channels
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Window
from pratfall.records.scene import Scene
from pratfall.records.subjects import Subject
from pratfall.stats.synergy import calendar

ABANDONED = "abandoned"


def channels_of(scene: Scene, findings: Sequence[Finding], cost: Callable[[Subject, Window], Cost]) -> Channels | None:
    """None where there is one channel only."""
    both = together(scene, drawn)
    if both is None:
        return None
    window, found = returns(scene, cost)
    abandoned = [finding for finding in findings if finding.code == ABANDONED]
    return Channels(both, window, found, tuple(given_up(scene, abandoned)))


def drawn(start: date, blocks: int) -> Any:
    """The weeks of a calendar that begins that week: the same whenever it is asked for, and nobody's choice."""
    return calendar(blocks, np.random.default_rng(start.toordinal() - start.weekday()))
