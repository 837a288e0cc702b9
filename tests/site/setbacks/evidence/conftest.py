"""A look at a setback about one post, with two comments, a number and two days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.site.setbacks.evidence import Look
from pratfall.site.setbacks.models import Setback
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    began = measured.BEGAN.date()
    measured.fill(
        setback.organisation,
        post=[measured.post()],
        observation=[measured.likes(7), measured.day(began, 120.5), measured.day(began.replace(month=5), 3)],
        comment=[measured.comment("c1", text="Shame!"), measured.comment("c2", text="", likes=4)],
    )
    return setback


@pytest.fixture
def look(about: Setback) -> Look:
    return Look(about, NOW)
