from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import ORDER, counted, failed, sections, worked
from tests.reviews.render.example import empty
from tests.small_scenes import scene


def test_what_failed_comes_first_and_every_section_has_its_place() -> None:
    assert tuple(sections()) == ORDER and ORDER[0] == "failed"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("known", ["everything", "nothing"])
def test_each_says_something_in_both_languages_of_much_and_of_nothing(
    look: Callable[..., Gathered], lang: str, known: str
) -> None:
    words = speech(lang)
    bare: dict[str, Any] = {"scene": scene(), "review": empty(), "gifts_until": None}
    seen = look(**({} if known == "everything" else bare))
    for code, section in sections().items():
        facts = json.loads(json.dumps(section.gather(seen)))
        assert words.knows(f"regular.section.{code}"), code
        for before in (None, facts):
            told = section.tell(facts, words, before)
            assert told.sentences and told.on_boss_page <= 2, code
            said = [*told.sentences, *(t for line in told.lines for t in (line.title, line.text, *line.notes))]
            assert not any("regular." in text or "{" in text for text in said), (code, said)


COUNTED = {
    "regular.lessons.written": {},
    "regular.lessons.used": {},
    "regular.lessons.helped": {},
    "regular.promises.kept": {},
    "regular.data.stale": {"accounts": 7},
    "regular.data.doubts": {},
    "regular.tests.running": {},
    "regular.setbacks.opened": {},
    "regular.setbacks.open": {"closed": 2},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", COUNTED)
def test_none_is_said_as_a_person_says_it_and_some_with_their_number(key: str, lang: str) -> None:
    none, three = (counted(key, n, speech(lang), **COUNTED[key]) for n in (0, 3))
    assert "0" not in none and "regular." not in none and none.endswith(".")
    assert "3" in three


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_what_failed_and_worked_none_is_a_word_too(look: Callable[..., Gathered], lang: str) -> None:
    seen = look()
    for section in (failed, worked):
        facts = section.gather(seen)
        facts["n"], facts["findings"] = 2, {**facts["findings"], "sure": 0, "likely": 2, "new": 0}
        said = section.tell(facts, speech(lang), None).sentences[0]
        assert said.startswith("2 ") and "0" not in said
