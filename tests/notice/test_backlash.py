from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from pratfall.notice import mood
from pratfall.notice.backlash import notice
from pratfall.records.candidates import Candidate
from pratfall.records.charts import StreamChart
from pratfall.records.findings import Kind
from pratfall.records.numbers import Estimate
from pratfall.records.scene import Planned, Scene
from pratfall.records.subjects import SubjectKind
from tests.notice.talking import fake_read, made, quiet, storm
from tests.small_scenes import INSTAGRAM, NOW, X, defaults


@pytest.fixture(autouse=True)
def _plain_moods(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(mood, "read_texts", fake_read)
    yield


def told(scene: Scene) -> list[Candidate]:
    return [c for c in notice(scene) if c.facts]


def test_a_storm_of_angry_comments_is_a_backlash_with_everything_needed_to_judge_it() -> None:
    (found,) = told(made(quiet(), storms=[storm()]))
    assert (found.code, found.kind, found.subject) == ("backlash", Kind.FAILURE, X.subject)
    assert found.rate is not None and found.rate < 0.01
    estimate = found.estimate(0.95)
    assert isinstance(estimate, Estimate) and estimate.low > 3
    assert found.since and abs((found.since - (NOW - timedelta(days=8)).date()).days) <= 1
    facts = found.facts
    assert facts["negative_low"] > 0.7 > 0.4 > facts["negative_before_high"]  # type: ignore[operator]
    assert facts["severity"] in (2, 3, 4) and "negative" in facts["severity_reasons"]  # type: ignore[operator]
    assert "shame" in facts["new_words"]  # type: ignore[operator]
    assert [e.kind for e in found.evidence] == ["post", "comment", "comment", "comment"]


def test_as_much_praise_is_a_surge_and_good_news() -> None:
    (found,) = told(made(quiet(), storms=[storm(words="good thank you")]))
    assert (found.code, found.kind) == ("surge", Kind.GOOD_NEWS)
    assert found.rate is not None and found.rate < 0.01
    assert "severity" not in found.facts


def test_a_spike_nobody_can_read_is_only_looked_at() -> None:
    (found,) = told(made(quiet(), storms=[storm(words="xx yy")]))
    assert found.code == "talk_spike" and found.facts["mood"] == "unclear"
    assert found.rate is not None and found.rate > 0.1


def test_quiet_accounts_are_asked_and_have_nothing_to_tell() -> None:
    asked = list(notice(made(quiet(), quiet(1))))
    assert [c.subject for c in asked][:2] == [X.subject, INSTAGRAM.subject]
    assert {c.code for c in asked} == {"backlash"}
    assert all(c.rate is not None and c.rate > 0.3 for c in asked)
    assert not told(made(quiet(), quiet(1)))


def test_one_launch_on_two_networks_is_one_finding_of_the_organisation() -> None:
    (found,) = told(made(quiet(), quiet(1), storms=[storm(), storm(1)]))
    assert found.subject.kind is SubjectKind.ORGANISATION
    assert found.facts["networks"] == 2 and len(found.facts["accounts"]) == 2  # type: ignore[arg-type]
    assert "spread" in found.facts["severity_reasons"]  # type: ignore[operator]


def test_a_storm_of_last_season_is_history() -> None:
    assert not told(made(quiet(), storms=[storm(days_ago=34)]))


def test_praise_for_what_was_announced_is_no_news_and_anger_is() -> None:
    fair = Planned("Fair", (NOW - timedelta(days=9)).date(), (NOW - timedelta(days=5)).date())
    given = replace(defaults(), planned=(fair,))
    (praise,) = told(made(quiet(), storms=[storm(words="good day")], given=given))
    assert praise.rate is not None and praise.rate >= 1
    (anger,) = told(made(quiet(), storms=[storm()], given=given))
    assert anger.rate is not None and anger.rate < 0.01 and anger.facts["planned"] == "Fair"


def test_weeks_nobody_exported_are_no_collapse_and_their_end_is_no_storm() -> None:
    posts, comments = quiet()
    hole = [c for c in comments if not 14 <= c["post"] < 24]
    assert not told(made((posts, hole)))


def test_the_chart_shows_counts_band_and_alarm_and_says_what_is_unknown() -> None:
    (found,) = told(made(quiet(), storms=[storm()]))
    assert found.chart
    chart = found.chart()
    assert isinstance(chart, StreamChart)
    assert chart.alarms and chart.bins[0].at < chart.alarms[0] <= chart.bins[-1].at + timedelta(days=1)
    tallest = max(chart.bins, key=lambda b: b.count or 0)
    assert tallest.count and tallest.high is not None and tallest.count > tallest.high


def test_an_empty_organisation_is_asked_nothing() -> None:
    assert list(notice(made(([], [])))) == []


def test_people_are_quoted_without_their_names() -> None:
    (found,) = told(made(quiet(), storms=[storm(words="bad @jane.doe shame, write to jane@doe.example")]))
    quoted = [e.label for e in found.evidence if e.kind == "comment"]
    assert quoted and not [q for q in quoted if "jane" in q]
    assert not [w for w in found.facts.get("new_words", ()) if "jane" in w]  # type: ignore[attr-defined]


def test_later_comments_do_not_change_what_was_told_of_the_alarm() -> None:
    whole = made(quiet(), storms=[storm()])
    (now,) = told(whole)
    until = np.datetime64((NOW - timedelta(days=5)).replace(tzinfo=None), "s")
    posts, comments = quiet()
    rows = [c for c in comments if c["created"] < until]
    early = [c for c in storm() if c["created"] < until]
    *_, then = told(replace(made((posts, rows), storms=[early]), now=NOW - timedelta(days=5)))
    assert then.facts["alarmed"] == now.facts["alarmed"]
