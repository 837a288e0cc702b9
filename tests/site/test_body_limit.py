from __future__ import annotations

from typing import Any

import pytest

from pratfall.site.body_limit import LENGTH_NEEDED, SMALL_BYTES, TOO_LARGE, limited, refusal
from tests.off_the_loop import finished

BIG = str(SMALL_BYTES + 1).encode()


def request(path: str, **headers: bytes) -> dict[str, Any]:
    named = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    return {"type": "http", "path": path, "headers": named}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/account/login/", {"content_length": b"200"}, None),
        ("/account/login/", {}, None),
        ("/account/login/", {"content_length": BIG}, TOO_LARGE),
        ("/account/login/", {"content_length": b"many"}, TOO_LARGE),
        ("/o/default/files/give/", {"content_length": BIG}, None),
        ("/o/default/files/uploads/0e6be476-e951-4658-a1c6-44f9a38f1746/", {"content_length": BIG}, None),
        ("/api/files/uploads/", {"content_length": BIG}, None),
        ("/api/files/uploads/../../plans/", {"content_length": BIG}, TOO_LARGE),
        ("/o/default/files/give/", {"transfer_encoding": b"chunked"}, LENGTH_NEEDED),
    ],
)
def test_only_pages_that_take_files_take_large_bodies(path: str, headers: dict[str, bytes], status: int | None) -> None:
    assert refusal(request(path, **headers)) == status


@pytest.mark.parametrize(("length", "asked"), [(b"2", True), (BIG, False)])
def test_what_is_refused_never_reaches_the_pages(length: bytes, asked: bool) -> None:
    reached: list[str] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["path"])

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nobody reads the body")

    finished(limited(app)(request("/start/", content_length=length), receive, send))
    assert bool(reached) is asked and (asked or sent[0]["status"] == TOO_LARGE)
