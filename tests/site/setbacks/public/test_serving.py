"""The files' own server: before any page of ours, with the headers that keep and protect."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from pratfall.site.setbacks.public import folder
from pratfall.site.setbacks.public.serving import Shelf, served
from tests.off_the_loop import finished

FILES = {"index.html": b"<p>root", "page.css": b"p{}", "en/index.html": b"<p>hello " * 200, "en/feed.xml": b"<feed/>"}
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def shelf(home: Path) -> Shelf:
    lay(FILES)
    return Shelf(folder.root)


def lay(files: dict[str, bytes]) -> None:
    with folder.alone():
        folder.put("a-page", files)


def ask(shelf: Shelf, path: str, method: str = "GET", **asked: str) -> Answer | None:
    """None where it was passed on to the pages."""
    sent: list[Any] = []

    async def pages(_scope: Any, _receive: Any, _send: Any) -> None:
        return

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    finished(served(pages, shelf)(scope, None, send))  # type: ignore[arg-type]
    if not sent:
        return None
    start, body = sent
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body["body"]


@pytest.mark.parametrize(
    ("path", "file", "kind"),
    [
        ("", "index.html", "text/html"),
        ("index.html", "index.html", "text/html"),
        ("en/", "en/index.html", "text/html"),
        ("en/index.html", "en/index.html", "text/html"),
        ("en/feed.xml", "en/feed.xml", "application/atom+xml"),
        ("page.css", "page.css", "text/css"),
    ],
)
def test_each_file_stands_at_its_address(shelf: Shelf, path: str, file: str, kind: str) -> None:
    answer = ask(shelf, f"/updates/a-page/{path}")
    assert answer is not None
    status, headers, body = answer
    assert (status, body) == (200, FILES[file]) and headers["content-type"] == f"{kind}; charset=utf-8"
    assert (
        "script" not in headers["content-security-policy"]
        and "default-src 'none'" in headers["content-security-policy"]
    )
    assert (
        headers["cache-control"].startswith("public, max-age=30")
        and "stale-while-revalidate" in headers["cache-control"]
    )
    assert "set-cookie" not in headers and headers["x-robots-tag"] == "all"


@pytest.mark.parametrize(
    "path",
    [
        "/updates/a-page/../../site.key",
        "/updates/../site.key",
        "/updates/a-page/en/../../../site.key",
        "/updates/a-page/index.html.gz",
        "/updates/.lock/",
        "/updates/A-Page/",
        "/updates/a-page/subscribe/",
        "/updates/a-page//etc/passwd",
        "/updates/a-page/en/index.html\n",
        "/o/default/",
    ],
)
def test_nothing_else_is_ever_sent(shelf: Shelf, home: Path, path: str) -> None:
    (home / "site.key").write_text("secret")
    assert ask(shelf, path) is None


def test_who_has_it_already_gets_nothing_again(shelf: Shelf) -> None:
    first = ask(shelf, "/updates/a-page/en/", accept_encoding="br, gzip")
    assert first is not None
    _, headers, body = first
    assert headers["content-encoding"] == "gzip" and gzip.decompress(body) == FILES["en/index.html"]
    assert headers["vary"] == "Accept-Encoding"
    again = ask(shelf, "/updates/a-page/en/", accept_encoding="gzip", if_none_match=f'W/{headers["etag"]}, "x"')
    assert again is not None and again[0] == 304 and again[2] == b"" and again[1]["etag"] == headers["etag"]
    plain = ask(shelf, "/updates/a-page/en/", if_none_match=headers["etag"])
    assert plain is not None and plain[0] == 200, "the plain form is another one"
    since = ask(shelf, "/updates/a-page/en/", if_modified_since=headers["last-modified"])
    assert since is not None and since[0] == 304
    refused = ask(shelf, "/updates/a-page/en/", accept_encoding="gzip;q=0", if_modified_since="nonsense")
    assert refused is not None and refused[0] == 200 and "content-encoding" not in refused[1]


def test_a_head_has_no_body_and_other_methods_are_the_pages(shelf: Shelf) -> None:
    head = ask(shelf, "/updates/a-page/", "HEAD")
    assert head is not None and head[2] == b"" and head[1]["content-length"] == "7"
    assert ask(shelf, "/updates/a-page/", "POST") is None


def test_a_new_file_is_sent_at_once(shelf: Shelf) -> None:
    ask(shelf, "/updates/a-page/")
    lay({**FILES, "index.html": b"<p>newer"})
    answer = ask(shelf, "/updates/a-page/")
    assert answer is not None and answer[2] == b"<p>newer"


def test_a_withdrawn_page_is_gone_at_every_address(shelf: Shelf) -> None:
    ask(shelf, "/updates/a-page/en/")
    lay({"gone.html": b"<p>gone"})
    for path in ("", "en/", "en/feed.xml", "page.css"):
        answer = ask(shelf, f"/updates/a-page/{path}")
        assert answer is not None and answer[0] == 410 and b"gone" in answer[2]
    lay(FILES)
    back = ask(shelf, "/updates/a-page/en/")
    assert back is not None and back[0] == 200


def test_a_packed_form_of_another_text_is_never_sent(shelf: Shelf, home: Path) -> None:
    packed = home / "public" / "a-page" / "en" / "index.html.gz"
    for wrong in (gzip.compress(b"another"), b"no gzip", packed.read_bytes()[:20]):
        packed.write_bytes(wrong)
        os.utime(home / "public" / "a-page" / "en" / "index.html")
        answer = ask(shelf, "/updates/a-page/en/", accept_encoding="gzip")
        assert answer is not None and answer[2] == FILES["en/index.html"]


def test_behind_an_https_address_browsers_are_told_to_stay_there(home: Path) -> None:
    lay(FILES)
    answer = ask(Shelf(folder.root, secure=True), "/updates/a-page/")
    assert answer is not None and "strict-transport-security" in answer[1]
