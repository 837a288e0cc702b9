"""Settings: shipped defaults, what a team wrote over them, and two environment variables.

PRATFALL_HOME    folder of everything Pratfall keeps (default: the platform's user data folder)
PRATFALL_ENGINE  duckdb (default), spark://host:port or sc://host:port
HOME/settings.toml  same keys as defaults.toml, only those to be changed, and

    hourly_rate = { amount = 32.50, currency = "EUR" }    # without it hours are never turned into money
    organisation_type = "charity"                         # or "company", "public": a charity's storms weigh more
    [[planned]]                                           # more talk is expected then, and no surprise
    name = "Winter campaign"
    start = 2026-12-01
    end = 2026-12-03
    accounts = ["instagram", "Page name"]                 # optional: networks, names or handles
    country = "FR"                                        # whose public holidays count when a change is explained
    [[outages]]                                           # a network was down, or news took all attention
    start = 2026-03-04
    end = 2026-03-05
    note = "Instagram down in Europe"
    networks = ["instagram"]                              # optional: all
    source = "https://..."                                # optional
    [[campaigns]]                                         # what campaigns should bring: see goals.py
    [[channel_tests]]                                     # weeks drawn by lot for two channels: see channel_settings.py
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import platformdirs
from holidays import list_supported_countries

from pratfall.errors import SettingsError
from pratfall.records.scene import Outage, Planned, Redefinition, Settings
from pratfall.records.tables import METRICS, PostType

from .channel_settings import channel_test
from .goals import campaign_goal
from .topic_settings import topic_settings

FILE = "settings.toml"
TOPICS = "topics.toml"  # what a team says about topics of complaints: see topic_settings.py
CACHE = "cache"  # folder of what can be made again from the lake: finished reviews
SECTIONS: Mapping[str, type] = {
    "hours_per_post": dict,
    "ripening_days": dict,
    "benchmarks": dict,
    "redefinitions": list,
    "hourly_rate": dict,
    "planned": list,
    "campaigns": list,
    "channel_tests": list,
    "organisation_type": str,
    "country": str,
    "outages": list,
    "reading": dict,  # which model reads texts: readers/reading.py
}
EXAMPLES = {"organisation_type": '"charity"', "country": '"FR"'}
ORGANISATION_TYPES = ("charity", "company", "public")
ENGINE = re.compile(r"duckdb|(?:spark|sc)://[\w.\-\[\]:]+:\d{1,5}(?:/.*)?")


def home() -> Path:
    """The folder Pratfall keeps its data in; not created here."""
    given = os.environ.get("PRATFALL_HOME", "")
    if not given:
        return platformdirs.user_data_path("pratfall", appauthor=False)
    path = Path(given).expanduser()
    if path.exists() and not path.is_dir():
        raise SettingsError("home_not_a_folder", variable="PRATFALL_HOME", value=given)
    return path.absolute()


def engine() -> str:
    """Where expressions run: "duckdb", or the address of a Spark cluster."""
    given = os.environ.get("PRATFALL_ENGINE", "") or "duckdb"
    if not ENGINE.fullmatch(given):
        raise SettingsError("engine_unknown", variable="PRATFALL_ENGINE", value=given)
    return given


def load(home: Path) -> Settings:
    """Defaults with the team's own numbers over them. Raises SettingsError naming file, key and what was expected."""
    ours = tomllib.loads(resources.files("pratfall.reviews").joinpath("defaults.toml").read_text(encoding="utf-8"))
    theirs = _read(home / FILE)
    topics = topic_settings(_read(home / TOPICS), str(home / TOPICS))
    return replace(_settings(ours, theirs, str(home / FILE)), topics=topics)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("settings_not_toml", file=str(path), detail=str(error)) from error
    except OSError as error:
        raise SettingsError("settings_unreadable", file=str(path), detail=error.strerror or str(error)) from error


def _settings(ours: Mapping[str, Any], theirs: Mapping[str, Any], file: str) -> Settings:
    for key, value in theirs.items():
        if key not in SECTIONS:
            raise SettingsError("settings_key_unknown", file=file, key=key, known=", ".join(sorted(SECTIONS)))
        form = f"[[{key}]]" if SECTIONS[key] is list else f"[{key}]" if SECTIONS[key] is dict else EXAMPLES[key]
        _expect(isinstance(value, SECTIONS[key]), file, key, form)
    hours = _merged("hours_per_post", ours, theirs, file, known=frozenset(PostType))
    ripening = _merged("ripening_days", ours, theirs, file)
    benchmarks, sources = _benchmarks(ours, theirs, file)
    rate, currency = _hourly_rate(theirs.get("hourly_rate"), file)
    kind = theirs.get("organisation_type", "")
    _expect(kind in ("", *ORGANISATION_TYPES), file, "organisation_type", " | ".join(ORGANISATION_TYPES))
    return Settings(
        hours_per_post={name: Decimal(str(value)) for name, value in hours.items()},
        ripening_days=ripening,
        benchmarks=benchmarks,
        hourly_rate=rate,
        currency=currency,
        sources=sources,
        redefinitions=tuple(_redefinition(r, file) for t in (ours, theirs) for r in t.get("redefinitions", ())),
        campaigns=tuple(campaign_goal(c, file) for c in theirs.get("campaigns", ())),
        channel_tests=tuple(channel_test(t, file) for t in theirs.get("channel_tests", ())),
        planned=tuple(_planned(p, file) for p in theirs.get("planned", ())),
        organisation_type=kind,
        country=_country(theirs.get("country", ""), file),
        outages=tuple(_outage(o, file) for o in theirs.get("outages", ())),
    )


