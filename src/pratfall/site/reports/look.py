"""Everything the Monday page's sources look at, fetched once."""

from __future__ import annotations

from datetime import datetime

from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.services import attention, decisions
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk

from .needs import Look


def look(organisation: Organisation, words: Speech, now: datetime) -> Look:
    current, numbers = desk.with_numbers(organisation, now)
    return Look(
        organisation=organisation,
        now=now,
        words=words,
        story=current.story(words.lang) if current else None,
        shelf=attention.shelf(organisation, now.date()),
        campaigns=tuple(Campaign.objects.filter(organisation=organisation).order_by("start", "pk")),
        ideas=tuple(Idea.objects.filter(organisation=organisation).prefetch_related("trials").order_by("pk")),
        decisions=tuple(decisions.standing(organisation).defer("basis").prefetch_related("actions__owner")),
        numbers=numbers,
        later=current.later if current else {},
        posts=current.posts if current else None,
    )
