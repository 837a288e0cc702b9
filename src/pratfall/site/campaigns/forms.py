"""What people type, read: amounts in either language, days, whole plans. Errors are keys of the locales."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from pratfall.records.goals import GoalUnit
from pratfall.reviews.render.speech import Speech

from .models import Boldness
from .plan import COUNTED, NETWORKS, Failure, Milestone, Plan, Stop, StopKind

MILESTONES = 4
NOTE = 2000
EMPTY: tuple[None, str] = (None, "")


class Amount(forms.Field):
    """ "1 234,50", "1,234.50", "1234.5": a number above zero, as people write it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": "form.no_amount"}  # noqa: RUF012 (Django's own form)

    def to_python(self, value: Any) -> Decimal | None:
        text = re.sub(r"[\s\u00a0\u202f€$£%]", "", value or "")
        if not text:
            return None
        if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
            text = text.replace(",", "")
        elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+", text):
            text = text.replace(".", "")
        try:
            amount = Decimal(text.replace(",", "."))
        except InvalidOperation:
            raise forms.ValidationError(self.error_messages["invalid"]) from None
        if not amount.is_finite() or amount <= 0 or amount > Decimal("1e10"):
            raise forms.ValidationError(self.error_messages["invalid"])
        return amount


def text(key: str, *, long: bool = False, required: bool = False, limit: int = NOTE, help: str = "") -> forms.CharField:
    """`key`: of its label in the locales."""
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=key,
        required=required,
        max_length=limit,
        help_text=help,
        widget=widget,
        error_messages={"required": "form.required", "max_length": "form.too_long"},
    )


def amount(key: str, help: str = "") -> Amount:
    return Amount(label=key, required=False, help_text=help)


def day(key: str, *, required: bool = False, help: str = "") -> forms.DateField:
    return forms.DateField(
        label=key,
        required=required,
        help_text=help,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "form.no_day", "required": "form.required"},
    )


def choice(key: str, options: Iterable[tuple[str, str]], *, required: bool = True, help: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=key,
        choices=list(options),
        required=required,
        help_text=help,
        error_messages={"required": "form.required", "invalid_choice": "form.no_choice"},
    )


def said(form: forms.Form, words: Speech) -> None:
    """Keys of the locales become words: labels, hints, errors."""
    for field in form.fields.values():
        field.label = words.say(str(field.label)) if field.label else ""
        field.help_text = words.say(str(field.help_text)) if field.help_text else ""
        ours = {code: str(message) for code, message in field.error_messages.items()}
        field.error_messages = {c: words.say(m) if m.startswith("form.") else m for c, m in ours.items()}


class PlanForm(forms.Form):
    """The parts of a plan as fields, and back. `members`: (number, name) of those who may own it."""

    def __init__(self, words: Speech, members: Iterable[tuple[int, str]], data: Any = None, plan: Plan | None = None):
        super().__init__(data, initial=_filled(plan) if plan else None)
        self.words = words
        units = [(unit.value, words.say(f"plan.unit.{unit.value}")) for unit in GoalUnit]
        bold = [(level.value, words.say(f"plan.boldness.{level.value}")) for level in Boldness]
        nobody = ("", words.say("plan.owner_nobody"))
        self.fields |= {
            "name": text("plan.name", required=True, limit=120),
            "hypothesis": text("plan.hypothesis", long=True, help="plan.hypothesis.help"),
            "unit": choice("plan.unit", units),
            "target": amount("plan.target"),
            "currency": text("plan.currency", limit=3, help="plan.currency.help"),
            "start": day("plan.start"),
            "end": day("plan.end"),
            "budget_money": amount("plan.budget_money"),
            "budget_hours": amount("plan.budget_hours"),
            "labels": text("plan.labels", help="plan.labels.help", limit=500),
            "audience": text("plan.audience", long=True, help="plan.audience.help"),
            "audience_known": text("plan.audience_known", help="plan.audience_known.help"),
            "boldness": choice("plan.boldness", bold, help="plan.boldness.help"),
            "owner": choice("plan.owner", [nobody, *((str(n), name) for n, name in members)], required=False),
            "stop_result": amount("plan.stop.result_below"),
            "stop_result_day": day("plan.stop.by"),
            "stop_spend": amount("plan.stop.spend_above"),
            "stop_chance": amount("plan.stop.chance_below"),
            "stop_chance_day": day("plan.stop.from"),
            "stop_hand": text("plan.stop.by_hand", limit=300),
            "stop_hand_day": day("plan.stop.from"),
        }
        for i in range(MILESTONES):
            self.fields |= {f"milestone_day_{i}": day("plan.milestone_day"), f"milestone_{i}": amount("plan.milestone")}
        counted = [(metric, words.say(f"plan.counted.{metric}")) for metric in COUNTED]
        for network in NETWORKS:
            self.fields |= {
                f"on_{network}": forms.BooleanField(label=f"network.{network}", required=False),
                f"failure_{network}_metric": choice("plan.failure_metric", counted, required=False),
                f"failure_{network}": amount("plan.failure_under"),
                f"failure_{network}_words": text("plan.failure_words", limit=300),
            }
        said(self, words)

    def milestone_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for i in range(MILESTONES):
            yield self[f"milestone_day_{i}"], self[f"milestone_{i}"]

    def network_rows(self) -> Iterator[dict[str, BoundField]]:
        for network in NETWORKS:
            own = f"failure_{network}"
            yield {
                "on": self[f"on_{network}"],
                "metric": self[f"{own}_metric"],
                "under": self[own],
                "words": self[f"{own}_words"],
            }

    def clean(self) -> dict[str, Any]:
        """Halves of a criterion are asked for, never guessed."""
        data = super().clean() or {}
        for value, of_day in (("stop_result", "stop_result_day"), ("stop_chance", "stop_chance_day")):
            if (data.get(value) in EMPTY) != (data.get(of_day) in EMPTY) and not self.errors.get(value):
                self.add_error(of_day if data.get(of_day) in EMPTY else value, self.words.say("form.half"))
        if (data.get("stop_chance") or 0) >= 100:
            self.add_error("stop_chance", self.words.say("form.no_percentage"))
        for i in range(MILESTONES):
            if (data.get(f"milestone_{i}") in EMPTY) != (data.get(f"milestone_day_{i}") in EMPTY):
                self.add_error(f"milestone_{i}", self.words.say("form.half"))
        return data

    def plan(self) -> Plan:
        """Of a valid form."""
        data = self.cleaned_data
        same = ("name", "target", "start", "end", "budget_money", "budget_hours")
        texts = ("audience", "audience_known", "hypothesis", "boldness")
        milestones = ((data[f"milestone_day_{i}"], data[f"milestone_{i}"]) for i in range(MILESTONES))
        return Plan(
            **{name: data[name] for name in (*same, *texts)},
            unit=GoalUnit(data["unit"]),
            currency=data["currency"].upper() if data["unit"] == GoalUnit.MONEY else "",
            networks=tuple(network for network in NETWORKS if data[f"on_{network}"]),
            labels=tuple(label.strip() for label in data["labels"].split(",")),
            milestones=tuple(Milestone(on, value) for on, value in milestones if on and value),
            failures=tuple(_failures(data)),
            stops=tuple(_stops(data)),
            owner=int(data["owner"]) if data["owner"] else None,
        )


