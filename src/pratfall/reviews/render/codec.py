"""Records to plain JSON values and back, and the JSON Schema of both, from the records' own types.

One rule per kind of type, so that a new record needs no code here: instants and days are ISO 8601
text, Decimals are text (binary floats cannot hold cents), enums are their values, a number without
bound is null. Where a field may hold one of several records, each carries its kind as `"is"`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

Json = Any


def encode(value: object) -> Json:
    """A record as dicts, lists, strings, finite numbers, booleans and None."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(key): encode(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [encode(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            encoded = {field.name: encode(getattr(value, field.name)) for field in fields(value)}
            return {"is": _kind(type(value)), **encoded} if type(value) in _TAGGED else encoded
        case _ if hasattr(value, "item"):  # a numpy scalar
            return encode(value.item())
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")


def decode(as_type: Any, value: Json) -> Any:
    """The record `encode` was given. Raises KeyError, TypeError or ValueError where it does not fit."""
    options = _options(as_type)
    if len(options) > 1:
        if value is None and NoneType in options:
            return None
        named = [option for option in options if option is not NoneType]
        return decode(named[0] if len(named) == 1 else _fitting(named, value), value)
    origin = get_origin(as_type)
    if origin is tuple:
        return _decode_tuple(get_args(as_type), value)
    if origin is not None and issubclass(origin, Mapping):
        return {key: decode(get_args(as_type)[1], item) for key, item in value.items()}
    return _decode_one(as_type, value)


def _decode_one(as_type: Any, value: Json) -> Any:
    if as_type in (object, Any):
        return tuple(value) if isinstance(value, list) else value
    if as_type is float:
        return math.nan if value is None else float(value)
    if as_type in (datetime, date):
        return as_type.fromisoformat(value)
    if as_type is Decimal:
        return Decimal(value)
    if isinstance(as_type, type) and issubclass(as_type, Enum):
        return as_type(value)
    if is_dataclass(as_type):
        return _decode_record(as_type, value)
    if as_type in (int, str, bool) and isinstance(value, as_type):
        return value
    raise TypeError(f"{value!r} is no {as_type}")


def _decode_record(as_type: Any, value: Json) -> Any:
    known = {name: _bound(name, hint, value[name]) for name, hint in _hints(as_type).items() if name in value}
    return as_type(**known)


def _bound(name: str, hint: Any, value: Json) -> Any:
    """Null is "no bound" for the ends of an interval."""
    if value is None and hint is float:
        return {"low": -math.inf, "high": math.inf}.get(name, math.nan)
    return decode(hint, value)


def _decode_tuple(inner: tuple[Any, ...], value: Json) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(decode(inner[0], item) for item in value)
    return tuple(decode(hint, item) for hint, item in zip(inner, value, strict=True))


def schema(as_type: Any, definitions: dict[str, Json]) -> Json:
    """JSON Schema (2020-12) of a type; records are put into `definitions` and referred to."""
    options = _options(as_type)
    if len(options) > 1:
        return {"anyOf": [schema(option, definitions) for option in options]}
    origin = get_origin(as_type)
    if origin is tuple:
        return _tuple_schema(get_args(as_type), definitions)
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema(get_args(as_type)[1], definitions)}
    if is_dataclass(as_type):
        return _record_schema(as_type, definitions)
    if isinstance(as_type, type) and issubclass(as_type, Enum):
        return {"enum": [member.value for member in as_type]}
    return dict(_SIMPLE[as_type])


_SIMPLE: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": ["number", "null"], "description": "null: no bound"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
    object: {},
    Any: {},
}


def _tuple_schema(inner: tuple[Any, ...], definitions: dict[str, Json]) -> Json:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": schema(inner[0], definitions)}
    parts = [schema(hint, definitions) for hint in inner]
    return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}


def _record_schema(record: Any, definitions: dict[str, Json]) -> Json:
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # taken, in case a record holds itself
        hints = _hints(record)
        properties = {field: schema(hint, definitions) for field, hint in hints.items()}
        if record in _TAGGED:
            properties = {"is": {"const": _kind(record)}, **properties}
        definitions[name] = {
            "description": " ".join((record.__doc__ or "").split()),
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _options(as_type: Any) -> tuple[Any, ...]:
    return get_args(as_type) if get_origin(as_type) in (Union, UnionType) else (as_type,)


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


def _kind(record: type) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in record.__name__).lstrip("_")


def _fitting(options: list[Any], value: Json) -> Any:
    """Records say which they are; of plain values the type does, and a list was a tuple."""
    if isinstance(value, dict):
        return next(option for option in options if _kind(option) == value["is"])
    return next(
        option for option in options if (get_origin(option) or option) in (type(value), _WRITTEN_AS.get(type(value)))
    )


_WRITTEN_AS: dict[type, type] = {list: tuple}
_TAGGED: set[type] = set()


def tag_choices(record: Any, seen: set[Any] | None = None) -> None:
    """Find, from a record down, the records that share a field with others and so must say what they are."""
    seen = set() if seen is None else seen
    for option in _options(record):
        if not is_dataclass(option):
            for inner in get_args(option):
                tag_choices(inner, seen)
        elif option not in seen:
            seen.add(option)
            for hint in _hints(cast(Any, option)).values():
                tag_choices(hint, seen)
    records = [option for option in _options(record) if is_dataclass(option)]
    if len(records) > 1:
        _TAGGED.update(option for option in records if isinstance(option, type))
