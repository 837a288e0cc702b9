from collections.abc import Iterator

import numpy as np
import pytest

from pratfall.notice import mood
from pratfall.notice.mood import FEWEST_WRITERS, Feeling, mood_of, new_words
from pratfall.records.scene import Scene
from tests.notice.talking import fake_read
from tests.small_scenes import comment, scene

AT = "2026-11-10T12:00:00"


@pytest.fixture(autouse=True)
def _plain_moods(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(mood, "read_texts", fake_read)
    yield


def said(*texts: str, post: int = 0, who: str = "") -> list[dict[str, object]]:
    return [comment(AT, text=text, post=post, author=who or f"{post}/{i}/{text}") for i, text in enumerate(texts)]


def usual(bad: int = 1, posts: int = 20) -> list[dict[str, object]]:
    return [c for p in range(posts) for c in said(*["bad soup"] * bad, *["plain soup"] * (10 - bad), post=p)]


def halves(now: list[dict[str, object]], before: list[dict[str, object]]) -> tuple[Scene, np.ndarray, np.ndarray]:
    made = scene(comments=[*before, *now])
    return made, np.arange(len(before), len(before) + len(now)), np.arange(len(before))


def test_a_share_that_rose_far_is_a_mood_that_turned() -> None:
    found = mood_of(*halves(said(*["bad you"] * 40, *["plain x"] * 10, post=99), usual()))
    assert found.feeling is Feeling.NEGATIVE and found.p < 0.01
    assert found.negative and found.negative_before and found.negative.low > 0.5 > found.negative_before.high
    assert found.writers == 50 and found.writers_before == 200


def test_praise_above_anger_is_told_and_as_rare_as_its_rise() -> None:
    rose = mood_of(*halves(said(*["good you"] * 40, post=99), usual()))
    same = mood_of(
        *halves(said(*["good you"] * 40, post=99), [c for p in range(20) for c in said(*["good x"] * 9, post=p)])
    )
    assert rose.feeling is same.feeling is Feeling.POSITIVE
    assert rose.p < 0.01 and same.p == 1.0, "as much praise as ever is no sign"


def test_the_same_mood_in_louder_voices_is_not_clear() -> None:
    found = mood_of(*halves(said(*["bad you"] * 5, *["plain x"] * 45, post=99), usual()))
    assert found.feeling is Feeling.UNCLEAR and found.p == 1.0


def test_one_person_who_writes_fifty_times_is_one_person() -> None:
    shouting = said(*["bad you"] * 50, post=99, who="one")
    found = mood_of(*halves([*shouting, *said(*["plain x"] * 20, post=99)], usual()))
    assert found.writers == 21 and found.feeling is Feeling.UNCLEAR


def test_what_cannot_be_read_tells_no_mood() -> None:
    found = mood_of(*halves(said(*["xx yy"] * 60, post=99), usual()))
    assert found.feeling is Feeling.UNCLEAR and found.negative is None
    few = mood_of(*halves(said(*["bad you"] * (FEWEST_WRITERS - 1), post=99), usual()))
    assert few.feeling is Feeling.UNCLEAR and few.negative is None


def test_posts_that_differ_much_anyway_ask_for_more() -> None:
    uneven = [c for p in range(20) for c in said(*["bad soup"] * (8 if p % 4 == 0 else 0), *["plain soup"] * 4, post=p)]
    now = said(*["bad you"] * 25, *["plain x"] * 15, post=99)
    even_p = mood_of(*halves(now, usual())).p
    found = mood_of(*halves(now, uneven))
    assert even_p < 0.001 and (found.feeling is Feeling.UNCLEAR or found.p > even_p)


def test_without_anything_before_plain_anger_is_anger_but_proves_nothing() -> None:
    found = mood_of(*halves(said(*["bad you"] * 40, post=99), []))
    assert found.feeling is Feeling.NEGATIVE and found.p == 1.0 and found.negative_before is None


def test_new_words_are_what_several_people_say_now_and_nobody_said_before() -> None:
    now = said(*[f"bad shame about volunteers {i}" for i in range(20)], *["plain soup"] * 20, post=99)
    words = new_words(*halves(now, usual()))
    assert {"shame", "volunteers"} <= set(words) and "soup" not in words
    assert new_words(*halves(said("plain unheard", post=99), usual())) == ()


def test_names_are_no_words() -> None:
    words = new_words(*halves(said(*["bad @jane.miller shame"] * 20, post=99), usual()))
    assert not [w for w in words if "jane" in w or "miller" in w]


def test_words_keep_the_accents_people_gave_them() -> None:
    words = new_words(*halves(said(*[f"bad dégoûtée {i}" for i in range(20)], post=99), usual()))
    assert "dégoûtée" in words
