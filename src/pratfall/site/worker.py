"""The worker process: does what is queued, and stops when the server that started it is gone.

python -m pratfall.site.worker        reads its standard input only to learn when its parent ends
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huey.consumer import Consumer

COMMAND = (sys.executable, "-m", "pratfall.site.worker")
BESIDE = "PRATFALL_WORKER"  # in the environment of a server that has one beside it
PAUSE_SECONDS = 1.0  # before a worker that died is started anew
GIVES_WAY = 10  # of 19: a page somebody waits for comes before work nobody does
PATIENCE_SECONDS = 10.0  # for the work at hand when the server stops


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratfall.site.settings")
    import django

    django.setup()
    from django.utils.module_loading import autodiscover_modules

    from .jobs import queue

    autodiscover_modules("jobs")
    consumer = queue.create_consumer(workers=2, initial_delay=0.1, max_delay=1.0)
    parent_gone = threading.Thread(target=_stop_with_parent, args=(consumer,), daemon=True)
    parent_gone.start()
    consumer.run()
    parent_gone.join(PATIENCE_SECONDS)  # it waits for the work at hand


def _stop_with_parent(consumer: Consumer) -> None:
    sys.stdin.buffer.read()
    consumer.stop(graceful=True)


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process for as long as the block lasts; one that dies is started anew."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep_one() -> None:
        while not stopping.is_set():
            running[:] = [subprocess.Popen(COMMAND, stdin=subprocess.PIPE)]
            running[0].wait()
            stopping.wait(PAUSE_SECONDS)

    keeper = threading.Thread(target=keep_one, daemon=True, name="worker")
    keeper.start()
    os.environ[BESIDE] = "1"
    try:
        yield
    finally:
        os.environ.pop(BESIDE, None)
        stopping.set()
        for process in running:
            _end(process)
        keeper.join(PATIENCE_SECONDS)


def is_beside() -> bool:
    """Whether what is queued will be done while somebody reads on."""
    return os.environ.get(BESIDE) == "1"


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    main()
