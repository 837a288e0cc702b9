"""`pratfall erase`: somebody's data, or an account's, gone for good, from history too."""

from __future__ import annotations

import argparse
import shutil
import sys
from typing import TYPE_CHECKING

from .arguments import add_language, add_organisation, open_lake
from .printing import note, say

if TYPE_CHECKING:
    from pratfall.lake import Lake

NAME = "erase"
YES = ("yes", "oui")
HELP = "Remove an account's or a person's data for good, from history too."


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--account",
        metavar=("PLATFORM", "ID"),
        nargs=2,
        help="everything of one account, named as in the review or in the export",
    )
    what.add_argument("--person", metavar="KEY", help="everything of one commenter or donor, by the key in the export")
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings
    from pratfall.reviews.links import Links
    from pratfall.reviews.teaching.store import Teaching
    from pratfall.reviews.watch.live import forget_account, forget_replays

    lake = open_lake(args.organisation)
    account = account_meant(lake, *args.account) if args.account else None
    subject = " ".join(account) if account else args.person
    if not args.yes and not confirmed(subject, args.lang):
        note(say(args.lang, "cli.nothing_erased"))
        return 1
    if account:
        forget_account(settings.home(), args.organisation, *account)
    else:
        forget_replays(settings.home())
    gone = lake.erase_account(*account) if account else lake.erase_person(args.person)
    Links(settings.home(), args.organisation).forget()
    taught = Teaching(settings.home(), args.organisation)
    labels = taught.erase(account=account) if account else taught.erase(author=args.person)
    if (kept := settings.home() / settings.CACHE).exists():
        shutil.rmtree(kept)  # finished reviews quote what is gone now
    note(say(args.lang, "cli.erased" if gone or labels else "cli.nothing_to_erase", subject=subject))
    return 0 if gone or labels else 1


def account_meant(lake: Lake, platform: str, said: str) -> tuple[str, str]:
    """The one account whose id, handle or name is `said`, whatever its capitals; else what was said."""
    wanted = said.removeprefix("@").casefold()
    found = [
        (row["platform"], row["account_id"])
        for row in lake.accounts().to_pylist()
        if row["platform"] == platform.casefold()
        and wanted in {(row[key] or "").removeprefix("local:").casefold() for key in ("account_id", "handle", "name")}
    ]
    return found[0] if len(found) == 1 else (platform, said)


def confirmed(subject: str, lang: str) -> bool:
    """Only a person at a keyboard can confirm: a script says --yes."""
    if not sys.stdin.isatty():
        note(say(lang, "cli.erase_needs_yes"))
        return False
    note(say(lang, "cli.erase_ask", subject=subject))
    return input("> ").strip().lower() in YES
