"""Processes that die without a word: what `kill -9`, a power cut or a full memory leaves behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any


def killed_after(seconds: float, target: Callable[..., None], *args: Any, imports: Sequence[str]) -> bool:
    """Run `target` in a process of its own and kill -9 it; whether it had finished before.

    It is forked from a process that has the `imports`, so that the time goes into what is tested.
    """
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(list(imports))
    process = server.Process(target=target, args=args)
    process.start()
    process.join(seconds)
    assert process.pid
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), "it failed before it was killed"
    return process.exitcode == 0
