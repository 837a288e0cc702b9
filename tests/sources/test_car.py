"""CAR files: the tree from the root commit, and one clear refusal for everything that is wrong."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratfall.errors import PratfallError, UnreadableFile
from pratfall.sources.car import decode, id_instant, open_repository
from tests.sources.one_file import SAMPLES

SAMPLE = (SAMPLES / "bluesky_car" / "repo.car").read_bytes()
POSTS = frozenset({"app.bsky.feed.post"})


class Writer:
    """Blocks of a CAR file, with links as the format wants them."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def add(self, value: Any, *, spoiled: bool = False) -> cbor2.CBORTag:
        data = cbor2.dumps(value)
        cid = bytes((1, 0x71, 0x12, 32)) + hashlib.sha256(data).digest()
        self.blocks.append(cid + (data[:-1] + b"\x00" if spoiled else data))
        return cbor2.CBORTag(42, b"\x00" + cid)

    def file(self, root: cbor2.CBORTag) -> bytes:
        header = cbor2.dumps({"roots": [root], "version": 1})
        parts = [header, *self.blocks]
        return b"".join(varint(len(part)) + part for part in parts)


def varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


def commit_of(writer: Writer, tree: cbor2.CBORTag) -> cbor2.CBORTag:
    return writer.add({"did": "did:plc:a", "rev": "3muvelqhcs222", "version": 3, "data": tree})


def entry(key: str, value: Any, prefix: int = 0, right: Any = None) -> dict[str, Any]:
    return {"k": key.encode(), "p": prefix, "t": right, "v": value}


def test_records_come_in_the_order_of_their_keys_with_prefixes_filled_in() -> None:
    writer = Writer()
    one, two, three = (writer.add({"text": word}) for word in ("one", "two", "three"))
    left = writer.add({"e": [entry("app.bsky.feed.post/a", one)], "l": None})
    tree = writer.add({"e": [entry("app.bsky.feed.post/b", two), entry("c", three, prefix=19)], "l": left})
    repository = open_repository(writer.file(commit_of(writer, tree)), "r.car")
    assert [(key, record["text"]) for _, key, record in repository.records(POSTS)] == [
        ("a", "one"),
        ("b", "two"),
        ("c", "three"),
    ]


def test_other_collections_are_not_even_decoded() -> None:
    writer = Writer()
    secret = writer.add({"secret": True}, spoiled=True)
    tree = writer.add({"e": [entry("app.bsky.feed.like/a", secret)], "l": None})
    repository = open_repository(writer.file(commit_of(writer, tree)), "r.car")
    assert list(repository.records(POSTS)) == []
    assert repository.count() == 1


def test_a_block_that_is_not_its_hash_is_refused() -> None:
    writer = Writer()
    post = writer.add({"text": "words"}, spoiled=True)
    tree = writer.add({"e": [entry("app.bsky.feed.post/a", post)], "l": None})
    repository = open_repository(writer.file(commit_of(writer, tree)), "r.car")
    with pytest.raises(UnreadableFile, match="car_block_damaged"):
        list(repository.records(POSTS))


def test_a_block_that_is_not_there_is_refused() -> None:
    writer = Writer()
    missing = cbor2.CBORTag(42, b"\x00" + bytes((1, 0x71, 0x12, 32)) + b"\x07" * 32)
    tree = writer.add({"e": [entry("app.bsky.feed.post/a", missing)], "l": None})
    with pytest.raises(UnreadableFile, match="car_block_missing"):
        list(open_repository(writer.file(commit_of(writer, tree)), "r.car").records(POSTS))


def test_a_tree_that_meets_itself_is_refused() -> None:
    writer = Writer()
    leaf = writer.add({"e": [], "l": None})
    tree = writer.add({"e": [entry("app.bsky.feed.post/a", leaf, right=leaf)], "l": leaf})
    with pytest.raises(UnreadableFile, match="car_tree_loops"):
        open_repository(writer.file(commit_of(writer, tree)), "r.car").count()


@pytest.mark.parametrize(
    "block",
    [
        b"\x81" * 200_000 + b"\x00",  # a list in a list in a list
        b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",  # a list of 2^63 items
        b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",  # bytes without end
        b"",
    ],
    ids=["deep", "long list", "long bytes", "empty"],
)
def test_hostile_blocks_are_refused_at_once(block: bytes) -> None:
    with pytest.raises(UnreadableFile, match="car_block_damaged"):
        decode(block, "r.car")


def test_the_moment_in_a_record_key_is_the_published_one() -> None:
    assert id_instant("3juazoqzcqw2y") == datetime(2023, 4, 26, 7, 8, 50, 106076, tzinfo=UTC)
    assert id_instant("self") is None
    assert id_instant("0000000000000") is None  # 0 and 1 are not in the alphabet


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=4))
def test_damaged_bytes_are_refused_or_harmless_never_a_crash(at: int, put: bytes) -> None:
    damaged = SAMPLE[:at] + put + SAMPLE[at + len(put) :]
    try:
        for _, key, record in open_repository(damaged, "r.car").records(POSTS):
            assert isinstance(key, str)
            assert isinstance(record, dict)
    except PratfallError as error:
        assert "r.car" in str(error)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, len(SAMPLE) - 1))
def test_a_file_cut_anywhere_is_refused(keep: int) -> None:
    with pytest.raises(PratfallError):
        list(open_repository(SAMPLE[:keep], "r.car").records(POSTS))
