"""The review as JSON, and back. The form is docs/review.schema.json and carries its version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pratfall.records.review import SCHEMA_VERSION, Review

from . import codec

SCHEMA_FILE = Path(__file__).with_name("review.schema.json")

codec.tag_choices(Review)


def dumps(review: Review, *, indent: int | None = 2) -> str:
    """`review` as JSON text. Nothing is rounded; text is UTF-8."""
    return json.dumps(codec.encode(review), indent=indent, ensure_ascii=False, allow_nan=False)


def loads(text: str) -> Review:
    """The review `dumps` was given, except that values in `facts` keep their JSON form (days are text).

    Raises ValueError for another schema version or anything that does not fit.
    """
    value = json.loads(text)
    if not isinstance(value, dict) or value.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"not a review of schema version {SCHEMA_VERSION}")
    try:
        loaded = codec.decode(Review, value)
    except (KeyError, TypeError, StopIteration) as cause:
        raise ValueError("does not follow the schema of a review") from cause
    assert isinstance(loaded, Review)
    return loaded


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `dumps` writes."""
    definitions: dict[str, Any] = {}
    root = codec.schema(Review, definitions)
    definitions["Review"]["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:pratfall:review:{SCHEMA_VERSION}",
        "title": f"Pratfall review, version {SCHEMA_VERSION}",
        **root,
        "$defs": definitions,
    }


def write_schema(*files: Path) -> None:
    """Write the schema where it is published and shipped."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    for file in files:
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schema(SCHEMA_FILE, Path("docs/review.schema.json"))
