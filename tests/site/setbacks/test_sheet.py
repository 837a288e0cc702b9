"""A voice's own sheet: all of what was typed is kept, or nothing; advice stands beside one's own words."""

from __future__ import annotations

import pytest
from django.http import Http404, QueryDict

from pratfall.errors import Refused
from pratfall.respond.blameless import Habit
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks import sheet
from pratfall.site.setbacks.models import Setback, Thought, ThoughtKind, Voice
from pratfall.site.setbacks.services import debriefs, thoughts, voices

from .conftest import NOW


@pytest.fixture
def voice(setback: Setback, owner: Membership) -> Voice:
    debrief = debriefs.begin(setback=setback, actor=owner.user, now=NOW)
    return voices.join(debrief=debrief, user=owner.user, now=NOW)


def sent(**given: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(given)
    return query


def test_an_empty_line_begins_a_new_thought(voice: Voice) -> None:
    sheet.do(voice, sent(do="save", text_cause="one\r\nline\r\n\r\n\r\ntwo\n \nthree"), NOW)
    assert [t.text for t in Thought.objects.order_by("pk")] == ["one\nline", "two", "three"]


def test_too_much_at_once_keeps_nothing_of_it(voice: Voice) -> None:
    with pytest.raises(Refused, match="thoughts_too_many"):
        sheet.do(voice, sent(do="save", text_cause="\n\n".join(f"thought {n}" for n in range(thoughts.MOST + 1))), NOW)
    assert not Thought.objects.exists()


def test_advice_stands_beside_the_words_that_asked_for_it(voice: Voice) -> None:
    sheet.do(voice, sent(do="save", text_cause="Olive forgot it.\n\nThe list was old."), NOW)
    cause = next(s for s in sheet.sections(voice, speech("en"), ["Olive Owner"]) if s.kind == "cause")
    assert [len(one.advice) for one in cause.own] == [1, 0]
    assert cause.own[0].advice[0].found == "Olive forgot"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_and_every_habit_has_words(lang: str) -> None:
    words = speech(lang)
    for kind in ThoughtKind.values:
        assert all(words.knows(f"thought.{kind}{part}") for part in ("", ".hint", ".one"))
    assert all(words.knows(f"blameless.{habit.value}") for habit in Habit)


def test_what_was_refused_stands_in_its_field_again() -> None:
    sections = sheet.sections(None, speech("en"), (), {"text_lucky": "kept"})
    assert [s.typed for s in sections if s.kind == "lucky"] == ["kept"]


def test_an_act_nobody_knows_is_not_found(voice: Voice) -> None:
    for given in (sent(do="gather"), sent(do="remove", thought="9"), sent(do="vote", theme="9"), sent()):
        with pytest.raises(Http404):
            sheet.do(voice, given, NOW)


def test_names_are_those_of_the_team(owner: Membership, charlie: Membership) -> None:
    assert sheet.names_of(owner.organisation) == ["Olive Owner"]
