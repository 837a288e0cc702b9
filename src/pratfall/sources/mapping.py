"""A mapping: what the columns of an export nobody has listed mean, said once by the user.

For the command line (`import` and `review`), each flag is one attribute:

    --map "Printed name=field"          repeatable; field is one of FIELDS or a metric, e.g.
    --map "Vues=views" --map "Abonnés=followers:point"     a kind after a colon overrides --kind
    --kind lifetime|per_day|window|point|rolling_7|rolling_28   what the numbers mean
    --date-order day_first|month_first  when dates are numbers only
    --zone Europe/Paris                 of the printed times (IANA name)
    --platform NAME --account NAME      when no column says
    --window 2026-01-01:2026-01-31      the days window totals are for, when no column says
    --source NAME                       reads the files with one named reader instead
    --save-mapping NAME                 remember it: HOME/mappings/<NAME>.toml, found again by header

`from_flags(...)` makes a Mapping of them; `load_folder(home / "mappings")` reads the remembered ones;
give both to `read_paths(mappings=...)`. A remembered mapping (with a fingerprint) reads exactly the
files whose header has the same columns; one from flags reads every file that has all its columns.
"""

from __future__ import annotations

import json
import re
import tomllib
import zoneinfo
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pratfall.errors import BadMapping
from pratfall.records.tables import METRICS, MetricKind

from .dates import DateOrder

# What a column may be besides a metric.
FIELDS = ("post_id", "url", "text", "time", "day", "account", "platform", "format", "campaign", "ignore")
KINDS = {
    "lifetime": MetricKind.LIFETIME,
    "per_day": MetricKind.PER_DAY,
    "window": MetricKind.WINDOW,
    "point": MetricKind.POINT,
    "rolling_7": MetricKind.ROLLING_7,
    "rolling_28": MetricKind.ROLLING_28,
}
_KNOWN = ", ".join((*FIELDS, *sorted(METRICS)))
_KIND_WORDS = {kind: word for word, kind in KINDS.items()}


@dataclass(frozen=True)
class Mapping:
    """`columns`: printed name -> field or metric. `kinds`: metric -> what its number means."""

    columns: Dict[str, str]
    kinds: Dict[str, MetricKind]
    platform: str = "other"
    account: str = ""
    date_order: DateOrder = DateOrder.UNDECIDED
    zone: str = ""
    window: tuple[date, date] | None = None
    fingerprint: str = ""  # "" for a mapping from flags
    name: str = ""
    metrics: Dict[str, str] = field(init=False, repr=False, compare=False)  # metric -> printed name

    def __post_init__(self) -> None:
        object.__setattr__(self, "metrics", {to: name for name, to in self.columns.items() if to in METRICS})
        check(self)

    def printed(self, field_: str) -> str:
        """The printed name of a field, "" when no column has it."""
        return next((name for name, to in self.columns.items() if to == field_), "")


def check(mapping: Mapping) -> None:
    """BadMapping, saying which column and what would be right."""
    targets = [to for to in mapping.columns.values() if to != "ignore"]
    for name, to in mapping.columns.items():
        if to not in METRICS and to not in FIELDS:
            raise BadMapping(
                "mapping_field_unknown", column=name, field=to, known=", ".join((*FIELDS, *sorted(METRICS)))
            )
    for to in targets:
        if targets.count(to) > 1:
            raise BadMapping("mapping_field_twice", field=to)
    if not any(to in METRICS for to in targets) and not {"text", "url", "post_id"} & set(targets):
        raise BadMapping("mapping_says_nothing", known=_KNOWN)
    if not {"post_id", "url", "time", "day"} & set(targets) and mapping.window is None:
        raise BadMapping("mapping_needs_day_or_post")
    for metric in mapping.metrics:
        kind = mapping.kinds.get(metric)
        if kind is None:
            raise BadMapping("mapping_needs_kind", column=mapping.metrics[metric], kinds=", ".join(KINDS))
        if kind is MetricKind.PER_DAY and not {"day", "time"} & set(targets):
            raise BadMapping("mapping_per_day_needs_day", column=mapping.metrics[metric])
    if mapping.zone and mapping.zone not in zoneinfo.available_timezones():
        raise BadMapping("zone_unknown", zone=mapping.zone)


