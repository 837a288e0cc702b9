"""Arguments that several commands take, and what they mean."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pratfall.lake import Lake

ORGANISATION = "default"
LANGUAGES = ("en", "fr")


def language_of_terminal() -> str:
    """The language of LC_ALL, LC_MESSAGES or LANG, in that order, as POSIX has it; English otherwise."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, ""):
            code = value.split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=language_of_terminal(), help="language (default: the terminal's)"
    )


def add_organisation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", metavar="NAME", default=ORGANISATION, help="whose data it is, where you keep several"
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=moment,
        help="judge as on the evening of this day, YYYY-MM-DD, ignoring all that came later (default: now)",
    )


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-03-31") from None


def moment(text: str) -> datetime:
    """The end of a day, or an instant with its zone, as UTC."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC) + timedelta(days=1, seconds=-1)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-03-31") from None
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no zone: write 2026-03-31T18:00+02:00, or the day alone")
    return instant.astimezone(UTC)


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_lake(organisation: str) -> Lake:
    """The lake of PRATFALL_HOME, on the engine of PRATFALL_ENGINE."""
    from pratfall.lake import Lake
    from pratfall.reviews import settings

    return Lake(settings.home(), organisation, engine=settings.engine())


def imported(lake: Lake) -> Lake:
    """The lake, unless nothing was ever imported for its organisation, whose name may be mistyped."""
    from pratfall.errors import InputError

    if not lake.known_files():
        raise InputError("nothing_imported", organisation=lake.organisation)
    return lake
