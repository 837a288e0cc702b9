"""Days to look again, ends of campaigns, promised actions, exports due: a calendar to follow elsewhere (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.services import decisions
from pratfall.site.intake import schedule
from pratfall.site.lessons.services import reuses
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.services import preventions
from pratfall.site.today import desk


@dataclass(frozen=True)
class Entry:
    """A whole day. `key` stays the same while the thing does, so that a calendar moves it instead of doubling it."""

    key: str
    day: date
    title: str
    href: str


def entries(organisation: Organisation, words: Speech, now: datetime) -> Iterator[Entry]:
    for decision in decisions.standing(organisation):
        if day := decisions.due(decision):
            title = words.say("ics.look_again", title=decision.title)
            yield Entry(f"decision-{decision.pk}", day, title, f"/decisions/{decision.pk}/")
    for campaign in Campaign.objects.filter(organisation=organisation, state=State.RUNNING).exclude(end=None):
        assert campaign.end is not None
        yield Entry(
            f"campaign-{campaign.pk}",
            campaign.end,
            words.say("ics.ends", name=campaign.name),
            f"/plans/{campaign.pk}/",
        )
    yield from _promises(organisation, words)
    yield from _pieces(organisation, words)
    yield from _exports(organisation, words, now)


def _promises(organisation: Organisation, words: Speech) -> Iterator[Entry]:
    """Promised actions that nobody has proved yet, after their setback is closed too."""
    for row in preventions.open_of(organisation).exclude(due=None):
        assert row.due is not None
        title = words.say("ics.prevention", words=row.words)
        yield Entry(f"prevention-{row.pk}", row.due, title, f"{row.setback.path}prevention/#action-{row.pk}")


def _pieces(organisation: Organisation, words: Speech) -> Iterator[Entry]:
    """Pieces of texts used again that are not out yet."""
    for piece in reuses.planned(organisation).exclude(due=None):
        assert piece.due is not None
        title = words.say("ics.reuse", title=piece.material.title)
        yield Entry(f"piece-{piece.pk}", piece.due, title, f"/learn/reuse/#piece-{piece.pk}")


def _exports(organisation: Organisation, words: Speech, now: datetime) -> Iterator[Entry]:
    current = desk.current(organisation, now)
    accounts = current.review.accounts if current else ()
    for line in schedule.lines(accounts, list(organisation.expected.all()), now):
        if line.due is not None:
            account = line.state.account
            key = f"export-{account.platform}-{account.account_id}"
            title = words.say("ics.export", account=account.label, network=words.name("network", account.platform))
            yield Entry(key, line.due.date(), title, "/files/freshness/")


def ics(organisation: Organisation, words: Speech, now: datetime, *, address: str) -> bytes:
    """`address`: of the installation, so that links work from elsewhere."""
    made = Calendar()
    made.add("prodid", "-//Pratfall//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Pratfall · {organisation.name}")
    for entry in entries(organisation, words, now):
        event = Event()
        event.add("uid", f"{entry.key}@{organisation.slug}.pratfall")
        event.add("dtstamp", now)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("url", f"{address}{organisation.base}{entry.href}")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made.to_ical()
