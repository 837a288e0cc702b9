"""What a storm hangs on, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratfall.diagnose.talk import explain_talk
from pratfall.records.causes import Diagnosis
from pratfall.records.evidence import of_posts
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from tests.small_scenes import INSTAGRAM, NOW, X, comment, post, scene

DAY = date(2026, 11, 10)


def told(under: int, beside: int, elsewhere: int = 0, usual_elsewhere: int = 0) -> Diagnosis:
    """`under` comments under the post that set it off, `beside` under another, others at another account."""
    posts = [post("2026-11-09", id="spark"), post("2026-11-01", id="old"), post("2026-11-01", 1, id="other")]
    talk = [comment("2026-11-10T10:00", post=1, received=True)] * under  # rows by account and time: old, spark, other
    talk += [comment("2026-11-10T11:00", post=0, received=True)] * beside
    talk += [comment("2026-11-10T11:00", account=1, post=2, received=True)] * elsewhere
    talk += [comment("2026-11-01T11:00", account=1, post=2, received=True)] * usual_elsewhere
    made = scene(posts, accounts=(X, INSTAGRAM), comments=talk)
    return explain_talk(made, finding(made))


def finding(made: Scene) -> Finding:
    return Finding(
        code="backlash",
        kind=Kind.FAILURE,
        subject=X.subject,
        status=Status.SURE,
        estimate=Estimate(6.0, 3.0, 12.0, Unit.RATIO),
        window=Window(DAY, DAY),
        n=100,
        method="backlash",
        since=DAY,
        cost=Cost(),
        evidence=of_posts(made.posts, [1]),
        freshness=Freshness(NOW, stale=False),
        facts={"accounts": (X.label,), "platforms": ("x",)},
    )


def test_the_share_of_the_talk_under_the_post_that_set_it_off_is_a_count() -> None:
    found = told(80, 20)
    cause = found.causes[0]
    assert (cause.code, cause.told) == ("trigger_post", True)
    assert isinstance(cause.share, Estimate) and cause.share.value == pytest.approx(0.8)
    assert cause.share.low == pytest.approx(0.711, abs=0.001)
    assert isinstance(found.unexplained, Estimate) and found.unexplained.value == pytest.approx(0.2)
    assert found.verdict == "told"


def test_a_post_with_a_small_part_of_the_talk_did_not_set_it_off() -> None:
    found = told(20, 80)
    assert not found.causes[0].told and found.verdict == "cannot_tell"


def test_hardly_any_comment_known_says_what_to_collect() -> None:
    found = told(3, 2)
    assert found.collect == ("comments",) and isinstance(found.unexplained, NotEnoughData)


def test_a_storm_without_a_post_behind_it_is_not_explained() -> None:
    made = scene([post("2026-11-09", id="spark")], comments=[comment("2026-11-10T10:00", received=True)] * 50)
    assert (
        explain_talk(made, replace(finding(scene([post("2026-11-09"), post("2026-11-10")])), evidence=())).causes == ()
    )


def test_talk_at_other_accounts_is_told_beside_with_its_own_usual() -> None:
    found = told(80, 20, elsewhere=10, usual_elsewhere=28)
    beside = found.causes[1]
    assert beside.beside and isinstance(beside.share, NotEnoughData)
    assert beside.facts["others"] == pytest.approx(10.0)  # 28 in four weeks is one a day
