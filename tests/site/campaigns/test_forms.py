"""What people type, read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.forms import Amount, PlanForm, day_of, number_of, plain
from pratfall.site.campaigns.plan import NETWORKS, Plan

EN = speech("en")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4500", "4500"),
        ("1 234,50", "1234.50"),
        ("1\u202f234,50 €", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("32,5", "32.5"),
        ("12,000", "12000"),
    ],
)
def test_amounts_are_read_as_either_language_writes_them(text: str, amount: str) -> None:
    assert Amount().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["much", "-3", "0", "1e99", "NaN", "1,2,3", "inf"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        Amount().clean(text)


def sent(plan: Plan) -> dict[str, str]:
    """What a browser sends for the form of a plan."""
    form = PlanForm(EN, [], plan=plan)
    data: dict[str, str] = {}
    for name in form.fields:
        value = form[name].value()
        if value is True or (value not in (None, "", False)):
            data[name] = "on" if value is True else str(value)
    return data


def test_a_plan_survives_its_form(plan: Plan) -> None:
    form = PlanForm(EN, [], sent(plan))
    assert form.is_valid(), form.errors
    assert form.plan() == plan


def test_half_a_criterion_is_asked_for(plan: Plan) -> None:
    data = sent(plan)
    del data["stop_result_day"]
    del data["milestone_0"]
    form = PlanForm(EN, [], data)
    assert not form.is_valid()
    assert {"stop_result_day", "milestone_0"} == set(form.errors)


def test_a_chance_is_a_percentage(plan: Plan) -> None:
    form = PlanForm(EN, [], {**sent(plan), "stop_chance": "100"})
    assert not form.is_valid() and "stop_chance" in form.errors


def test_every_network_can_be_chosen_and_errors_are_in_the_readers_language(plan: Plan) -> None:
    french = PlanForm(speech("fr"), [], {**sent(plan), "target": "beaucoup"})
    assert [row["on"].name for row in french.network_rows()] == [f"on_{network}" for network in NETWORKS]
    assert not french.is_valid()
    assert french.errors["target"] == [speech("fr").say("form.no_amount")]


def test_days_and_numbers_are_plain() -> None:
    assert day_of("2026-12-01") == date(2026, 12, 1)
    assert day_of("tomorrow") is None
    assert plain(Decimal("4500.00")) == "4500"
    assert plain(None) == ""


def test_a_number_of_a_row_is_read_or_nobodys() -> None:
    assert [number_of(text) for text in ("17", "x", "-1", "", None, "9" * 30, "٣")] == [17, 0, 0, 0, 0, 0, 0]
