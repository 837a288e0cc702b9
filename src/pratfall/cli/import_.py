"""`pratfall import`: files in, a report on each."""

from __future__ import annotations

import argparse
from pathlib import Path

from .arguments import add_language, add_organisation, open_lake, utc_now
from .mapping import add_mapping, mappings_of
from .printing import all_usable, each_file, result

NAME = "import"
HELP = "Bring export files, folders or zips into Pratfall; bytes it has seen before add nothing."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="export file, folder or zip")
    add_mapping(parser)
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews.intake import import_paths

    reports = import_paths(
        open_lake(args.organisation),
        args.paths,
        mappings=mappings_of(args),
        source=args.source,
        now=utc_now(),
        on_file=each_file(args.lang, result),
    )
    return 0 if all_usable(reports) else 1
