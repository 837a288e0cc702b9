"""Channels together, in words of both languages and in every form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pratfall.records.channels import Channels, GivenUp, PlannedWeek, Return, Together
from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData, Unit, Window
from pratfall.records.review import Review
from pratfall.reviews.render import as_json, html, markdown, terminal
from pratfall.reviews.render.channel_rows import told_channels
from pratfall.reviews.render.speech import speech
from tests.reviews.render.example import example

WINDOW = Window(date(2025, 11, 22), date(2026, 11, 21))


def together(**given: object) -> Together:
    made = Together(
        first="email",
        second="social",
        outcome="gifts",
        window=WINDOW,
        weeks=83,
        cells=(30, 16, 30, 7),
        rule=("any", "more"),
        both=Estimate(1.3, 1.1, 1.6, Unit.RATIO),
        first_alone=Estimate(1.2, 1.0, 1.4, Unit.RATIO),
        second_alone=None,
        by_lot=False,
        followed=None,
        claimed=False,
        calendar=tuple(PlannedWeek(date(2026, 11, 23) + timedelta(days=7 * i), i % 2 == 0, i > 1) for i in range(4)),
        worth=1.2,
        power=((52, 0.2), (104, 0.45)),
    )
    return replace(made, **given)  # type: ignore[arg-type]


def given_up(ratio: Estimate | NotEnoughData) -> GivenUp:
    return GivenUp(example().accounts[0].account.subject, WINDOW, ratio)


def channels(both: Together, *gone: GivenUp) -> Channels:
    mail = Return(
        channel="email",
        cost=Cost(hours=Decimal(96), money=(Money(Decimal(120), "EUR"),)),
        gifts=138,
        money=Money(Decimal("6607.02"), "EUR"),
        per_hour=Estimate(68.8, 40.9, 116.3, Unit.PER_HOUR),
    )
    x = Return(
        channel="x",
        cost=Cost(hours=Decimal(64)),
        gifts=None,
        money=None,
        per_hour=NotEnoughData(1, 0, "labelled_links"),
    )
    return Channels(both, WINDOW, (mail, x), gone)


def lines(both: Together, *gone: GivenUp, lang: str = "en") -> str:
    told = told_channels(channels(both, *gone), speech(lang))
    assert told is not None
    return " ".join(told.lines)


def test_weeks_nobody_drew_are_told_with_their_number_as_unreliable() -> None:
    said = lines(together())
    assert "1.3 times" in said
    assert "between 1.1 and 1.6" in said
    assert "Unreliable" in said
    assert "help each other" not in said


def test_only_what_is_claimed_is_said_to_help() -> None:
    assert "help each other" in lines(together(by_lot=True, followed=0.95, claimed=True))
    assert "stand in each other" in lines(
        together(by_lot=True, followed=0.95, claimed=True, both=Estimate(0.8, 0.7, 0.9, Unit.RATIO))
    )
    assert "Not decided yet" in lines(together(by_lot=True, followed=0.5))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("of", ["weeks", "weeks_of_each", "outcomes_a_week"])
def test_what_is_lacking_is_said_in_words(of: str, lang: str) -> None:
    said = lines(together(both=NotEnoughData(24, 9, of)), lang=lang)
    assert "together." not in said


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "ratio",
    [
        Estimate(3.0, 1.5, 6.0, Unit.RATIO),
        Estimate(0.3, 0.1, 0.8, Unit.RATIO),
        Estimate(1.2, 0.5, 3.0, Unit.RATIO),
        NotEnoughData(1, 0, "labelled_links"),
        NotEnoughData(10, 4, "labelled_gifts"),
        NotEnoughData(1, 0, "posts"),
    ],
    ids=["better", "worse", "open", "no_labels", "few_gifts", "no_hours"],
)
def test_a_channel_given_up_has_its_sentence(ratio: Estimate | NotEnoughData, lang: str) -> None:
    assert "given_up." not in lines(together(), given_up(ratio), lang=lang)


def test_money_an_hour_has_its_interval_and_what_is_unknown_is_not_nothing() -> None:
    told = told_channels(channels(together()), speech("en"))
    assert told is not None
    mail, x = told.rows
    assert mail[-1] == "€68.80 (between €40.90 and €116.30)"
    assert mail[2] == "€120"
    assert x[3:] == ("unknown", "unknown", "unknown: no gift and no link names it")


def test_without_gifts_that_say_where_they_came_from_no_channel_brought_zero() -> None:
    given = channels(together())
    lacking = replace(given.returns[1], per_hour=NotEnoughData(1, 0, "labelled_gifts"))
    told = told_channels(replace(given, returns=(lacking,)), speech("en"))
    assert told is not None
    assert told.rows[0][3:] == ("unknown", "unknown", "unknown: no gift says where it came from")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_calendar_that_runs_is_not_asked_to_begin(lang: str) -> None:
    planned, running = (told_channels(channels(together(by_lot=lot)), speech(lang)) for lot in (False, True))
    assert planned is not None
    assert running is not None
    assert "[[channel_tests]]" in planned.calendar
    assert "[[channel_tests]]" not in running.calendar


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_weeks_that_would_not_settle_it_are_not_asked_for(lang: str) -> None:
    idle = together(power=((52, 0.02), (104, 0.11)))
    told, running = (told_channels(channels(both), speech(lang)) for both in (idle, replace(idle, by_lot=True)))
    assert told is not None
    assert running is not None
    assert told.weeks == () and "[[channel_tests]]" not in told.calendar
    assert speech(lang).share(0.11) in told.calendar
    assert len(running.weeks) == 4  # what was begun is shown to its end
    for form in (markdown, html, terminal):
        assert "[[" not in form.render(replace(example(), channels=channels(idle)), lang=lang)


def test_without_channels_there_is_no_part() -> None:
    assert told_channels(None, speech("en")) is None
    assert told_channels(Channels(None, None, (), ()), speech("en")) is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_form_tells_it_and_the_json_comes_back(lang: str) -> None:
    review: Review = replace(example(), channels=channels(together()))
    title = speech(lang).say("channels.title")
    for form in (markdown, html, terminal):
        assert title in form.render(review, lang=lang)
    week = speech(lang).short_day(date(2026, 12, 7))
    assert week in markdown.render(review, lang=lang)
    assert week in html.render(review, lang=lang)
    assert as_json.loads(as_json.dumps(review)).channels == review.channels
