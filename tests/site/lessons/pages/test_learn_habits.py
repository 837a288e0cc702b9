"""The page of habits: sentences, each habit with its months, and repairs taken on, done, dropped and judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pratfall.site.lessons.models import Audit, Repair, RepairState
from pratfall.site.lessons.services import audits, repairs
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.lessons.habit_months import KEY, MENDED, months

ADDRESS = "/o/default/learn/habits/"
TODAY = datetime.now(UTC).date()
TASK = Task(words="Four posts that only tell before each appeal.")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, home: Path) -> Callable[..., None]:
    """What today's review knows of habits: mended on a day, or never."""

    def given(mended: date = MENDED) -> None:
        made = months(TODAY, mended=mended)
        monkeypatch.setattr(audits, "history_of", lambda organisation, now: made)
        monkeypatch.setattr(repairs, "history_of", lambda organisation, now: made)

    given(date(2100, 1, 1))
    return given


def shown(member: Membership, lang: str = "en") -> str:
    answer = signed_in(member.user).get(ADDRESS, headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def post(member: Membership, **given: Any) -> Any:
    client: Client = signed_in(member.user)
    return client.post(ADDRESS, given)


def accept(member: Membership, **given: Any) -> Any:
    return post(
        member, **{"do": "accept", "habit": "|".join(KEY), "words": TASK.words, "owner": "", "due": "", **given}
    )


def act(member: Membership, do: str, row: Repair, **given: Any) -> Any:
    return post(member, do=do, repair=row.pk, seen=row.version, **given)


def test_an_empty_page_says_what_to_do_next(owner: Membership, home: Path) -> None:
    text = shown(owner)
    assert "Nothing can be counted yet" in text and "/o/default/files/give/" in text
    assert "Rien ne peut encore être compté" in shown(owner, "fr")


def test_sentences_come_first_then_each_habit_with_its_months(owner: Membership, known: Any) -> None:
    text = shown(owner)
    assert text.index("2 habits hold you back.") < text.index("What holds you back")
    assert "are better than a quarter or a year before" in text
    assert "Posts that ask for something" in text and "Pond Friends" in text
    assert "At the end of each month, over 91" in text and "<polyline" in text
    assert "are told with what is known today" in text
    assert "2 habitudes vous freinent." in shown(owner, "fr")


def test_a_picture_has_its_words_and_its_table(owner: Membership, known: Any) -> None:
    figure = re.search(r"<figure.*?</figure>", shown(owner), re.DOTALL)
    assert figure is not None
    assert 'role="img" aria-label="From 90%' in figure[0]
    assert figure[0].count("<tr>") == 15


def test_what_cannot_be_counted_says_how_much_is_missing(owner: Membership, known: Any) -> None:
    assert "Too few to count: 3 posts, 20 needed." in shown(owner)


def test_a_move_is_told_with_both_numbers_and_its_interval(owner: Membership, known: Any) -> None:
    known(months(TODAY)[-4].on)
    text = shown(owner)
    assert "Better: 90%" in text and "percentage points" in text


def test_whoever_looks_sees_no_form_and_a_guest_sees_nothing(join: Callable[..., Membership], known: Any) -> None:
    assert "<form" not in shown(join(Role.ANALYST)).split("<h1", 1)[1].split("</main>")[0]
    assert signed_in(join(Role.GUEST).user).get(ADDRESS).status_code in (403, 404)
    assert accept(join(Role.ANALYST, "ana")).status_code in (403, 404)
    assert not Repair.objects.exists()


def test_a_repair_is_taken_on_and_stands_beside_its_habit(owner: Membership, known: Any) -> None:
    answer = accept(owner, owner=str(owner.user_id), due=TODAY.isoformat())
    row = Repair.objects.get()
    assert answer.status_code == 302 and answer.url.endswith(f"#repair-{row.pk}")
    text = shown(owner)
    assert f'href="#repair-{row.pk}"' in text and f'id="repair-{row.pk}"' in text
    assert TASK.words in text and str(owner.user) in text


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"words": " "}, "Write what will be done."),
        ({"due": "2001-02-30"}, ""),
        ({"due": "2001-02-03"}, "That day is over."),
        ({"owner": "999999"}, "Only a member"),
        ({"habit": "pitch_heavy|x|2"}, "nothing to repair"),
        ({"habit": "\0|||"}, "nothing to repair"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    owner: Membership, known: Any, given: dict[str, str], code: str
) -> None:
    answer = accept(owner, **given)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert 'role="alert"' in text and code in text
    if "words" not in given and "habit" not in given:
        assert f'value="{TASK.words}"' in text
    assert not Repair.objects.exists()


