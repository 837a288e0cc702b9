"""`pratfall export`: everything of an organisation, to take away."""

from __future__ import annotations

import argparse
from pathlib import Path

from .arguments import add_language, add_organisation, imported, open_lake
from .beginning import begin, has_site
from .printing import note, say

NAME = "export"
HELP = "Write everything Pratfall holds of an organisation into a folder, as CSV and Parquet."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder to write into; made if it is not there")
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    from pratfall.errors import InputError
    from pratfall.reviews import settings
    from pratfall.reviews.teaching.store import Teaching

    if args.folder.exists() and not args.folder.is_dir():
        raise InputError("export_not_a_folder", file=str(args.folder))
    imported(open_lake(args.organisation)).export(args.folder)
    Teaching(settings.home(), args.organisation).export(args.folder / "taught")
    if has_site(settings.home()):
        begin(settings.home())
        from pratfall.site.setbacks import ledger_export

        ledger_export.export(args.folder / "setbacks", lake_key=args.organisation)
    note(say(args.lang, "cli.wrote", file=str(args.folder)))
    return 0
