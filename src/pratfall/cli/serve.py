"""`pratfall serve`: the place where a team works, as web pages; for this machine only unless told otherwise."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from .arguments import ORGANISATION, add_language, add_organisation
from .beginning import begin
from .printing import note, say

NAME = "serve"
HELP = "Serve the review and the team's pages, to this machine only unless told otherwise."

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")
USUAL_PORT = 8000


def configure(parser: argparse.ArgumentParser) -> None:
    add_port(parser)
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        type=host,
        default=LOOPBACK,
        help="address to listen on (default: this machine's own)",
    )
    parser.add_argument(
        "--processes",
        metavar="N",
        type=count,
        default=None,
        help="processes that answer (default: 1; 2 where DATABASE_URL names a database for many people)",
    )
    add_organisation(parser)
    add_language(parser)


def add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=port_number, default=None, help=f"port (default: {USUAL_PORT}, or the next free one)"
    )


def run(args: argparse.Namespace) -> int:
    from pratfall.reviews import settings

    serve(settings.home(), args.organisation, host=args.host, port=args.port, lang=args.lang, processes=args.processes)
    return 0


def serve(
    home: Path,
    organisation: str = ORGANISATION,
    *,
    host: str = LOOPBACK,
    port: int | None,
    lang: str,
    processes: int | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> None:
    """Serves until interrupted. The socket is bound before the address is printed, so that it is true."""
    listener = listen(port, host)
    surround(home, organisation, host)
    begin(home)
    prepare()
    announce(host, listener.getsockname()[1], lang)
    from pratfall.site.asgi import ask_for_reviews
    from pratfall.site.worker import worker_beside

    ask_for_reviews()
    with suppress(KeyboardInterrupt), worker_beside():  # the way to stop it, so no failure
        answer(listener, processes or (2 if os.environ.get("DATABASE_URL") else 1))


def answer(listener: socket.socket, processes: int) -> None:
    """Until interrupted. Several processes take turns at one socket, so that more than one core makes pages."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    # No proxy headers: whether a request came through a proxy must stay visible (people/demo.py).
    config = uvicorn.Config(
        "pratfall.site.asgi:application",
        log_level="warning",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        workers=processes,
        timeout_keep_alive=75,  # longer than proxies and readers keep one, so that none is closed under a request
        timeout_worker_healthcheck=60,  # a busy machine is no reason to end a process with its readers
    )
    if processes == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, [listener]).run()


def surround(home: Path, organisation: str, host: str) -> None:
    """What the pages' settings read. Raises InputError where nobody could open them."""
    from pratfall.errors import InputError

    os.environ["PRATFALL_HOME"] = str(home)
    os.environ["PRATFALL_ORGANISATION"] = organisation
    if ip_address(host).is_loopback:
        return
    if host in EVERYWHERE and not os.environ.get("PRATFALL_ADDRESS"):
        raise InputError("address_needed", host=host, variable="PRATFALL_ADDRESS")
    os.environ.pop("PRATFALL_DEMO", None)  # nobody from elsewhere is signed in by himself
    os.environ["PRATFALL_HOST"] = host
    os.environ["PRATFALL_START_CODE"] = secrets.token_urlsafe(12)


def announce(host: str, port: int, lang: str) -> None:
    """Where it is; at the first start what the first page asks for, and the code that proves who started it."""
    from pratfall.site.people import services

    shown = f"[{host}]" if ":" in host else host
    address = os.environ.get("PRATFALL_ADDRESS", "").rstrip("/") or f"http://{shown}:{port}"
    if ip_address(host).is_loopback:
        note(say(lang, "cli.serving", address=f"http://{shown}:{port}/"))
    else:
        note(say(lang, "cli.serving_everybody", address=f"{address}/", host=host))
        if not address.startswith("https://"):
            note(say(lang, "cli.not_secret"))
    if services.is_first_start():
        code = os.environ.get("PRATFALL_START_CODE", "")
        note(
            say(lang, "cli.first_start_code", address=f"{address}/start/?code={code}")
            if code
            else say(lang, "cli.first_start")
        )


def listen(port: int | None, host: str = LOOPBACK) -> socket.socket:
    """Bound to that address. A port that was asked for is taken or refused; the usual one may be any."""
    from pratfall.errors import InputError

    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for candidate in [USUAL_PORT, 0] if port is None else [port]:
        try:
            listener.bind((host, candidate))
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


def count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: 1 or more")


def host(text: str) -> str:
    """Numbers, not names: what a name means may change between here and the socket."""
    try:
        return str(ip_address("127.0.0.1" if text == "localhost" else text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no address of this machine, like 127.0.0.1 or 0.0.0.0") from None
