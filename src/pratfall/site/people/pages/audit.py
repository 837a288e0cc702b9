"""Who changed what, and when: for everybody in the team to read, for nobody to edit."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import AuditEntry, User
from pratfall.site.people.roles import Role

A_PAGE = 50


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    entries = AuditEntry.objects.filter(organisation=request.organisation).select_related("actor")
    shown = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    people = _people(shown.object_list)
    return framed(request, "audit.html", shown=shown, rows=[_told(entry, people, words) for entry in shown])


def _people(entries: object) -> Mapping[str, str]:
    """Names of the people that entries speak of, by "user:7"."""
    numbers = {entry.subject[5:] for entry in entries if entry.subject.startswith("user:")}  # type: ignore[attr-defined]
    return {f"user:{user.pk}": user.name for user in User.objects.filter(pk__in=numbers)}


def _told(entry: AuditEntry, people: Mapping[str, str], words: Speech) -> dict[str, str]:
    somebody = words.say("people.erased") if entry.actor and entry.actor.erased_at else words.say("ui.brand")
    return {
        "at": words.instant(entry.at),
        "who": (entry.actor.name if entry.actor else "") or somebody,
        "did": words.say(f"audit.{entry.act}"),
        "what": _subject(entry.subject, people, words),
        "change": _change(entry, words),
    }


def _subject(subject: str, people: Mapping[str, str], words: Speech) -> str:
    """A person by name, anything else by its kind and number."""
    if subject in people:
        return people[subject] or words.say("people.erased")
    kind, _, number = subject.partition(":")
    key = f"audit_kind.{kind}"
    return words.say(key, n=number) if words.knows(key) else subject


def _change(entry: AuditEntry, words: Speech) -> str:
    """role: editor → manager"""
    parts = []
    for name in {**entry.before, **entry.after}:
        before, after = (words.fact(side[name], name) if name in side else "" for side in (entry.before, entry.after))
        parts.append(f"{words.name('audit_part', name)}: {' → '.join(part for part in (before, after) if part)}")
    return "; ".join(parts)