def from_flags(
    pairs: Iterable[str], *, kind: str = "", date_order: str = "", zone: str = "", platform: str = "",
    account: str = "", window: str = "", name: str = "",
) -> Mapping:  # fmt: skip
    """The mapping flags of the command line; BadMapping names the flag that cannot be understood."""
    columns: dict[str, str] = {}
    kinds: dict[str, MetricKind] = {}
    for pair in pairs:
        printed, equals, to = pair.rpartition("=")
        if not equals or not printed.strip() or not to.strip():
            raise BadMapping("mapping_flag_form", flag=pair)
        to, colon, own = to.strip().partition(":")
        columns[printed.strip()] = to
        if to in METRICS and (own or kind):
            kinds[to] = _kind(own if colon else kind)
    return Mapping(
        columns=columns, kinds=kinds, platform=platform or "other", account=account, date_order=_order(date_order),
        zone=zone, window=_window(window), name=name,
    )  # fmt: skip


def _kind(word: str) -> MetricKind:
    if word not in KINDS:
        raise BadMapping("mapping_kind_unknown", kind=word, kinds=", ".join(KINDS))
    return KINDS[word]


def _order(word: str) -> DateOrder:
    try:
        return DateOrder(word.replace("-", "_")) if word else DateOrder.UNDECIDED
    except ValueError as error:
        raise BadMapping("date_order_word", got=word, known="day_first, month_first") from error


def _window(text: str) -> tuple[date, date] | None:
    if not text:
        return None
    try:
        start, _, end = text.partition(":")
        window = date.fromisoformat(start.strip()), date.fromisoformat(end.strip() or start.strip())
    except ValueError as error:
        raise BadMapping("mapping_window_form", got=text) from error
    if window[1] < window[0]:
        raise BadMapping("mapping_window_form", got=text)
    return window


# --- saved mappings

_HEAD = {"name", "fingerprint", "platform", "account", "date_order", "zone", "window"}


def save(mapping: Mapping, folder: Path, *, fingerprint: str) -> Path:
    """Writes `<folder>/<name or fingerprint>.toml` for files with this header; replaces an older one."""
    mapping = replace(mapping, fingerprint=fingerprint)
    stem = re.sub(r"[^\w.-]+", "-", mapping.name).strip("-.") or fingerprint
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.toml"
    scratch = path.with_suffix(".toml.new")
    scratch.write_text(as_toml(mapping), encoding="utf-8")
    scratch.replace(path)
    return path


def as_toml(mapping: Mapping) -> str:
    order = "" if mapping.date_order is DateOrder.UNDECIDED else mapping.date_order.value
    window = ":".join(day.isoformat() for day in mapping.window) if mapping.window else ""
    head = {
        "name": mapping.name, "fingerprint": mapping.fingerprint, "platform": mapping.platform,
        "account": mapping.account, "date_order": order, "zone": mapping.zone, "window": window,
    }  # fmt: skip
    lines = [f"{key} = {_quoted(value)}" for key, value in head.items() if value]
    lines += ["", "[columns]", *(f"{_quoted(name)} = {_quoted(to)}" for name, to in mapping.columns.items())]
    lines += ["", "[kinds]", *(f"{metric} = {_quoted(_KIND_WORDS[kind])}" for metric, kind in mapping.kinds.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON escapes are the same."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load(path: Path) -> Mapping:
    """BadMapping naming the file and what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMapping("mapping_file_unreadable", file=path.name, why=str(error)) from error
    columns, kinds = data.pop("columns", None), data.pop("kinds", {})
    if strange := [*(set(data) - _HEAD), *(() if _all_text(columns, kinds, data) else ("columns",))]:
        raise BadMapping("mapping_file_shape", file=path.name, key=", ".join(sorted(strange)))
    try:
        return Mapping(
            columns=columns, kinds={metric: _kind(word) for metric, word in kinds.items()},
            platform=data.get("platform", "other"), account=data.get("account", ""), zone=data.get("zone", ""),
            date_order=_order(data.get("date_order", "")), window=_window(data.get("window", "")),
            fingerprint=data.get("fingerprint", ""), name=data.get("name", path.stem),
        )  # fmt: skip
    except BadMapping as error:
        raise BadMapping(error.code, **{**error.facts, "file": path.name}) from error


def _all_text(*tables: object) -> bool:
    return all(isinstance(table, dict) and all(isinstance(value, str) for value in table.values()) for table in tables)


def load_folder(folder: Path) -> tuple[Mapping, ...]:
    """Every remembered mapping, by file name; () when there is no folder yet."""
    return tuple(load(path) for path in sorted(folder.glob("*.toml"))) if folder.is_dir() else ()
