"""`pratfall serve`: the review as pages, for this machine only."""

from __future__ import annotations

import argparse
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .arguments import ORGANISATION, add_language, add_organisation
from .printing import note, say

NAME = "serve"
HELP = "Serve the review as web pages, to this machine only."

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8000


def configure(parser: argparse.ArgumentParser) -> None:
    add_port(parser)
    add_organisation(parser)
    add_language(parser)


def add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=port_number, default=None, help=f"port (default: {USUAL_PORT}, or the next free one)"
    )


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings

    serve(settings.home(), args.organisation, port=args.port, lang=args.lang)
    return 0


def serve(
    home: Path,
    organisation: str = ORGANISATION,
    *,
    port: int | None,
    lang: str,
    prepare: Callable[[], None] = lambda: None,
) -> None:
    """Serves until interrupted. The socket is bound before the address is printed, so that it is true."""
    os.environ["PRATFALL_HOME"] = str(home)
    os.environ["PRATFALL_ORGANISATION"] = organisation
    listener = listen(port)
    begin(home)
    prepare()
    import uvicorn

    note(say(lang, "cli.serving", address=f"http://{LOOPBACK}:{listener.getsockname()[1]}/"))
    config = uvicorn.Config("pratfall.site.asgi:application", log_level="warning", lifespan="off", proxy_headers=False)
    with suppress(KeyboardInterrupt):  # the way to stop it, so no failure
        uvicorn.Server(config).run(sockets=[listener])


def begin(home: Path) -> None:
    """Key and tables, made at the first start and brought up to date at every other."""
    from pratfall.site import place

    place.prepare(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def listen(port: int | None) -> socket.socket:
    """Bound to the loopback address. A port that was asked for is taken or refused; the usual one may be any."""
    from pratfall.errors import InputError

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for candidate in [USUAL_PORT, 0] if port is None else [port]:
        try:
            listener.bind((LOOPBACK, candidate))
            listener.listen()
            return listener
        except OSError as error:
            refusal = error.strerror
    listener.close()
    raise InputError("port_taken", port=port, detail=refusal)


def port_number(text: str) -> int:
    if text.isdecimal() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535, and 0 takes any")
