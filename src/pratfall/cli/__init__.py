"""The command line: one file per command, found by name.

A command is a module here with

    NAME = "review"                       what a person types
    HELP = "..."                          one line, for the list of commands
    def configure(parser) -> None         its arguments, each with help
    def run(args) -> int                  0 done, 1 the input could not be used, 2 usage

It imports what is heavy inside `run`, so that `pratfall --help` answers at once. Loading and showing are
functions of their own: what loads never prints, what prints never loads.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from pratfall.errors import PratfallError, SettingsError

from .arguments import language_of_terminal

DONE, UNUSABLE, USAGE = 0, 1, 2
PARTS = ("HELP", "configure", "run")


class Command(Protocol):
    """See the module's head."""

    __name__: str
    NAME: str
    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


@cache
def commands() -> Mapping[str, Command]:
    """By the name typed. TypeError naming the file and the missing part."""
    found: dict[str, Command] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        name = getattr(module, "NAME", None)
        if name is None:
            continue
        for part in PARTS:
            if not hasattr(module, part):
                raise TypeError(f"cli/{entry.name}.py has no {part}")
        if name != entry.name.rstrip("_"):
            raise TypeError(f"cli/{entry.name}.py is named {name!r}")
        found[name] = module
    return found


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pratfall",
        description="Tells which of your social-media efforts are failing, since when, and how sure that is.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    choices = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name, command in commands().items():
        child = choices.add_parser(name, help=command.HELP, description=command.HELP, allow_abbrev=False)
        command.configure(child)
        child.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; expected failures are one line, without a traceback."""
    args = build_parser().parse_args(argv)
    try:
        code = args.run(args)
        sys.stdout.flush()
        return int(code)
    except PratfallError as error:
        return _refused(error, args)
    except BrokenPipeError:  # `pratfall review | head`: nobody reads on, which is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except OSError as error:  # no such folder, no right to it, no room left
        return _refused(PratfallError("system_refused", detail=str(error)), args)


def _refused(error: PratfallError, args: argparse.Namespace) -> int:
    from pratfall.reviews.render.wording import error_line

    print(error_line(error, getattr(args, "lang", None) or language_of_terminal()), file=sys.stderr)
    return USAGE if isinstance(error, SettingsError) else UNUSABLE


class _Version(argparse.Action):
    """Looked up only when asked for: the lookup reads the installed packages."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import version

        print(f"pratfall {version('pratfall')}")
        parser.exit()