def _merged(
    section: str,
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    file: str,
    known: frozenset[str] | None = None,
) -> dict[str, float]:
    given = theirs.get(section, {})
    for name, value in given.items():
        _expect(known is None or name in known, file, f"{section}.{name}", " | ".join(sorted(known or ())))
        _expect(_is_amount(value), file, f"{section}.{name}", ">= 0")
    return {**ours[section], **given}


def _benchmarks(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], file: str
) -> tuple[dict[str, float], dict[str, str]]:
    """A team's own number loses the published source: it is theirs now."""
    values = {name: float(entry["value"]) for name, entry in ours["benchmarks"].items()}
    sources = {name: str(entry["source"]) for name, entry in ours["benchmarks"].items()}
    for name, entry in theirs.get("benchmarks", {}).items():
        key = f"benchmarks.{name}"
        _expect(name in values, file, key, " | ".join(sorted(values)))
        value: Any = entry.get("value") if isinstance(entry, dict) else entry
        _expect(_is_amount(value), file, key, ">= 0")
        values[name] = float(value)
        sources[name] = str(entry.get("source", "own")) if isinstance(entry, dict) else "own"
    return values, sources


def _hourly_rate(given: Any, file: str) -> tuple[Decimal | None, str]:
    if given is None:
        return None, ""
    form = '{ amount = 32.50, currency = "EUR" }'
    _expect(set(given) == {"amount", "currency"}, file, "hourly_rate", form)
    _expect(_is_amount(given["amount"]), file, "hourly_rate.amount", ">= 0")
    currency = str(given["currency"]).upper()
    _expect(re.fullmatch(r"[A-Z]{3}", currency) is not None, file, "hourly_rate.currency", "EUR")
    return Decimal(str(given["amount"])), currency


REDEFINITION: Mapping[str, Callable[[Any], bool]] = {
    "platform": lambda v: isinstance(v, str),
    "metric": lambda v: v in METRICS,
    "replaced_by": lambda v: v in METRICS,
    "start": lambda v: type(v) is date,
    "end": lambda v: type(v) is date,
    "source": lambda v: isinstance(v, str),
}


def _redefinition(given: Mapping[str, Any], file: str) -> Redefinition:
    _expect(isinstance(given, dict), file, "redefinitions", "[[redefinitions]]")
    for name, fits in REDEFINITION.items():
        expected = "2025-03-31" if name in ("start", "end") else '"impressions"'
        _expect(name in given and fits(given[name]), file, f"redefinitions.{name}", expected)
    _expect(given["start"] <= given["end"], file, "redefinitions.end", f">= {given['start']}")
    formats = tuple(given.get("formats", ()))
    _expect(set(formats) <= set(PostType), file, "redefinitions.formats", " | ".join(PostType))
    return Redefinition(**{name: given[name] for name in REDEFINITION}, formats=formats)


def _planned(given: Mapping[str, Any], file: str) -> Planned:
    _expect(isinstance(given, dict), file, "planned", "[[planned]]")
    _expect(set(given) <= {"name", "start", "end", "accounts"}, file, "planned", "name, start, end, accounts")
    _expect(isinstance(given.get("name"), str) and given["name"] != "", file, "planned.name", '"Winter campaign"')
    for name in ("start", "end"):
        _expect(type(given.get(name)) is date, file, f"planned.{name}", "2026-12-01")
    _expect(given["start"] <= given["end"], file, "planned.end", f">= {given['start']}")
    accounts = given.get("accounts", [])
    texts = isinstance(accounts, list) and all(isinstance(a, str) for a in accounts)
    _expect(texts, file, "planned.accounts", '["instagram", "Page name"]')
    return Planned(given["name"], given["start"], given["end"], tuple(a.lower().lstrip("@") for a in accounts))


def _country(given: str, file: str) -> str:
    _expect(given == "" or given.upper() in list_supported_countries(), file, "country", '"FR"')
    return given.upper()


def _outage(given: Mapping[str, Any], file: str) -> Outage:
    _expect(isinstance(given, dict), file, "outages", "[[outages]]")
    fields = {"start", "end", "note", "networks", "source"}
    _expect(set(given) <= fields, file, "outages", ", ".join(sorted(fields)))
    for name in ("start", "end"):
        _expect(type(given.get(name)) is date, file, f"outages.{name}", "2026-03-04")
    _expect(given["start"] <= given["end"], file, "outages.end", f">= {given['start']}")
    _expect(isinstance(given.get("note"), str) and given["note"] != "", file, "outages.note", '"Instagram down"')
    networks = given.get("networks", [])
    texts = isinstance(networks, list) and all(isinstance(n, str) for n in networks)
    _expect(texts, file, "outages.networks", '["instagram"]')
    _expect(isinstance(given.get("source", ""), str), file, "outages.source", '"https://..."')
    return Outage(
        given["start"],
        given["end"],
        given["note"],
        tuple(n.lower() for n in networks),
        given.get("source", ""),
    )


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")


def _expect(holds: bool, file: str, key: str, expected: str) -> None:
    """`expected` shows the form, in no language."""
    if not holds:
        raise SettingsError("settings_value_wrong", file=file, key=key, expected=expected)
