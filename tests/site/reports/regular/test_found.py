from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pratfall.records.findings import Kind
from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular import found
from pratfall.site.reports.regular.gathered import Gathered
from tests.reviews.render.example import empty, example


def gathered(look: Callable[..., Gathered], kind: Kind = Kind.FAILURE, **given: Any) -> Any:
    return json.loads(json.dumps(found.findings(look(**given), kind, "failed")))


def test_what_began_in_the_period_is_new_and_the_rest_was_there(look: Callable[..., Gathered]) -> None:
    items = gathered(look)["items"]
    assert items and len(items) <= found.SHOWN
    for item in items:
        since = item["finding"]["since"]
        assert (item["since"] == "new") == (since is not None and since >= "2026-06-01")


def test_what_the_report_before_knew_is_over_only_where_somebody_can_still_see(
    look: Callable[..., Gathered],
) -> None:
    first = gathered(look)
    previous = {"failed": {"findings": first}}
    none = replace(example(), findings=())
    gone = gathered(look, review=none, previous=previous)["gone"]
    assert {item["since"] for item in gone} == {"over", "unknown"} or {item["since"] for item in gone} == {"over"}
    blind = gathered(look, review=empty(), previous=previous)["gone"]
    assert {item["since"] for item in blind} == {"unknown"}, "without data nothing is over"
    assert gathered(look, previous=previous)["gone"] == []


def test_sure_ones_come_first_and_undecided_ones_are_only_counted(look: Callable[..., Gathered]) -> None:
    facts = gathered(look)
    statuses = [item["finding"]["status"] for item in facts["items"]]
    assert statuses == sorted(statuses, key=["sure", "likely"].index) and facts["cannot_tell"] > 0
    assert facts["sure"] + facts["likely"] == len(facts["keys"])


def test_silence_without_anything_judged_is_no_good_news(look: Callable[..., Gathered]) -> None:
    assert found.is_judged(look()) and not found.is_judged(look(review=empty()))


def test_a_finding_is_kept_without_its_posts(look: Callable[..., Gathered]) -> None:
    kept = found.bare(look().review.findings[0])
    assert kept["evidence"] == [] and kept["chart"] is kept["diagnosis"] is kept["advice"] is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_line_says_since_when_in_words(look: Callable[..., Gathered], lang: str) -> None:
    words, facts = speech(lang), gathered(look)
    lines = list(found.lines(facts, words))
    assert found.first_title(facts, words) == lines[0].title and found.first_title({"items": []}, words) == ""
    assert all(line.text and line.notes for line in lines)
    assert not any("regular." in text or "None" in text for line in lines for text in (line.title, *line.notes))