def _failures(data: Mapping[str, Any]) -> Iterator[Failure]:
    for network in NETWORKS:
        under = data[f"failure_{network}"]
        if under is not None:
            metric = data[f"failure_{network}_metric"] or COUNTED[0]
            yield Failure(network, metric, under, data[f"failure_{network}_words"])


def _stops(data: Mapping[str, Any]) -> Iterator[Stop]:
    if data["stop_result"]:
        yield Stop(StopKind.RESULT_BELOW, data["stop_result"], data["stop_result_day"])
    if data["stop_spend"]:
        yield Stop(StopKind.SPEND_ABOVE, data["stop_spend"])
    if data["stop_chance"]:
        yield Stop(StopKind.CHANCE_BELOW, data["stop_chance"] / 100, data["stop_chance_day"])
    if data["stop_hand"]:
        yield Stop(StopKind.BY_HAND, day=data["stop_hand_day"], words=data["stop_hand"])


def _filled(plan: Plan) -> dict[str, Any]:
    """What the fields hold for a plan."""
    own = ("name", "currency", "start", "end", "audience", "audience_known", "hypothesis", "boldness")
    numbers = {name: plain(getattr(plan, name)) for name in ("target", "budget_money", "budget_hours")}
    filled: dict[str, Any] = {name: getattr(plan, name) for name in own} | numbers
    filled |= {"unit": plan.unit.value, "labels": ", ".join(plan.labels), "owner": plan.owner}
    for network in plan.networks:
        filled[f"on_{network}"] = True
    for failure in plan.failures:
        own_name = f"failure_{failure.network}"
        filled |= {own_name: plain(failure.under), f"{own_name}_metric": failure.metric}
        filled[f"{own_name}_words"] = failure.words
    for i, milestone in enumerate(plan.milestones[:MILESTONES]):
        filled |= {f"milestone_day_{i}": milestone.day, f"milestone_{i}": plain(milestone.value)}
    for stop in plan.stops:
        filled |= _stop_filled(stop)
    return filled


def _stop_filled(stop: Stop) -> dict[str, Any]:
    match stop.kind:
        case StopKind.RESULT_BELOW:
            return {"stop_result": plain(stop.value), "stop_result_day": stop.day}
        case StopKind.SPEND_ABOVE:
            return {"stop_spend": plain(stop.value)}
        case StopKind.CHANCE_BELOW:
            return {"stop_chance": plain((stop.value or Decimal(0)) * 100), "stop_chance_day": stop.day}
        case StopKind.BY_HAND:
            return {"stop_hand": stop.words, "stop_hand_day": stop.day}


def plain(value: Decimal | None) -> str:
    """4500.00 -> "4500": what somebody typed, not what a column holds."""
    return "" if value is None else format(value.normalize(), "f")


def day_of(text: str) -> date | None:
    """A day as browsers send it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number_of(text: str | None) -> int:
    """A row's number or version as a form brings it back; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else 0
