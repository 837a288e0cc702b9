"""Publishing: once, in both languages, by whoever may, and never silently changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.statement import Facts, Kind
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import PublicPage, Setback, Statement, Transition, Update, UpdateText
from pratfall.site.setbacks.services import publishing, statements
from tests.site.setbacks.conftest import NOW

Join = Callable[..., Membership]
EN, FR = "We are looking into it.", "Nous cherchons ce qui s’est passé."


def say(page: PublicPage, who: Membership, **more: Any) -> Update:
    values = {"text_en": EN, "text_fr": FR, "state": "investigating", "now": NOW}
    return publishing.publish(setback=page.setback, actor=who.user, **{**values, **more})


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def approved(setback: Setback, who: Membership, **more: Any) -> Statement:
    made = statements.draft(
        setback=setback, actor=who.user, kind=Kind.UPDATE, facts=Facts(), next_word_at=None, now=NOW
    )
    statements.edit(statement=made, actor=who.user, text_en=EN, text_fr=FR, seen=made.version, now=NOW)
    statements.approve(statement=made, actor=who.user, digest=made.digest, now=NOW, **more)
    return made


def test_the_first_update_is_the_first_word_and_acknowledges(update: Update, owner: Membership) -> None:
    setback = Setback.objects.get(pk=update.setback_id)
    assert setback.first_word_at == NOW and setback.state == "acknowledged"
    assert setback.next_update_due_at is not None and setback.next_update_due_at > NOW
    assert Transition.objects.filter(setback=setback, after="acknowledged").count() == 1
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert "public_page_opened" in acts and "update_published" in acts


def test_the_room_goes_where_everybody_was_told_it_stands(public_page: PublicPage, owner: Membership) -> None:
    say(public_page, owner, state="fixing")
    say(public_page, owner, text_en="Second.", state="acknowledged")
    say(public_page, owner, text_en="Last.", state="closed")
    assert Setback.objects.get().state == "fixing", "nothing leads back, and closing is a step of its own"
    assert list(Transition.objects.order_by("pk").values_list("after", flat=True)) == ["acknowledged", "fixing"]


def test_what_was_promised_is_the_next_word(public_page: PublicPage, owner: Membership) -> None:
    at = NOW + timedelta(minutes=40)
    say(public_page, owner, next_word_at=at)
    assert Setback.objects.get().next_update_due_at == at
    assert refused(lambda: say(public_page, owner, text_en="Later.", next_word_at=NOW)) == "next_word_past"


def test_the_same_words_go_out_once_whoever_presses(public_page: PublicPage, owner: Membership, join: Join) -> None:
    say(public_page, owner)
    assert refused(lambda: say(public_page, join(Role.MANAGER), text_en=f"  {EN}\r\n")) == "update_out_already"
    assert Update.objects.count() == UpdateText.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text_fr": " \n "}, "update_both_languages"),
        ({"text_en": "\u202e\u2066"}, "update_both_languages"),
        ({"text_en": "🍲" * 250_000}, "update_too_long"),
        ({"state": "noticed"}, "setback_no_such_state"),
        ({"state": "<script>"}, "setback_no_such_state"),
    ],
)
def test_what_nobody_should_read_is_refused(
    public_page: PublicPage, owner: Membership, given: dict[str, str], code: str
) -> None:
    assert refused(lambda: say(public_page, owner, **given)) == code
    assert not Update.objects.exists()


def test_an_editor_publishes_approved_words_and_no_others(
    public_page: PublicPage, owner: Membership, join: Join
) -> None:
    editor = join(Role.EDITOR)
    assert refused(lambda: say(public_page, editor)) == "not_allowed_here"
    statement = approved(public_page.setback, owner)
    other = {"statement": statement, "text_en": "Nothing happened."}
    assert refused(lambda: say(public_page, editor, **other)) == "update_not_as_approved"
    assert say(public_page, editor, statement=statement).statement == statement


def test_in_a_severe_case_even_a_manager_publishes_approved_words_only(
    public_page: PublicPage, owner: Membership
) -> None:
    public_page.setback.severity = 3
    public_page.setback.save()
    assert refused(lambda: say(public_page, owner)) == "update_needs_approval"
    statement = approved(public_page.setback, owner, alone_because="Nobody else can be reached at this hour.")
    assert say(public_page, owner, statement=statement).pk


def test_a_statement_of_another_setback_approves_nothing(
    public_page: PublicPage, owner: Membership, make_setback: Callable[..., Setback]
) -> None:
    statement = approved(make_setback(title="Another"), owner)
    assert refused(lambda: say(public_page, owner, statement=statement)) == "update_not_as_approved"


def test_other_words_need_a_reason_and_leave_the_first_readable(update: Update, owner: Membership) -> None:
    words = {"text_en": "We showed a kitchen of another charity.", "text_fr": FR, "seen": 1, "now": NOW}
    change: Callable[..., object] = lambda why: publishing.edit(  # noqa: E731
        update=update, actor=owner.user, why=why, **words
    )
    assert refused(lambda: change(" ")) == "update_edit_needs_reason"
    assert refused(lambda: change("x" * 301)) == "update_too_long"
    change("We know whose it is.")
    assert [text.place for text in update.texts.all()] == [1, 2]
    assert update.texts.get(place=1).text_en == "We showed a kitchen that is not ours."


def test_of_two_who_change_the_same_words_the_second_sees_both(update: Update, owner: Membership) -> None:
    one = {"update": update, "actor": owner.user, "seen": 1, "why": "Clearer.", "now": NOW, "text_fr": FR}
    publishing.edit(text_en="One.", **one)
    with pytest.raises(Conflict) as caught:
        publishing.edit(text_en="Two.", **one)
    assert caught.value.yours["text_en"] == "Two." and caught.value.theirs["text_en"] == "One."
    assert refused(lambda: publishing.edit(text_en="One.", **{**one, "seen": 2})) == "update_unchanged"
    assert update.texts.count() == 2


@pytest.mark.parametrize("slug", ["", "a", "-ab", "Ab-c", "a b", "../etc", "é-è", "a" * 81])
def test_an_address_is_plain(setback: Setback, owner: Membership, slug: str) -> None:
    titles = {"title_en": "A", "title_fr": "B"}
    assert (
        refused(lambda: publishing.open_page(setback=setback, actor=owner.user, slug=slug, now=NOW, **titles))
        == "public_slug_wrong"
    )


def test_an_address_belongs_to_one_page_and_a_setback_has_one(
    public_page: PublicPage, owner: Membership, make_setback: Callable[..., Setback]
) -> None:
    given = {"actor": owner.user, "title_en": "A", "title_fr": "B", "now": NOW}
    again = {"setback": public_page.setback, "slug": "another-one", **given}
    assert refused(lambda: publishing.open_page(**again)) == "public_page_open_already"
    other = {"setback": make_setback(), "slug": public_page.slug, **given}
    assert refused(lambda: publishing.open_page(**other)) == "public_slug_taken"


def test_nothing_of_a_drill_leaves_the_house(make_setback: Callable[..., Setback], owner: Membership) -> None:
    drill = make_setback(drill=True)
    given = {"actor": owner.user, "slug": "a-drill", "title_en": "A", "title_fr": "B", "now": NOW}
    assert refused(lambda: publishing.open_page(setback=drill, **given)) == "drill_stays_inside"


def test_a_withdrawn_page_takes_nothing_until_it_is_put_back(
    public_page: PublicPage, update: Update, owner: Membership
) -> None:
    publishing.withdraw(page=public_page, actor=owner.user, seen=1, now=NOW)
    assert refused(lambda: say(public_page, owner)) == "public_page_not_open"
    with pytest.raises(Conflict):
        publishing.put_back(page=PublicPage.objects.get(), actor=owner.user, seen=1, now=NOW)
    publishing.put_back(page=public_page, actor=owner.user, seen=2, now=NOW)
    assert say(public_page, owner).pk


@pytest.mark.parametrize("role", [Role.GUEST, Role.ANALYST, Role.EDITOR])
def test_opening_changing_and_withdrawing_take_a_manager(
    public_page: PublicPage, update: Update, join: Join, charlie: Membership, role: Role
) -> None:
    for who in (join(role), charlie):
        more: dict[str, Any] = {"page": public_page, "actor": who.user, "seen": 1, "now": NOW}
        titles = {"title_en": "A", "title_fr": "B", "shows_ledger": True, "shows_changes": True}
        words = {"update": update, "actor": who.user, "text_en": "A", "text_fr": "B", "why": "C", "seen": 1, "now": NOW}
        for act in (
            lambda more=more: publishing.withdraw(**more),
            lambda more=more, titles=titles: publishing.change_page(**more, **titles),
            lambda words=words: publishing.edit(**words),
        ):
            assert refused(act) == "not_allowed_here"


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_refuses_loses_nothing(
    public_page: PublicPage, owner: Membership, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pratfall.site.setbacks.public.making.folder.put", full)
    assert say(public_page, owner).pk and Update.objects.count() == 1
    assert PublicPage.objects.get().written_at is None
    monkeypatch.undo()
    monkeypatch.setenv("PRATFALL_HOME", str(home))
    publishing.refresh(public_page.setback, NOW)
    assert (home / "public" / public_page.slug / "en" / "index.html").is_file()