def test_words_of_people_are_never_markup(owner: Membership, known: Any) -> None:
    accept(owner, words='"><script>alert(1)</script>')
    assert "<script>alert" not in shown(owner)


def test_a_repair_goes_its_way(owner: Membership, known: Any) -> None:
    accept(owner)
    row = Repair.objects.get()
    act(owner, "revise", row, words="Three posts first.", owner="", due="")
    row.refresh_from_db()
    assert row.words == "Three posts first."
    act(owner, "done", row)
    row.refresh_from_db()
    assert row.state == RepairState.DONE
    assert "can be told from" in shown(owner)
    act(owner, "take_up", row)
    row.refresh_from_db()
    assert act(owner, "drop", row, why="").status_code == 409
    act(owner, "drop", row, why="Nobody has the hours.")
    assert "Nobody has the hours." in shown(owner)
    assert act(owner, "no_such", row).status_code == 409


def test_the_second_of_two_is_told(owner: Membership, known: Any) -> None:
    accept(owner)
    row = Repair.objects.get()
    act(owner, "revise", row, words="Mine.", owner="", due="")
    answer = act(owner, "revise", row, words="Theirs.", owner="", due="")
    assert answer.status_code == 409 and "Theirs." in answer.content.decode()
    assert Repair.objects.get().words == "Mine."


def test_a_repair_of_somebody_elses_is_not_there(owner: Membership, charlie: Membership, known: Any) -> None:
    row = repairs.accept(
        organisation=charlie.organisation, actor=charlie.user, key=KEY, task=TASK, now=datetime.now(UTC)
    )
    assert act(owner, "done", row).status_code == 404
    assert TASK.words not in shown(owner)


def test_whether_a_repair_moved_the_number_is_told_with_its_interval(owner: Membership, known: Any) -> None:
    history = months(TODAY, mended=months(TODAY)[4].on)
    taken, done = (datetime(on.year, on.month, on.day, 12, tzinfo=UTC) for on in (history[3].on, history[4].on))
    row = repairs.accept(
        organisation=owner.organisation, actor=owner.user, key=KEY, task=TASK, now=taken, history=history
    )
    repairs.done(repair=row, actor=owner.user, seen=1, now=done)
    known(history[4].on)
    assert repairs.judge(organisation=owner.organisation, now=datetime.now(UTC)) == 1
    text = shown(owner)
    part = text[text.index(f'id="repair-{row.pk}"') :]
    assert "Better: 90%" in part.split("</li>")[0]
    assert "take_up" not in part.split("</li>")[0]


def test_an_audit_is_kept_and_the_next_page_tells_what_changed(owner: Membership, known: Any) -> None:
    assert post(owner, do="audit").status_code == 302
    assert Audit.objects.get().on == TODAY
    past = months(TODAY)[8].on
    when = datetime(past.year, past.month, past.day, 9, tzinfo=UTC)
    audits.make(organisation=owner.organisation, actor=None, now=when, history=months(TODAY, mended=past))
    assert "Since the audit of" in shown(owner)
    assert "It was a problem at the audit of" in shown(owner)


def test_every_word_is_there_in_both_languages(owner: Membership, known: Any) -> None:
    accept(owner)
    for lang in ("en", "fr"):
        assert not re.findall(r">\s*(?:learn\.(?:habits|repair)|repair|finding)\.[a-z_.]+", shown(owner, lang))
