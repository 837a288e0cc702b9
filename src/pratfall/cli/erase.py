"""`pratfall erase`: somebody's data, or an account's, gone for good, from history too."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arguments import add_language, add_organisation, open_lake
from .beginning import begin, has_site
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
    from pratfall.reviews import forgetting, settings

    home, lake = settings.home(), open_lake(args.organisation)
    account = account_meant(lake, *args.account) if args.account else None
    subject = " ".join(account) if account else args.person
    if not args.yes and not confirmed(subject, args.lang):
        note(say(args.lang, "cli.nothing_erased"))
        return 1
    texts = out_of_setbacks(home, args.organisation, account, args.person)  # first: they know who wrote what
    gone = forgetting.forget_an_account(home, lake, *account) if account else False
    gone = gone or (forgetting.forget_a_person(home, lake, args.person) if not account else False)
    note(say(args.lang, "cli.erased" if gone or texts else "cli.nothing_to_erase", subject=subject))
    return 0 if gone or texts else 1


def out_of_setbacks(home: Path, lake_key: str, account: tuple[str, str] | None, person: str | None) -> int:
    """Texts erased from the setbacks of every organisation over these measurements; none where no site was started."""
    if not has_site(home):
        return 0
    begin(home)
    from django.utils import timezone

    from pratfall.site.people.models import Organisation
    from pratfall.site.setbacks.services import erasing

    texts = 0
    for organisation in Organisation.objects.filter(lake_key=lake_key):
        who: dict[str, Any] = {"organisation": organisation, "actor": None, "now": timezone.now()}
        if account:
            texts += erasing.erase_account(**who, platform=account[0], account_id=account[1])
        else:
            texts += erasing.erase_author(**who, author=person or "")
    return texts


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
