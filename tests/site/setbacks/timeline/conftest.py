"""A setback about one post, with comments in two of its hours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.site.setbacks.models import Setback
from tests.site.setbacks import measured


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(
        setback.organisation,
        post=[measured.post(), measured.post(post_id="p2", published_at=None, published_local="2026-11-20")],
        comment=[
            measured.comment("c1", minutes=3, text="Shame <script>alert(1)</script>"),
            measured.comment("c2", minutes=4),
            measured.comment("c3", minutes=5, author_is_owner=True),
            measured.comment("c4", minutes=70),
            measured.comment("c5", created_at=None),
        ],
    )
    return setback
