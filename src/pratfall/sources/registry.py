"""Every reader of `sources/files/`, found by name and checked when first needed."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from .exports import Evidence

if TYPE_CHECKING:
    from . import Reader

PARTS = ("name", "platform", "evidence", "real_file_seen", "match", "read")


@cache
def readers() -> Mapping[str, Reader]:
    """By name, in order of names. TypeError naming the file and the missing part."""
    from . import files

    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(files.__path__), key=lambda m: m.name):
        reader = getattr(importlib.import_module(f"{files.__name__}.{module.name}"), "READER", None)
        if reader is None:
            raise TypeError(f"sources/files/{module.name}.py has no READER")
        for part in PARTS:
            if not hasattr(reader, part):
                raise TypeError(f"sources/files/{module.name}.py: READER has no {part}")
        if reader.name != module.name or not isinstance(reader.evidence, Evidence):
            raise TypeError(f"sources/files/{module.name}.py: READER is named {reader.name!r} or has no Evidence")
        found[reader.name] = reader
    return found
