from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from pratfall.records.advice import Act
from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.decisions import Basis
from pratfall.site.lessons.models import Material
from pratfall.site.outgoing.calendar import ics
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import preventions
from tests.site.setbacks.promised import LOOK_TWICE

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_a_day_to_look_again_stands_in_the_calendar_under_a_lasting_key(home: Path, owner: Membership) -> None:
    basis = Basis(about="finding", refs=["a"], title="Fewer; replies, é", numbers={})
    decisions.decide(
        organisation=owner.organisation,
        actor=owner.user,
        basis=basis,
        act=Act.KEEP,
        why="season",
        now=NOW,
        look_again=date(2026, 12, 24),
    )
    read = [
        Calendar.from_ical(ics(owner.organisation, speech(lang), NOW, address="https://pratfall.example"))
        for lang in ("en", "fr")
    ]
    events = [list(calendar.walk("VEVENT")) for calendar in read]
    assert [str(e[0]["summary"]) for e in events] == [
        "Look again: Fewer; replies, é",
        "À revoir\u00a0: Fewer; replies, é",
    ]
    assert events[0][0]["dtstart"].dt == date(2026, 12, 24) and events[0][0]["uid"] == events[1][0]["uid"]
    assert str(events[0][0]["url"]).startswith("https://pratfall.example/o/default/decisions/")


def test_a_calendar_without_days_is_still_a_calendar(home: Path, owner: Membership) -> None:
    assert not list(Calendar.from_ical(ics(owner.organisation, speech("en"), NOW, address="")).walk("VEVENT"))


def test_the_day_of_a_promised_action_stands_there_until_it_is_proved(home: Path, owner: Membership) -> None:
    values = {"began_at": NOW, "opened_at": NOW, "first_word_due_at": NOW, "state": "closed", "closed_at": NOW}
    setback = Setback.objects.create(organisation=owner.organisation, title="The wrong picture", **values)
    action = replace(LOOK_TWICE, due=date(2026, 12, 24))
    row = preventions.promise(setback=setback, actor=owner.user, action=action, now=NOW)

    def events() -> list[Any]:
        made = ics(owner.organisation, speech("en"), NOW, address="https://pratfall.example")
        return list(Calendar.from_ical(made).walk("VEVENT"))

    (event,) = events()
    assert str(event["summary"]) == "Promised: Look twice" and event["dtstart"].dt == date(2026, 12, 24)
    assert str(event["url"]).endswith(f"/setbacks/{setback.pk}/prevention/#action-{row.pk}")
    preventions.give_up(prevention=row, actor=owner.user, why="no use", seen=1, now=NOW)
    assert events() == []


def test_the_day_of_a_piece_to_use_again_stands_there_until_it_is_out(home: Path, owner: Membership) -> None:
    given = {"kind": "talk", "title": "Bread", "text": "x", "language": "en", "by": owner.user, "at": NOW}
    material = Material.objects.create(organisation=owner.organisation, **given)
    day = date(2026, 12, 24)
    piece = material.pieces.create(platform="x", account_id="k", text="x", due=day, by=owner.user, at=NOW)

    def events() -> list[Any]:
        made = ics(owner.organisation, speech("en"), NOW, address="https://pratfall.example")
        return list(Calendar.from_ical(made).walk("VEVENT"))

    (event,) = events()
    assert event["dtstart"].dt == day and str(event["url"]).endswith(f"/learn/reuse/#piece-{piece.pk}")
    material.pieces.update(state="out")
    assert events() == []
