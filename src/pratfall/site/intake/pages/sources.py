"""How to get an export out of each network and tool, and what is known about its format."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.sources import readers


@dataclass(frozen=True)
class Export:
    name: str
    how: str
    evidence: str
    doubt: str


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    return framed(request, "sources.html", groups=groups(speech(language_of(request))))


def groups(words: Speech) -> list[tuple[str, list[Export]]]:
    """Network or tool, and its exports, in alphabetical order."""
    named = [(words.name("network", code), names) for code, names in services.platforms().items()]
    return [(network, [_export(name, words) for name in names]) for network, names in sorted(named)]


def _export(name: str, words: Speech) -> Export:
    reader = readers()[name]
    doubt = "" if reader.real_file_seen else words.say("cli.no_real_file")
    how = words.name("source_how", name)
    return Export(words.name("source", name), how, words.name("evidence", reader.evidence.value), doubt)
