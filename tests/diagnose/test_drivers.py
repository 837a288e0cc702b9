"""Kinds of posts of a made account: planted ones are told, and too few posts say that they are too few."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from pratfall.diagnose.drivers import FEWEST, drivers, known_before
from pratfall.records.drivers import Drivers, Verdict
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import Subject, SubjectKind
from tests.small_scenes import X, post, scene

ASKS, TELLS = "Please donate today, every euro counts", "The library is closed on Monday"


def account(n: int, carousel: float, seed: int = 4) -> tuple[Scene, Group, np.ndarray]:
    rng = np.random.default_rng(seed)
    first = date(2026, 11, 20) - timedelta(days=n)
    posts, value = [], []
    for i in range(n):
        format = "carousel" if rng.random() < 0.4 else "image"
        text = ASKS if rng.random() < 0.3 else TELLS
        posts.append(post(first + timedelta(days=i), format=format, text=text, hashtags=("#tip",) if i % 3 else ()))
        value.append(np.expm1(4.0 + carousel * (format == "carousel") + 0.5 * rng.normal()))
    made = scene(posts)
    return made, Group(X.subject, np.arange(n)), np.array(value)


def told(n: int, carousel: float) -> Drivers:
    made, group, value = account(n, carousel)
    return drivers(made, group, value, "likes")


def test_a_planted_kind_is_told_with_its_interval_and_how_it_was_tried() -> None:
    found = told(260, 0.8)
    assert found.verdict is Verdict.TOLD
    first = next(d for d in found.drivers if d.where == {"format": "carousel"})
    assert first.ratio.low <= np.exp(0.8 * 0.6) <= first.ratio.high
    assert isinstance(found.gain, Estimate)
    assert found.gain.low > 0
    assert found.tested == 130
    assert found.ranked_right is not None
    assert found.ranked_right > 0.6
    assert found.window == Window(date(2026, 3, 5), date(2026, 11, 19))


def test_without_a_difference_nothing_is_told() -> None:
    found = told(260, 0.0)
    assert found.drivers == ()
    assert found.verdict in (Verdict.NO_HELP, Verdict.NOTHING)


def test_too_few_posts_are_said_to_be_too_few() -> None:
    found = told(FEWEST - 1, 0.8)
    assert (found.verdict, found.gain) == (Verdict.TOO_FEW, NotEnoughData(FEWEST, FEWEST - 1, "posts"))


def test_posts_that_cannot_be_judged_are_no_part_of_it() -> None:
    made, group, value = account(200, 0.8)
    value[::2] = np.nan
    assert drivers(made, group, value, "likes").n == 100


def test_kinds_are_what_is_known_before_a_post_is_published() -> None:
    posts = [
        post("2026-11-16", text=ASKS, links=("https://a.example",), hashtags=("#a", "#b", "#c"), lang="en"),
        {**post("2026-11-17", text="Who is coming tonight?"), "has_time": False},
        post("2026-11-24", text=TELLS * 4, hashtags=("#a",)),
    ]
    made = scene(posts)
    series = Group(Subject(SubjectKind.SERIES, "s", "#tip", "x", "1"), np.array([2]), "hashtag")
    made = scene(posts, groups=(series,))
    kinds = {k: v.tolist() for k, v in known_before(made, Group(X.subject, np.arange(3)), np.arange(3)).items()}
    assert kinds["weekday"] == ["0", "1", "1"]
    assert kinds["hour"] == ["12", "", "12"]
    assert kinds["link"] == ["yes", "no", "no"]
    assert kinds["hashtags"] == ["3+", "0", "1-2"]
    assert kinds["purpose"][0] == "pitch"
    assert kinds["question"][1] == "yes"
    assert kinds["gap"] == ["later", "3d", "later"]
    assert kinds["topic"] == ["-", "-", "#tip"]
    assert kinds["length"][2] == "long"
