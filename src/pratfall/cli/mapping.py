"""Arguments for files nobody recognises: which reader to use, or what their columns mean."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pratfall.records.imports import FileReport, Outcome

if TYPE_CHECKING:
    from pratfall.sources.mapping import Mapping

FOLDER = "mappings"


def add_mapping(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files nobody recognises")
    group.add_argument("--source", metavar="NAME", help="read as this export (`pratfall sources` lists the names)")
    group.add_argument(
        "--map", metavar="COLUMN=FIELD", action="append", default=[], dest="pairs",
        help='what a column is, as "Vues=views" or "Fans=followers:point"; once per column',
    )  # fmt: skip
    group.add_argument(
        "--kind", metavar="KIND", default="",
        help="what the numbers mean: lifetime, per_day, window, point, rolling_7 or rolling_28",
    )  # fmt: skip
    group.add_argument(
        "--date-order",
        metavar="ORDER",
        default="",
        choices=("day_first", "month_first"),
        help="day_first or month_first",
    )
    group.add_argument("--zone", metavar="ZONE", default="", help="zone of the printed times, as Europe/Paris")
    group.add_argument("--platform", metavar="NAME", default="", help="the network, when no column says")
    group.add_argument("--account", metavar="NAME", default="", help="the account, when the file does not say")
    group.add_argument("--window", metavar="FROM:TO", default="", help="the days that totals are for, YYYY-MM-DD")
    group.add_argument("--save-mapping", metavar="NAME", default="", help="remember this mapping for such files")


def mappings_of(args: argparse.Namespace) -> tuple[Mapping, ...]:
    """The mapping of the flags, if any, before the remembered ones. BadMapping says which flag is wrong."""
    from pratfall.errors import BadMapping
    from pratfall.reviews import settings
    from pratfall.sources.mapping import from_flags, load_folder

    remembered = load_folder(settings.home() / FOLDER)
    told = {name: getattr(args, name) for name in ("kind", "date_order", "zone", "platform", "account", "window")}
    if not args.pairs:
        # An account and a date order also answer what a known export leaves open.
        needing = {**told, "save_mapping": args.save_mapping, "account": "", "date_order": ""}
        if lonely := [name for name, value in needing.items() if value]:
            raise BadMapping("mapping_flag_without_map", flag="--" + lonely[0].replace("_", "-"))
        return remembered
    return (from_flags(args.pairs, **told, name=args.save_mapping), *remembered)


def remember(args: argparse.Namespace, mappings: tuple[Mapping, ...], reports: Iterable[FileReport]) -> None:
    """Keep the mapping of the flags for the header it has just read."""
    from pratfall.reviews import settings
    from pratfall.sources.mapping import save

    if not args.save_mapping:
        return
    for report in reports:
        if report.source == "mapped" and report.outcome is Outcome.IMPORTED:
            save(mappings[0], settings.home() / FOLDER, fingerprint=report.header_fingerprint)
            return
