"""People are recognised, not known."""

from __future__ import annotations

import pyarrow as pa

from pratfall.sources.pseudonyms import pseudonym, pseudonyms


def test_the_same_person_has_the_same_pseudonym() -> None:
    assert pseudonym(b"salt", " Ana@example.org") == pseudonym(b"salt", "ana@EXAMPLE.org ")
    assert pseudonym(b"salt", "ana") != pseudonym(b"salt", "bob")
    assert len(pseudonym(b"salt", "ana")) == 24


def test_another_salt_makes_another_pseudonym() -> None:
    assert pseudonym(b"salt", "ana") != pseudonym(b"other", "ana")


def test_parts_do_not_run_together() -> None:
    assert pseudonym(b"s", "ab", "c") != pseudonym(b"s", "a", "bc")


def test_columns_keep_their_nulls() -> None:
    found = pseudonyms(b"s", pa.array(["ana", None, "ana"])).to_pylist()
    assert found == [pseudonym(b"s", "ana"), None, pseudonym(b"s", "ana")]
