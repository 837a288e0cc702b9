"""What a family of the team's own doing says can be told in both languages, with every fact its sentence asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pratfall.diagnose import explained
from pratfall.diagnose.case import Explanation
from pratfall.reviews.render.speech import LANGUAGES, placeholders, speech
from tests.calibration.family_worlds import EFFECTS, world

KINDS = ("text", "format", "subject")
FAULTS = ("dead_page", "wrong_link", "wrong_language", "missing_media", "late", "double_post", "broken_label")


def explanations() -> Iterator[Explanation]:
    weighed = explained(world(1).case)
    yield from (part.explanation for part in weighed.parts if part.explanation.code in EFFECTS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_family_says_what_what_would_change_it_and_what_to_do(lang: str) -> None:
    words, seen = speech(lang), set()
    for found in explanations():
        seen.add(found.code)
        keys = (f"cause.{found.code}", f"mind.{found.changes_mind}", f"cause_step.{found.step}")
        for key in keys:
            assert words.knows(key), key
            assert placeholders(words.words.gettext(key)) <= found.facts.keys(), key
            assert "(" not in key
        assert words.knows(f"cause.{found.code}.title")
    assert seen == set(EFFECTS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_a_fact_may_have_has_words(lang: str) -> None:
    words = speech(lang)
    keys = [f"repetition.{kind}" for kind in KINDS] + [f"timing.{what}" for what in ("hours", "weekdays")]
    keys += [f"fault.{fault}" for fault in FAULTS] + [f"cause_step.mend_{fault}" for fault in FAULTS]
    keys += [f"moment.h{i}" for i in range(8)] + [f"moment.d{i}" for i in range(7)]
    keys += [f"cause.{code}" for code in ("reach_loss", "engagement_loss", "paid_began", "paid_ended")]
    keys += [f"collect.{key}" for key in ("reach", "followers")] + ["cause_step.keep_it"]
    keys += [
        f"mind.{key}" for key in ("reach_returns", "rate_returns", "pause_adverts", "later_adverts", "links_tried")
    ]
    keys += [f"cause_step.{key}" for key in ("look_at_reach", "look_at_content", "post_as_before", "post_less")]
    assert [key for key in keys if not words.knows(key)] == []
