"""What works on an account, in words of both languages and in every form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pratfall.diagnose.drivers import GAPS, PAIRS
from pratfall.diagnose.measures import HOURS
from pratfall.records.drivers import Driver, Drivers, Verdict
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import Review
from pratfall.reviews.render import as_json, html, markdown, terminal
from pratfall.reviews.render.driver_rows import driver_line, told_drivers
from pratfall.reviews.render.speech import speech
from pratfall.text.purpose import PURPOSES
from tests.reviews.render.example import example

KINDS = {
    "format": ("carousel", "image", "text"),
    "weekday": tuple(str(day) for day in range(7)),
    "hour": tuple(str(hour) for hour in range(0, 24, HOURS)),
    "topic": ("#tuesdaytip", "-"),
    "purpose": PURPOSES,
    "question": ("yes", "no"),
    "link": ("yes", "no"),
    "hashtags": ("0", "1-2", "3+"),
    "length": ("short", "middle", "long"),
    "language": ("fr", "en"),
    "gap": GAPS,
}


def driver(where: dict[str, str]) -> Driver:
    return Driver(where, 23, Estimate(1.4, 1.1, 1.7, Unit.RATIO, 0.99))


def drivers(*told: Driver, verdict: Verdict = Verdict.TOLD) -> Drivers:
    return Drivers(
        subject=example().accounts[0].account.subject,
        metric="likes",
        n=300,
        window=Window(date(2025, 1, 1), date(2026, 11, 1)),
        verdict=verdict,
        drivers=told,
        gain=Estimate(0.12, 0.05, 0.19, Unit.SHARE, 0.9),
        ranked_right=0.71,
        tested=150,
    )


def reviewed(given: Drivers) -> Review:
    return replace(example(), drivers=(given,))


def test_a_kind_is_told_with_ratio_interval_and_posts() -> None:
    where = {"format": "carousel", "weekday": "1", "hour": "9"}
    english = driver_line(driver(where), speech("en"))
    kinds, numbers = english.split(": ")
    assert kinds == "Format “carousel”, on Tuesdays, between 9:00 and 12:00 UTC"
    assert numbers.replace("\u00a0", " ") == "1.4 times your usual, between 1.1 and 1.7 (23 posts)"
    french = driver_line(driver(where), speech("fr"))
    assert french.startswith("Format «\u00a0carrousel\u00a0», le mardi, entre 9\u00a0h et 12\u00a0h (UTC)\u00a0: 1,4")


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("feature", sorted(KINDS))
def test_every_kind_has_words(feature: str, lang: str) -> None:
    for kind in KINDS[feature]:
        line = driver_line(driver({feature: kind}), speech(lang))
        assert "driver." not in line
        assert "=" not in line


def test_every_feature_that_may_be_told_in_pairs_is_worded() -> None:
    assert {name for pair in PAIRS for name in pair} <= set(KINDS)


@pytest.mark.parametrize("verdict", [Verdict.NO_HELP, Verdict.NOTHING], ids=["no_help", "nothing"])
def test_why_nothing_is_told_is_said(verdict: Verdict) -> None:
    told = told_drivers(reviewed(drivers(verdict=verdict)), drivers().subject, speech("en"))
    assert told is not None
    assert len(told.lines) == 1
    assert told.basis == ""


def test_too_few_posts_are_counted() -> None:
    few = replace(drivers(verdict=Verdict.TOO_FEW), gain=NotEnoughData(60, 12, "posts"), window=None)
    told = told_drivers(reviewed(few), few.subject, speech("en"))
    assert told is not None
    assert "12" in told.lines[0]
    assert "60" in told.lines[0]


def test_an_account_nobody_asked_about_has_no_part() -> None:
    assert told_drivers(example(), drivers().subject, speech("en")) is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_form_tells_it_and_the_json_comes_back(lang: str) -> None:
    review = reviewed(drivers(driver({"weekday": "1"})))
    title = speech(lang).say("drivers.title")
    line = driver_line(driver({"weekday": "1"}), speech(lang))
    assert title in markdown.render(review, lang=lang)
    assert title in html.render(review, lang=lang)
    assert line in html.render(review, lang=lang)
    assert title in terminal.render(review, lang=lang)
    assert as_json.loads(as_json.dumps(review)).drivers == review.drivers
