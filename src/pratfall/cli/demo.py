"""`pratfall demo`: an invented charity's export files, imported like anybody's, reviewed and served."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import add_language, day, utc_now
from .printing import each_file, note, result, say, terminal_width, usable, wants_color
from .serve import add_port, serve

if TYPE_CHECKING:
    from pratfall.lake import Lake
    from pratfall.records.review import Review

NAME = "demo"
HELP = "Make an invented charity's export files, import them like anybody's, review them, and serve the review."

ORGANISATION = "The Long Table"
PERSON, MAIL = "Robin Baker", "robin@thelongtable.example"
SEED = 7
MENTIONS = "mentions.csv"  # six weeks of comments, to be played: pratfall watch --replay
GROUPS = "groups"  # the local groups' files, in a folder per region
STORM = timedelta(days=11)  # before the end: `--from` hurries through this day, to the one of the backlash


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="print the review and end")
    parser.add_argument(
        "--seed", type=seed, default=SEED, help="the luck of the charity's posts; same number, same files"
    )
    parser.add_argument("--verbose", action="store_true", help="a line for each file that is read")
    parser.add_argument("--until", metavar="DATE", type=day, help="last day of its two years (default: yesterday)")
    add_port(parser)
    add_language(parser)


def seed(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")


def run(args: argparse.Namespace) -> int:
    until = args.until or utc_now().date() - timedelta(days=1)
    home = home_of(args.seed, until)
    result(view(load(home, args.seed, until, args.lang, verbose=args.verbose), args.lang))
    if not args.no_serve:
        load_groups(home, args.seed, until)
        note(say(args.lang, "demo.replay", file=shlex.quote(str(home / MENTIONS)), day=str(until - STORM)))
        os.environ["PRATFALL_DEMO"] = "1"
        serve(home, ORGANISATION, port=args.port, lang=args.lang, prepare=lambda: populate(until))
    return 0


def populate(until: date) -> None:
    """One account, of nobody's: whoever is at this machine is signed in with it. It has no password to guess.

    Its team has planned, predicted, tried and decided already. The regions its local groups report to are
    organisations of their own.
    """
    from pratfall.sample import regions
    from pratfall.site.people import services
    from pratfall.site.reports import demo_reports, demo_team

    if services.is_first_start():
        owner = services.first_account(
            name=PERSON, email=MAIL, password=None, organisation=ORGANISATION, lake_key=ORGANISATION
        )
        for name in regions().values():
            services.found_organisation(actor=owner.user, name=name)
        demo_team.fill(owner, until)
        demo_reports.ask(owner.organisation, until)


def home_of(seed: int, until: date) -> Path:
    """A folder of its own per charity and day, beside the user's data and never in it."""
    from pratfall.reviews import settings

    return settings.home() / "demo" / f"{seed}-{until}"


def load(home: Path, seed: int, until: date, lang: str, *, verbose: bool = False) -> Review:
    from pratfall.lake import Lake
    from pratfall.reviews import settings
    from pratfall.reviews.engine import review

    files = home / "exports"
    lake = Lake(home, ORGANISATION, engine=settings.engine())
    if not files.is_dir():
        _forget_older(home)
        _make(files, seed, until)
    if not lake.known_files():
        _import(lake, files, lang, verbose=verbose)
    return review(lake, now=utc_now(), settings=settings.load(home))


def _make(files: Path, seed: int, until: date) -> None:
    """Complete or not there at all, however the making ends."""
    from pratfall.reviews.settings import FILE
    from pratfall.sample import make, make_mentions, settings_toml

    partial = files.with_name("exports.partial")
    shutil.rmtree(partial, ignore_errors=True)
    make(partial, until=until, seed=seed)
    make_mentions(files.with_name(MENTIONS), until=until, seed=seed)
    files.with_name(FILE).write_text(settings_toml(until), encoding="utf-8")
    partial.rename(files)


def _import(lake: Lake, files: Path, lang: str, *, verbose: bool) -> None:
    """One line for all of them, unless more are asked for; what could not be used is told in any case."""
    from pratfall.reviews.intake import import_paths
    from pratfall.reviews.render.speech import speech

    tell = each_file(lang, note)
    reports = import_paths(
        lake, sorted(files.iterdir()), now=utc_now(), on_file=lambda r: tell(r) if verbose or not usable(r) else None
    )
    if not verbose:
        note(speech(lang).plural("demo.imported", sum(map(usable, reports))))


def load_groups(home: Path, seed: int, until: date) -> None:
    """The local groups, each region's into a lake of its own, where that has not been done yet."""
    from pratfall.lake import Lake
    from pratfall.reviews import settings
    from pratfall.reviews.intake import import_paths
    from pratfall.sample import make_groups, regions

    lakes = [Lake(home, region, engine=settings.engine()) for region in regions()]
    if all(lake.known_files() for lake in lakes):
        return
    make_groups(home / GROUPS, until=until, seed=seed)
    for lake in lakes:
        import_paths(lake, [home / GROUPS / lake.organisation], now=utc_now())


def _forget_older(home: Path) -> None:
    """Yesterday's charity of the same luck: nobody asks for it again, and it takes room."""
    for other in home.parent.glob(f"{home.name.split('-')[0]}-*"):
        if other != home:
            shutil.rmtree(other, ignore_errors=True)


def view(review: Review, lang: str) -> str:
    from pratfall.reviews.render import terminal

    return terminal.render(review, lang=lang, width=terminal_width(), color=wants_color())
