"""What a team says about the topics of complaints: HOME/topics.toml.

trades = ["charity", "hospitality"]     # whose causes to look for; without it the trade that fits best
pinned = ["refund", "Parking"]          # told first, also when nobody speaks of them

[topics]                                # topics of your own: words people use, * for any ending
Parking = ["parking", "car park", "se garer"]

[merge]                                 # counted together
waiting = "customer_service"

[names]                                 # what you call a cause
values = "Our sponsors"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pratfall.errors import SettingsError
from pratfall.records.topics import OwnTopic, TopicSettings
from pratfall.text.taxonomies import GENERAL, taxonomies

KEYS = ("trades", "pinned", "topics", "merge", "names")


def topic_settings(given: Mapping[str, Any], file: str) -> TopicSettings:
    """Raises SettingsError naming the key and what was expected."""
    for key in given:
        if key not in KEYS:
            raise SettingsError("settings_key_unknown", file=file, key=key, known=", ".join(KEYS))
    trades = _texts(given, "trades", file)
    known = [trade for trade in taxonomies() if trade != GENERAL]
    _expect(set(trades) <= set(known), file, "trades", " | ".join(known))
    own = tuple(OwnTopic(name, _words(name, words, file)) for name, words in _table(given, "topics", file).items())
    codes = {cause.code for causes in taxonomies().values() for cause in causes} | {topic.name for topic in own}
    merged, names = (_renamed(given, key, codes, file) for key in ("merge", "names"))
    _expect(set(merged.values()) <= codes, file, "merge", " | ".join(sorted(codes)))
    pinned = _texts(given, "pinned", file)
    _expect(set(pinned) <= codes, file, "pinned", " | ".join(sorted(codes)))
    return TopicSettings(trades, own, merged, names, pinned)


def _texts(given: Mapping[str, Any], key: str, file: str) -> tuple[str, ...]:
    values = given.get(key, [])
    _expect(isinstance(values, list) and all(isinstance(v, str) for v in values), file, key, '["...", "..."]')
    return tuple(values)


def _table(given: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = given.get(key, {})
    _expect(isinstance(table, dict), file, key, f"[{key}]")
    return table


def _words(name: str, words: Any, file: str) -> tuple[str, ...]:
    good = isinstance(words, list) and all(isinstance(w, str) and w.strip(" *") for w in words) and words != []
    _expect(good, file, f"topics.{name}", '["parking", "car park*"]')
    return tuple(words)


def _renamed(given: Mapping[str, Any], key: str, codes: set[str], file: str) -> dict[str, str]:
    table = _table(given, key, file)
    for cause, name in table.items():
        _expect(cause in codes, file, f"{key}.{cause}", " | ".join(sorted(codes)))
        _expect(isinstance(name, str) and name.strip() != "", file, f"{key}.{cause}", '"..."')
    return dict(table)


def _expect(holds: bool, file: str, key: str, expected: str) -> None:
    if not holds:
        raise SettingsError("settings_value_wrong", file=file, key=key, expected=expected)
