"""Arguments that help with a file nobody recognises: which reader it is for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any


def add_mapping(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", metavar="NAME", help="read as this export (`pratfall sources` lists the names)")


def mappings_of(args: argparse.Namespace) -> Sequence[Any]:
    return ()
