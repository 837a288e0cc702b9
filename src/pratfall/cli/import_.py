"""`pratfall import`: files in, a report on each."""

from __future__ import annotations

import argparse
from pathlib import Path

from .arguments import add_language, add_organisation, open_lake
from .bringing import bring_in
from .mapping import add_mapping
from .printing import result

NAME = "import"
HELP = "Bring export files, folders or zips into Pratfall; bytes it has seen before add nothing."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="export file, folder or zip")
    add_mapping(parser)
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    return 0 if bring_in(open_lake(args.organisation), args, result) else 1
