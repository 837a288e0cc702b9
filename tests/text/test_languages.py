from pathlib import Path

import pytest

from pratfall.text import languages as package
from pratfall.text.languages import languages


def test_every_language_file_is_loaded_and_there_is_one() -> None:
    on_disk = {p.stem for p in Path(str(package.__path__[0])).glob("*.toml")}
    assert languages().keys() == on_disk
    assert on_disk >= {"en", "fr"}


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_language_brings_every_table_the_rules_use(code: str) -> None:
    rules = languages()[code].rules
    assert languages()[code].frequent
    assert rules["pitch"]["strong"].keys() == rules["pitch"]["weak"].keys() == {"money", "purchase", "signup"}
    assert rules["pitch"]["ignore"]
    assert rules["masking"].keys() == {"greetings", "titles", "not_names"}
    assert rules["question"].keys() == {"openings", "requests"}
    assert rules["reading"].keys() == {"support", "negations", "stronger", "weaker", "turns", "sarcasm", "defence"}


def test_languages_do_not_share_their_frequent_words() -> None:
    english, french = languages()["en"].frequent, languages()["fr"].frequent
    assert not english & french
