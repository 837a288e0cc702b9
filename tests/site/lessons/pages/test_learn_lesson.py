from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.site.lessons.models import Contradiction, Lesson, Origin, Recheck, Showing
from pratfall.site.lessons.services import contradictions, lessons
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from tests.site.conftest import signed_in
from tests.site.lessons.conftest import LINES, NOW

Make = Callable[..., Lesson]
SENT: dict[str, Any] = {
    "do": "revise",
    "believed": LINES.believed,
    "happened": LINES.happened,
    "now_do": "Ask in writing who took a picture.",
    "language": "en",
}


def here(lesson: Lesson) -> str:
    return f"/o/default/learn/{lesson.pk}/"


def text(browser: Client, lesson: Lesson, lang: str = "en") -> str:
    answer = browser.get(here(lesson), headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_lesson_shows_its_lines_and_where_it_came_from(
    empty_client: Client, make_lesson: Make, setback: Setback
) -> None:
    evidence = [{"kind": "decision", "ref": "7", "title": "<i>Stop</i>"}]
    made = make_lesson(origin=Origin.SETBACK, subject=setback, evidence=evidence, labels=["oven"])
    page = text(empty_client, made)
    assert LINES.believed in page and setback.title in page and f"/setbacks/{setback.pk}/" in page
    assert "/decisions/7/" in page and "<i>Stop" not in page and "oven" in page
    assert "It has not come up anywhere yet" in page
    assert "Vaut-elle encore" in text(empty_client, made, "fr")


def test_still_true_is_answered_and_its_history_kept(empty_client: Client, lesson: Lesson) -> None:
    given = {"do": "recheck", "answer": "partly", "why": "Not for <b>drawings</b>.", "seen": 1}
    assert empty_client.post(here(lesson), given).status_code == 302
    assert Recheck.objects.get().answer == "partly"
    page = text(empty_client, lesson)
    assert "Not for &lt;b&gt;drawings" in page and "It holds partly" in page
    stale = empty_client.post(here(lesson), {**given, "why": "Said by somebody else."})
    assert stale.status_code == 409 and "Said by somebody else." in stale.content.decode()
    assert Recheck.objects.count() == 1


def test_what_no_longer_holds_is_retired_and_taken_up_again(empty_client: Client, lesson: Lesson) -> None:
    given = {"do": "recheck", "answer": "no_longer", "why": "We buy pictures.", "seen": 1, "retire": "1"}
    empty_client.post(here(lesson), given)
    page = text(empty_client, lesson)
    assert "This lesson was retired" in page and "Is it still true" not in page
    assert empty_client.post(here(lesson), {"do": "take_up", "seen": 2}).status_code == 302
    assert list(lessons.standing(lesson.organisation)) == [lesson]


def test_two_people_reword_it_and_the_second_keeps_what_was_typed(empty_client: Client, lesson: Lesson) -> None:
    assert empty_client.post(here(lesson), {**SENT, "seen": 1}).status_code == 302
    late = {**SENT, "seen": 1, "now_do": "Ask by telephone who took it."}
    answer = empty_client.post(here(lesson), late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ask by telephone who took it." in page and "Ask in writing who took a picture." in page
    assert 'name="seen" value="2"' in page
    assert empty_client.post(here(lesson), {**late, "seen": 2}).status_code == 302
    lesson.refresh_from_db()
    assert lesson.now_do == "Ask by telephone who took it."


def test_rewording_keeps_evidence_that_is_ticked_and_drops_the_rest(empty_client: Client, make_lesson: Make) -> None:
    kept = [{"kind": "finding", "ref": "level", "title": "Fell"}, {"kind": "decision", "ref": "7", "title": "Stop"}]
    made = make_lesson(evidence=kept)
    empty_client.post(here(made), {**SENT, "seen": 1, "evidence": ["finding:level", "idea:99"]})
    made.refresh_from_db()
    assert [one["ref"] for one in made.evidence] == ["level"]


def test_a_contradiction_is_marked_shown_on_both_sides_and_settled(empty_client: Client, make_lesson: Make) -> None:
    one = make_lesson(lines=replace(LINES, now_do="Post more videos in summer."), networks=["x"])
    other = make_lesson(lines=replace(LINES, now_do="Post fewer videos in summer."), networks=["x"])
    page = text(empty_client, one)
    assert "These may say the opposite" in page
    given = {"do": "contradict", "other": other.pk, "why": "More or fewer?"}
    assert empty_client.post(here(one), given).status_code == 302
    assert "Post more videos" in text(empty_client, other) and "More or fewer?" in text(empty_client, other)
    row = Contradiction.objects.get()
    settle = {"do": "settle", "contradiction": row.pk, "seen": 1, "words": "Fewer for members."}
    assert empty_client.post(here(other), settle).status_code == 302
    assert "Fewer for members." in text(empty_client, one)
    assert empty_client.post(here(one), {**settle, "words": "More."}).status_code == 409


def test_a_contradiction_with_nothing_or_of_others_is_refused(
    empty_client: Client, make_lesson: Make, owner: Membership
) -> None:
    one = make_lesson()
    two = make_lesson(lines=replace(LINES, now_do="Never lose a day over it."))
    three = make_lesson(lines=replace(LINES, now_do="Something else altogether."))
    row = contradictions.mark(one=one, other=two, actor=owner.user, why="", now=NOW)
    for other in ("", "999", str(one.pk)):
        assert empty_client.post(here(one), {"do": "contradict", "other": other}).status_code == 409
    settle = {"do": "settle", "contradiction": row.pk, "seen": 1, "words": "Both."}
    assert empty_client.post(here(three), settle).status_code == 404


def test_where_it_was_shown_is_told_with_what_people_said(empty_client: Client, lesson: Lesson) -> None:
    for ref, used, helped in (("1", None, None), ("2", True, True), ("3", True, False), ("4", False, None)):
        values = {"place": "plan", "ref": ref, "title": f"Plan {ref}", "score": 0.6, "first_at": NOW}
        Showing.objects.create(lesson=lesson, used=used, helped=helped, **values)
    page = text(empty_client, lesson)
    for said in ("nobody has said yet", "used, and it helped", "used, and it did not help", "not used"):
        assert said in page
    assert "/o/default/plans/2/" in page


def test_an_overdue_lesson_opens_its_question(empty_client: Client, make_lesson: Make) -> None:
    made = make_lesson(now=NOW - timedelta(days=900))
    assert "<details open><summary>Answer" in text(empty_client, made)


@pytest.mark.parametrize("given", [{}, {"do": "x"}, {"do": "recheck"}, {"do": "retire", "seen": "1"}])
def test_a_form_that_says_too_little_changes_nothing(
    empty_client: Client, lesson: Lesson, given: dict[str, str]
) -> None:
    assert empty_client.post(here(lesson), given).status_code == 409
    lesson.refresh_from_db()
    assert lesson.version == 1


def test_somebody_elses_lesson_is_not_found_and_a_reader_changes_nothing(
    empty_client: Client, lesson: Lesson, charlie: Membership, join: Callable[..., Membership]
) -> None:
    assert signed_in(charlie.user).get(f"/o/elsewhere/learn/{lesson.pk}/").status_code == 404
    reader = signed_in(join(Role.ANALYST).user)
    assert 'name="do"' not in text(reader, lesson)
    assert reader.post(here(lesson), {"do": "retire", "seen": "1", "why": "x"}).status_code == 403
