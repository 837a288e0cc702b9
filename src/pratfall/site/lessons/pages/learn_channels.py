"""Channels together and each by itself: which to build first, who leads whom, what e-mail adds, what an hour brings."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.records.channels import Channels, PlannedWeek, Together
from pratfall.reviews import settings
from pratfall.reviews.channel_settings import BLOCKS, FEWEST, MOST
from pratfall.reviews.render.channel_rows import heading, told_channels, worth_it
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons import channel_words
from pratfall.site.lessons.channel_weeks import WEEK, ics, next_monday, planned, week_words
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.growth_words import told_growth
from pratfall.site.lessons.services import channel_trials
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of
from pratfall.site.today import desk

Weeks = list[tuple[str, str, bool]]  # the Monday, what the week has, whether it is this one


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    organisation, words, now = request.organisation, words_of(request), datetime.now(UTC)
    current = desk.current(organisation, now)
    channels = current.review.channels if current else None
    error, status = "", 200
    if request.method == "POST":
        try:
            _do(request, channels, now)
        except (Refused, Conflict) as refused:
            error, status = error_line(refused, words.lang), 409
        else:
            return HttpResponseRedirect(f"{organisation.base}/learn/channels/")
    growth, told = (current.growth if current else None), told_channels(channels, words)
    trial, both = channel_trials.running(organisation), channels.together if channels else None
    used = settings.load(settings.home())
    by_file = bool(used.channel_tests) and trial is None
    found = planned(both, trial, now.date(), by_file=by_file) if both else ()
    return in_library(
        request,
        "learn_channels.html",
        status=status,
        error=error,
        review=current.review if current else None,
        growth=told_growth(growth, words) if growth else None,
        channels=told,
        both=both,
        worth_it=bool(both and worth_it(both)),
        weeks=_weeks(found, _names(both, words), words, now) if both else [],
        power=_power(both) if both else {},
        trial=trial,
        by_file=by_file,
        trial_over=trial is not None and channel_trials.last_day(trial) < now.date(),
        blocks=(FEWEST, BLOCKS, MOST),
        start=next_monday(now.date()),
        money=list(channel_words.money(channels, words)) if channels else [],
        figure=channel_words.figure(channels, told, words) if channels and told else None,
        tries=channel_words.tries(current.review, used, words) if current else (),
    )


@needs(Role.ANALYST)
def weeks(request: OrganisationRequest) -> HttpResponse:
    """The drawn weeks as a file for a calendar. Raises Http404 where there are no two channels."""
    organisation, words, now = request.organisation, words_of(request), datetime.now(UTC)
    current = desk.current(organisation, now)
    both = current.review.channels.together if current and current.review.channels else None
    if both is None:
        raise Http404
    by_file = bool(settings.load(settings.home()).channel_tests)
    found = planned(both, channel_trials.running(organisation), now.date(), by_file=by_file)
    answer = HttpResponse(ics(found, _names(both, words), words, organisation, now), content_type="text/calendar")
    answer["Content-Disposition"] = 'attachment; filename="weeks.ics"'
    return answer


def _do(request: OrganisationRequest, channels: Channels | None, now: datetime) -> None:
    """Raises Refused and Conflict."""
    given = request.POST
    if given.get("do") == "end":
        trial = channel_trials.running(request.organisation)
        if trial is None:
            raise Refused("channel_trial_over")
        seen, why = number_of(given.get("seen")), given.get("why", "")
        channel_trials.end(trial=trial, actor=request.user, seen=seen, why=why, now=now)
        return
    both = channels.together if channels else None
    if both is None:
        raise Refused("channel_trial_one_channel")
    channel_trials.begin(
        organisation=request.organisation,
        actor=request.user,
        first=both.first,
        second=both.second,
        start=next_monday(now.date()),
        blocks=number_of(given.get("blocks")),
        now=now,
    )


def _weeks(found: tuple[PlannedWeek, ...], names: tuple[str, str], words: Speech, now: datetime) -> Weeks:
    today = now.date()
    return [
        (words.short_day(week.monday), week_words(week, names, words), week.monday <= today < week.monday + WEEK)
        for week in found
    ]


def _names(both: Together, words: Speech) -> tuple[str, str]:
    return heading(both.first, words), heading(both.second, words)


def _power(both: Together) -> dict[str, object]:
    (soon, early), (later, late) = both.power
    return {"soon": soon, "early": early, "later": later, "late": late, "worth": both.worth}
