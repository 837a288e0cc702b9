"""`pratfall sources`: which exports it reads, how to get them, and how sure the format is."""

from __future__ import annotations

import argparse
import json
from typing import Any

from .arguments import add_language
from .printing import result, say

NAME = "sources"
HELP = "List the exports Pratfall reads, how to get each, and whether a real file of it has been seen."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the list as JSON")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    rows = load(args.lang)
    result(json.dumps(rows, indent=2, ensure_ascii=False) if args.json else "\n".join(view(rows, args.lang)))
    return 0


def load(lang: str) -> list[dict[str, Any]]:
    from pratfall.sources.catalogue import catalogue

    return [
        {
            "name": entry.name,
            "platform": entry.platform,
            "what": say(lang, f"source.{entry.name}"),
            "how": say(lang, f"source_how.{entry.name}"),
            "evidence": entry.evidence.value,
            "real_file_seen": entry.real_file_seen,
        }
        for entry in catalogue()
    ]


def view(rows: list[dict[str, Any]], lang: str) -> list[str]:
    lines = []
    for row in rows:
        unseen = "" if row["real_file_seen"] else f" ({say(lang, 'cli.no_real_file')})"
        lines += [f"{row['name']}: {row['what']}{unseen}", f"    {row['how']}"]
        lines += [f"    {say(lang, 'evidence.' + row['evidence'])}"]
    return lines
