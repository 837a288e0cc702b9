"""Bodies are written to disk before any page looks at them, so those nobody needs are refused by their length alone."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

SMALL_BYTES = 8 << 20
TAKES_FILES = re.compile(r"/(o/[-\w]+/files/(give|uploads/[-\w]+)|api/files/uploads)/")
TOO_LARGE, LENGTH_NEEDED = 413, 411

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]  # as ASGI says; every framework types it otherwise


def limited(app: App) -> App:
    """`app`, but pages that take no files take no large bodies either. How large a file may be, the pages say."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        status = refusal(scope) if scope["type"] == "http" else None
        if status is None:
            await app(scope, receive, send)
            return
        headers = [(b"content-length", b"0"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return answer


def refusal(scope: Message) -> int | None:
    """The status that refuses a request by its head, None where its body may come."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers and b"content-length" not in headers:
        return LENGTH_NEEDED
    length = headers.get(b"content-length", b"0")
    small = length.isdigit() and int(length) <= SMALL_BYTES
    return None if small or TAKES_FILES.fullmatch(scope["path"]) else TOO_LARGE
