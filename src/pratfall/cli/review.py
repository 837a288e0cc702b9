"""`pratfall review`: the main job. Imports what is given, then reviews everything it knows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .arguments import add_as_of, add_language, add_organisation, imported, open_lake, utc_now
from .bringing import bring_in
from .mapping import add_mapping
from .printing import note, result, say, terminal_width, wants_color, write_file

if TYPE_CHECKING:
    from pratfall.lake import Lake
    from pratfall.records.review import Review

NAME = "review"
HELP = "Import what is given, then say what is failing, since when, how sure that is, and what it has cost."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="export file, folder or zip to import first"
    )
    add_as_of(parser)
    parser.add_argument("--json", action="store_true", help="print the review as JSON (docs/review.schema.json)")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write the review as one self-contained HTML file")
    parser.add_argument("--markdown", metavar="FILE", type=Path, help="write the review as Markdown (- to print it)")
    parser.add_argument(
        "--check-links", action="store_true", help="first try the links of the last half year's posts on the network"
    )
    add_mapping(parser)
    add_organisation(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Import reports go to standard error, so that `--json > review.json` holds the review alone."""
    lake = open_lake(args.organisation)
    usable = bring_in(lake, args, note) if args.paths else True
    if args.check_links:
        try_links(imported(lake), args)
    show(load(lake, args), args)
    return 0 if usable else 1


def try_links(lake: Lake, args: argparse.Namespace) -> None:
    """Says what it is about to do before it goes out, and what came of it after."""
    from pratfall.reviews import links, settings
    from pratfall.reviews.scene import build_scene

    now = utc_now()
    store = links.Links(lake.home, lake.organisation)
    urls = links.due(store, links.recent(build_scene(lake, now=now, settings=settings.load(settings.home()))), now=now)
    note(say(args.lang, "cli.trying_links", links=len(urls)))
    note(say(args.lang, "cli.tried_links", **links.counted(links.check(store, urls, now=now))))


def load(lake: Lake, args: argparse.Namespace) -> Review:
    from pratfall.reviews import settings
    from pratfall.reviews.engine import review

    return review(imported(lake), now=args.as_of or utc_now(), settings=settings.load(settings.home()))


def show(review: Review, args: argparse.Namespace) -> None:
    """Files that were asked for, and on the terminal what else somebody is there to read."""
    from pratfall.reviews.render import as_json, html, markdown, terminal

    if args.html:
        write_file(args.html, html.render(review, lang=args.lang), args.lang)
    if args.markdown:
        write_file(args.markdown, markdown.render(review, lang=args.lang), args.lang)
    if args.json:
        result(as_json.dumps(review))
    elif not (args.html or args.markdown) or sys.stdout.isatty():
        result(terminal.render(review, lang=args.lang, width=terminal_width(), color=wants_color()))
