"""The questions the pages of this app ask."""

from __future__ import annotations

from pratfall.records.imports import FileReport
from pratfall.reviews.render.story import FILE_ID
from pratfall.site import place
from pratfall.site.people.models import Organisation
from pratfall.sources import readers


def reports(organisation: Organisation) -> tuple[FileReport, ...]:
    """Every file whose rows are in the lake, the newest first."""
    return tuple(reversed(place.lake(organisation).reports()))


def reports_of(organisation: Organisation, file_id: str) -> tuple[FileReport, ...]:
    """What happened to one file each time it was given, and to the files inside it."""
    return tuple(report for report in reports(organisation) if report.file_id and report.file_id[:FILE_ID] == file_id)


def platforms() -> dict[str, list[str]]:
    """Platform to the names of the exports Pratfall reads of it."""
    found: dict[str, list[str]] = {}
    for reader in readers().values():
        found.setdefault(reader.platform, []).append(reader.name)
    return found
