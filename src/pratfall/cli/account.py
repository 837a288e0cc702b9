"""`pratfall account`: a way back in for somebody locked out, from whoever runs the installation."""

from __future__ import annotations

import argparse

from .arguments import add_language
from .beginning import begin
from .printing import note, result, say

NAME = "account"
HELP = "Print a link with which somebody sets a new password; for installations that send no mail, and lost phones."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    parser.add_argument(
        "--lost-second-factor", action="store_true", help="also remove their passkeys and codes, and end their sessions"
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings

    begin(settings.home())
    from pratfall.site.people import way_back

    link = way_back.link_for(email=args.email, without_second_factor=args.lost_second_factor)
    note(say(args.lang, "cli.way_back", email=args.email))
    if args.lost_second_factor:
        note(say(args.lang, "cli.second_factor_gone", email=args.email))
    result(link)
    return 0
