"""A repository of the AT protocol in a CAR file: the records its newest commit still holds.

A CAR file keeps every block that was ever written, deleted posts and old commits included. Reading
all of them would bring back what people deleted, so the tree (a Merkle search tree) is walked from
the root commit, and nothing else is looked at.

Format: https://ipld.io/specs/transport/car/carv1/ and https://atproto.com/specs/repository.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import cbor2

from pratfall.errors import UnreadableFile

SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"  # base32 whose order is the order of the numbers
SHA2_256 = 0x12
MOST_NODES = 2_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ID_LENGTH = 13


@dataclass(frozen=True)
class Repository:
    """`did`: whose; `revised`: instant of the newest commit, from its revision id."""

    did: str
    revised: datetime | None
    _data: bytes
    _blocks: dict[bytes, tuple[int, int]]
    _tree: bytes
    _name: str

    def records(self, collections: frozenset[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(collection, record key, record) of the wanted collections, in order of their keys."""
        for key, cid in self._leaves():
            collection, _, record_key = key.partition("/")
            if collection in collections:
                record = _mapping(self._decode(cid), self._name)
                yield collection, record_key, record

    def count(self) -> int:
        """Records of every collection the newest commit holds."""
        return sum(1 for _ in self._leaves())

    def _decode(self, cid: bytes) -> Any:
        place = self._blocks.get(cid)
        if place is None:
            raise UnreadableFile("car_block_missing", file=self._name)
        block = self._data[place[0] : place[1]]
        if cid[-34:-32] == bytes((SHA2_256, 32)) and hashlib.sha256(block).digest() != cid[-32:]:
            raise UnreadableFile("car_block_damaged", file=self._name)
        return decode(block, self._name)

    def _leaves(self) -> Iterator[tuple[str, bytes]]:
        """In-order walk without recursion; a tree that loops or is endless is refused."""
        stack: list[tuple[str, bytes] | bytes] = [self._tree]
        seen: set[bytes] = set()
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                yield item
                continue
            if item in seen or len(seen) > MOST_NODES:
                raise UnreadableFile("car_tree_loops", file=self._name)
            seen.add(item)
            stack.extend(reversed(self._children(item)))

    def _children(self, cid: bytes) -> list[tuple[str, bytes] | bytes]:
        """Left subtree, then each entry with the subtree to its right. Keys share prefixes."""
        node = _mapping(self._decode(cid), self._name)
        out: list[tuple[str, bytes] | bytes] = []
        key = b""
        try:
            if node.get("l") is not None:
                out.append(link(node["l"]))
            for entry in node["e"]:
                key = key[: entry["p"]] + entry["k"]
                out.append((key.decode("utf-8"), link(entry["v"])))
                if entry.get("t") is not None:
                    out.append(link(entry["t"]))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableFile("car_not_a_repository", file=self._name) from error
        return out


def open_repository(data: bytes, name: str) -> Repository:
    """UnreadableFile when the bytes are cut, damaged or no repository."""
    size, at = _varint(data, 0, name)
    header = _mapping(decode(data[at : at + size], name), name)
    blocks = _blocks(data, at + size, name)
    try:
        root = link(header["roots"][0])
        commit = _mapping(decode(data[slice(*blocks[root])], name), name)
        did, tree = str(commit["did"]), link(commit["data"])
    except (KeyError, IndexError, TypeError) as error:
        raise UnreadableFile("car_not_a_repository", file=name) from error
    return Repository(did, id_instant(str(commit.get("rev", ""))), data, blocks, tree, name)


def decode(block: bytes, name: str) -> Any:
    try:
        return cbor2.loads(block)
    except (cbor2.CBORDecodeError, RecursionError, ValueError, OverflowError, MemoryError) as error:
        raise UnreadableFile("car_block_damaged", file=name) from error


def link(value: Any) -> bytes:
    """The bytes of a CID behind CBOR tag 42 (its first byte is the multibase prefix 0)."""
    if not isinstance(value, cbor2.CBORTag) or value.tag != 42 or not isinstance(value.value, bytes):
        raise TypeError("not a link")
    return value.value[1:]


def id_instant(key: str) -> datetime | None:
    """The instant inside a record key: base32-sortable, microseconds above the low ten bits."""
    if len(key) != ID_LENGTH or any(letter not in SORTABLE for letter in key):
        return None
    number = 0
    for letter in key:
        number = number * 32 + SORTABLE.index(letter)
    try:
        return EPOCH + timedelta(microseconds=number >> 10)
    except OverflowError:
        return None


def _blocks(data: bytes, at: int, name: str) -> dict[bytes, tuple[int, int]]:
    """CID to the (start, end) of its data."""
    places: dict[bytes, tuple[int, int]] = {}
    while at < len(data):
        size, at = _varint(data, at, name)
        end = at + size
        if size == 0 or end > len(data):
            raise UnreadableFile("file_truncated", file=name, at_byte=at)
        start = _after_cid(data, at, name)
        places[data[at:start]] = (start, end)
        at = end
    return places


def _after_cid(data: bytes, at: int, name: str) -> int:
    if data[at : at + 2] == bytes((SHA2_256, 32)):  # CID version 0
        return at + 34
    _version, at = _varint(data, at, name)
    _codec, at = _varint(data, at, name)
    _hash, at = _varint(data, at, name)
    size, at = _varint(data, at, name)
    return at + size


def _varint(data: bytes, at: int, name: str) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 63:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
    raise UnreadableFile("file_truncated", file=name, at_byte=at)


def _mapping(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableFile("car_not_a_repository", file=name)
    return value
