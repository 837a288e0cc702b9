from __future__ import annotations

import argparse
from pathlib import Path

from pratfall.cli.arguments import open_lake
from pratfall.cli.bringing import bring_in
from pratfall.cli.mapping import add_mapping


def arguments(*paths: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path)
    add_mapping(parser)
    args = parser.parse_args([str(path) for path in paths])
    args.lang = "en"
    return args


def test_each_file_is_shown_and_one_bad_file_is_told(home: Path, tweets: Path, broken: Path) -> None:
    shown: list[str] = []
    lake = open_lake("One")
    assert bring_in(lake, arguments(tweets), shown.append)
    assert not bring_in(lake, arguments(tweets, broken), shown.append)
    assert sum(line.startswith(tweets.name) for line in shown) == 2
    assert sum(line.startswith(broken.name) for line in shown) == 1
    assert len(lake.known_files()) == 1
