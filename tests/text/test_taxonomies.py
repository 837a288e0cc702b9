import time
from pathlib import Path

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.text import taxonomies as package
from pratfall.text.causes import find_causes
from pratfall.text.languages import languages
from pratfall.text.taxonomies import GENERAL, taxonomies

EVERY = [cause for causes in taxonomies().values() for cause in causes]


def test_every_trade_on_disk_is_loaded_and_the_general_one_is_there() -> None:
    on_disk = {p.stem for p in Path(str(package.__path__[0])).glob("*.toml")}
    assert taxonomies().keys() == on_disk
    assert GENERAL in on_disk
    assert len(on_disk) >= 6


@pytest.mark.parametrize("cause", EVERY, ids=lambda c: f"{c.trade}-{c.code}")
def test_a_cause_has_cues_in_every_reading_language_and_none_matches_nothing(cause: package.Cause) -> None:
    assert cause.cues.keys() == languages().keys()
    for patterns in (*cause.cues.values(), *cause.weak.values()):
        assert not any(pattern.search("") or pattern.search("zzz zzz") for pattern in patterns)


@pytest.mark.parametrize("cause", EVERY, ids=lambda c: f"{c.trade}-{c.code}")
def test_cues_are_written_as_texts_are_read_without_accents(cause: package.Cause) -> None:
    patterns = [p.pattern for patterns in (*cause.cues.values(), *cause.weak.values()) for p in patterns]
    assert all(pattern.isascii() or "£" in pattern or "€" in pattern for pattern in patterns)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cause_and_trade_has_a_name(lang: str) -> None:
    words = speech(lang)
    unnamed = [c.code for c in EVERY if not words.knows(f"topic.{c.code}")]
    assert not unnamed
    assert not [trade for trade in taxonomies() if not words.knows(f"trade.{trade}")]


@pytest.mark.parametrize(
    "piece", ["call ", "a", "waiting for the ", "no ", "money ", "\u202e", "😀", "#late ", "still not "]
)
def test_a_flood_of_anything_is_searched_in_time(piece: str) -> None:
    begin = time.process_time()
    find_causes([piece * (500_000 // len(piece))], EVERY)
    assert time.process_time() - begin < 2
