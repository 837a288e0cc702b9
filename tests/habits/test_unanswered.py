from datetime import datetime, timedelta
from typing import Any

import pytest

from pratfall.habits import unanswered
from pratfall.records.findings import Status
from pratfall.records.numbers import NotEnoughData
from tests.small_scenes import comment, post, scene


def thread(i: int, text: str, answered_after_hours: float | None) -> list[dict[str, Any]]:
    at = datetime(2026, 9, 1, 10) + timedelta(hours=7 * i)
    rows = [comment(at.isoformat(), id=f"q{i}", text=text, post=0)]
    if answered_after_hours is not None:
        said = at + timedelta(hours=answered_after_hours)
        rows.append(comment(said.isoformat(), id=f"a{i}", parent=f"q{i}", by_owner=True, post=0))
    return rows


def made(*threads: list[dict[str, Any]]) -> Any:
    return scene([post("2026-11-19")], comments=[row for rows in threads for row in rows])


def test_most_questions_left_open_are_a_habit() -> None:
    found = list(
        unanswered.audit(made(*(thread(i, "When do you open?", 5.0 if i % 10 == 0 else None) for i in range(60))))
    )
    assert [f.status for f in found] == [Status.SURE]
    assert found[0].facts["of"] == "questions"
    assert found[0].facts["unanswered"] == 44  # those of the last three days do not count yet
    assert found[0].facts["median_hours"] == 5.0
    assert found[0].evidence[1].id == "q48"


def test_answered_questions_excuse_silent_applause() -> None:
    threads = [thread(i, "When do you open?", 2.0) for i in range(12)] + [
        thread(i + 20, "Love it!", None) for i in range(50)
    ]
    assert list(unanswered.audit(made(*threads))) == []


def test_without_questions_all_comments_count() -> None:
    threads = [thread(i, "Love it!", 2.0 if i < 3 else None) for i in range(40)]
    (found,) = unanswered.audit(made(*threads))
    assert found.facts["of"] == "comments"


def test_the_time_to_answer_is_a_median_that_one_late_answer_cannot_move() -> None:
    waits = [1.0] * 8 + [2000.0] + [None] * 40
    (found,) = unanswered.audit(made(*(thread(i, "Why?", w) for i, w in enumerate(waits))))
    assert found.facts["median_hours"] == 1.0


def test_where_own_answers_cannot_be_recognised_it_cannot_tell() -> None:
    (found,) = unanswered.audit(made(*(thread(i, "When do you open?", None) for i in range(30))))
    assert found.status is Status.CANNOT_TELL
    assert found.estimate == NotEnoughData(needed=1, got=0, of="own_answers")


@pytest.mark.parametrize("n", [0, 5])
def test_a_few_comments_say_nothing(n: int) -> None:
    assert list(unanswered.audit(made(*(thread(i, "When?", None) for i in range(n))))) == []


def test_comments_of_the_last_days_may_still_be_answered() -> None:
    late = [comment("2026-09-18T10:00:00", id=f"l{i}", text="When?", post=0) for i in range(100)]
    answered = [thread(i, "When do you open?", 1.0) for i in range(58)]
    assert list(unanswered.audit(made(*answered, late))) == []


def test_people_named_in_a_quoted_comment_are_masked_and_the_account_itself_is_not() -> None:
    said = "@pond @anna_m call 06 12 34 56 78, when do you open?"
    (found,) = unanswered.audit(made(*(thread(i, said, 5.0 if i % 10 == 0 else None) for i in range(60))))
    assert found.evidence[1].label == "@pond @••• call •••, when do you open?"
