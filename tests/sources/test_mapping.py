"""Mappings: said by flags, saved, found again, and refused where they make no sense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.errors import BadMapping
from pratfall.records.tables import METRICS, MetricKind
from pratfall.sources.dates import DateOrder
from pratfall.sources.mapping import KINDS, Mapping, as_toml, from_flags, load, load_folder, save

PAIRS = ["Datum=day", "Reichweite=reach", "Abonnenten=followers:point"]


def test_flags_make_a_mapping() -> None:
    mapping = from_flags(
        PAIRS, kind="per_day", date_order="day-first", zone="Europe/Berlin", platform="facebook", account="verein",
        window="2026-01-01:2026-01-31",
    )  # fmt: skip
    assert mapping.columns == {"Datum": "day", "Reichweite": "reach", "Abonnenten": "followers"}
    assert mapping.kinds == {"reach": MetricKind.PER_DAY, "followers": MetricKind.POINT}
    assert (mapping.date_order, mapping.zone) == (DateOrder.DAY_FIRST, "Europe/Berlin")
    assert mapping.window == (date(2026, 1, 1), date(2026, 1, 31))
    assert mapping.printed("reach") == "Reichweite"


def test_a_printed_name_may_hold_an_equals_sign() -> None:
    assert from_flags(["a=b=day", "v=views"], kind="per_day").columns == {"a=b": "day", "v": "views"}


@pytest.mark.parametrize(
    ("pairs", "options", "code"),
    [
        (["Datum"], {}, "mapping_flag_form"),
        (["=day"], {}, "mapping_flag_form"),
        (["Datum=jour"], {}, "mapping_field_unknown"),
        (["a=day", "b=day", "v=views"], {"kind": "per_day"}, "mapping_field_twice"),
        (["a=day"], {}, "mapping_says_nothing"),
        (["a=day", "v=views"], {}, "mapping_needs_kind"),
        (["a=day", "v=views"], {"kind": "often"}, "mapping_kind_unknown"),
        (["a=day", "v=views:"], {"kind": "per_day"}, "mapping_kind_unknown"),
        (["v=views", "u=url"], {"kind": "per_day"}, "mapping_per_day_needs_day"),
        (["v=views"], {"kind": "lifetime"}, "mapping_needs_day_or_post"),
        (["a=day", "v=views"], {"kind": "per_day", "zone": "Mars/Base"}, "zone_unknown"),
        (["a=day", "v=views"], {"kind": "per_day", "date_order": "year"}, "date_order_word"),
        (["v=views"], {"kind": "window", "window": "2026-02-01:2026-01-01"}, "mapping_window_form"),
        (["v=views"], {"kind": "window", "window": "January"}, "mapping_window_form"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_with_a_reason(
    pairs: list[str], options: dict[str, str], code: str
) -> None:
    with pytest.raises(BadMapping) as refused:
        from_flags(pairs, **options)
    assert refused.value.code == code


def test_a_saved_mapping_comes_back_as_it_was(tmp_path: Path) -> None:
    mapping = from_flags(
        PAIRS, kind="per_day", zone="Europe/Berlin", window="2026-01-01:2026-01-31", name="Verein / FB"
    )
    path = save(mapping, tmp_path / "mappings", fingerprint="00ff")
    assert path.name == "Verein-FB.toml"
    (found,) = load_folder(tmp_path / "mappings")
    assert found.fingerprint == "00ff"
    assert (found.columns, found.kinds, found.window, found.zone) == (
        mapping.columns, mapping.kinds, mapping.window, mapping.zone,
    )  # fmt: skip


def test_without_a_folder_nothing_is_remembered(tmp_path: Path) -> None:
    assert load_folder(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not toml [", "mapping_file_unreadable"),
        ("platform = 'x'", "mapping_file_shape"),
        ("colour = 'red'\n[columns]\na = 'day'", "mapping_file_shape"),
        ("[columns]\na = 3", "mapping_file_shape"),
        ("platform = 3\n[columns]\na = 'url'", "mapping_file_shape"),
        ("[columns]\na = 'day'\nb = 'views'", "mapping_needs_kind"),
        ("date_order = 'never'\n[columns]\na = 'url'", "date_order_word"),
    ],
)
def test_a_wrong_mapping_file_is_named(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(BadMapping) as refused:
        load(path)
    assert refused.value.code == code
    assert refused.value.facts["file"] == "mine.toml"


def test_a_file_that_is_not_there_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="mapping_file_unreadable"):
        load(tmp_path / "absent.toml")


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=30).filter(str.strip), st.sampled_from(sorted(METRICS)), max_size=5
    ).filter(lambda columns: len(set(columns.values())) == len(columns)),
    st.sampled_from(sorted(KINDS.values())),
)
def test_any_printed_name_survives_the_file(columns: dict[str, str], kind: MetricKind) -> None:
    import tomllib

    columns = {name: to for name, to in columns.items() if name.isprintable() and name != "day"}
    mapping = Mapping(columns={"day": "day", "link": "url", **columns}, kinds=dict.fromkeys(columns.values(), kind))
    assert tomllib.loads(as_toml(mapping))["columns"] == mapping.columns
