from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pratfall.errors import SettingsError
from pratfall.records.subjects import Account
from pratfall.records.tables import PostType
from pratfall.reviews import settings


def write(home: Path, text: str) -> Path:
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return home


def test_the_defaults_load_without_any_file(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path)
    assert loaded.hours_per_post["text"] == Decimal("0.5")
    assert set(loaded.hours_per_post) == set(PostType)
    assert loaded.hourly_rate is None
    assert {r.platform for r in loaded.redefinitions} == {"x", "facebook", "instagram", "youtube"}


def test_every_shipped_benchmark_names_its_source(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path)
    assert loaded.benchmarks.keys() == loaded.sources.keys()
    assert all(loaded.sources.values())


def test_a_team_overrides_one_number_and_keeps_the_rest(tmp_path: Path) -> None:
    loaded = settings.load(write(tmp_path, "[hours_per_post]\nvideo = 20\n[benchmarks]\nstale_days = 40\n"))
    assert loaded.hours_per_post["video"] == 20
    assert loaded.hours_per_post["text"] == Decimal("0.5")
    assert loaded.benchmarks["stale_days"] == 40
    assert loaded.sources["stale_days"] == "own"


def test_an_hourly_rate_is_exact_money(tmp_path: Path) -> None:
    loaded = settings.load(write(tmp_path, 'hourly_rate = { amount = 32.10, currency = "eur" }\n'))
    assert (loaded.hourly_rate, loaded.currency) == (Decimal("32.1"), "EUR")


def test_a_team_may_add_a_redefinition(tmp_path: Path) -> None:
    text = """[[redefinitions]]
platform = "tiktok"
metric = "views"
replaced_by = "views"
start = 2026-01-01
end = 2026-01-01
source = "seen in our own exports"
"""
    assert settings.load(write(tmp_path, text)).redefinitions[-1].platform == "tiktok"


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("hours = 3", "settings_key_unknown", "hours"),
        ("[hours_per_post]\nfilm = 3", "settings_value_wrong", "hours_per_post.film"),
        ("[hours_per_post]\nvideo = 'long'", "settings_value_wrong", "hours_per_post.video"),
        ("[hours_per_post]\nvideo = -1", "settings_value_wrong", "hours_per_post.video"),
        ("hours_per_post = 3", "settings_value_wrong", "hours_per_post"),
        ("benchmarks = 3", "settings_value_wrong", "benchmarks"),
        ("redefinitions = 3", "settings_value_wrong", "redefinitions"),
        ("[benchmarks]\nstale = 3", "settings_value_wrong", "benchmarks.stale"),
        ("hourly_rate = 30", "settings_value_wrong", "hourly_rate"),
        ("hourly_rate = { amount = 3, currency = 'euros' }", "settings_value_wrong", "hourly_rate.currency"),
        ("[[redefinitions]]\nplatform = 'x'", "settings_value_wrong", "redefinitions.metric"),
        ("organisation_type = 'club'", "settings_value_wrong", "organisation_type"),
        ("planned = 3", "settings_value_wrong", "planned"),
        ("[[planned]]\nname = 'Fair'", "settings_value_wrong", "planned.start"),
        ("[[planned]]\nname = 'Fair'\nstart = 2026-12-02\nend = 2026-12-01", "settings_value_wrong", "planned.end"),
        ("country = 'Narnia'", "settings_value_wrong", "country"),
        ("country = 33", "settings_value_wrong", "country"),
        ("[[outages]]\nstart = 2026-03-04\nend = 2026-03-05", "settings_value_wrong", "outages.note"),
        ("[[outages]]\nstart = 2026-03-04\nend = 2026-03-03\nnote = 'a'", "settings_value_wrong", "outages.end"),
        ("[[outages]]\nstart = 2026-03-04\nend = 2026-03-05\nnote = 'a'\non = 'x'", "settings_value_wrong", "outages"),
    ],
)
def test_a_wrong_setting_names_the_file_and_the_key(tmp_path: Path, text: str, code: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(write(tmp_path, text))
    assert caught.value.code == code
    assert caught.value.facts["key"] == key
    assert str(tmp_path) in str(caught.value.facts["file"])


def test_what_is_planned_says_when_and_for_which_accounts(tmp_path: Path) -> None:
    text = """organisation_type = "charity"
[[planned]]
name = "Harbour fair"
start = 2026-12-01
end = 2026-12-03
accounts = ["Instagram", "@TheLongTable"]
"""
    loaded = settings.load(write(tmp_path, text))
    (fair,) = loaded.planned
    assert (fair.name, fair.start, loaded.organisation_type) == ("Harbour fair", date(2026, 12, 1), "charity")
    assert fair.concerns(Account("instagram", "1")) and fair.concerns(Account("facebook", "2", handle="thelongtable"))
    assert not fair.concerns(Account("facebook", "2", handle="other"))


def test_settings_that_are_not_toml_say_where(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(write(tmp_path, "a = \n"))
    assert caught.value.code == "settings_not_toml"
    assert "line 1" in str(caught.value.facts["detail"])


def test_the_home_folder_follows_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path / "not yet there"))
    assert settings.home() == tmp_path / "not yet there"
    monkeypatch.delenv("PRATFALL_HOME")
    assert settings.home().name == "pratfall"


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_text("")
    monkeypatch.setenv("PRATFALL_HOME", str(tmp_path / "f"))
    with pytest.raises(SettingsError, match="home_not_a_folder"):
        settings.home()


@pytest.mark.parametrize("given", ["", "duckdb", "spark://127.0.0.1:7077", "sc://cluster.example.org:15002"])
def test_known_engines_are_accepted(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_ENGINE", given)
    assert settings.engine() == (given or "duckdb")


@pytest.mark.parametrize("given", ["duck", "spark://", "http://127.0.0.1:1", "sc://host"])
def test_an_unknown_engine_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRATFALL_ENGINE", given)
    with pytest.raises(SettingsError, match="engine_unknown"):
        settings.engine()


def test_the_country_and_outages_are_read(tmp_path: Path) -> None:
    text = """country = "fr"
[[outages]]
start = 2026-03-04
end = 2026-03-05
note = "Instagram down in Europe"
networks = ["Instagram"]
"""
    loaded = settings.load(write(tmp_path, text))
    (outage,) = loaded.outages
    assert loaded.country == "FR"
    assert (outage.start, outage.note) == (date(2026, 3, 4), "Instagram down in Europe")
    assert outage.networks == ("instagram",)
