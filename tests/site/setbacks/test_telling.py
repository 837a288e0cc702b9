"""The timeline in words, day by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership, User
from pratfall.site.setbacks import telling
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.timeline import Item
from tests.site.setbacks.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")
WORDS = speech("en")


def item(minutes: int = 0, **more: object) -> Item:
    values = {"at": NOW + timedelta(minutes=minutes), "kind": "note", **more}
    return Item(**values)  # type: ignore[arg-type]


def test_days_are_those_of_the_readers_zone() -> None:
    days = telling.days_of([item(), item(90)], PARIS, WORDS)
    assert [day.name for day in days] == ["20 November 2026", "21 November 2026"]
    assert len(telling.days_of([item(), item(90)], ZoneInfo("UTC"), WORDS)) == 1


def test_a_page_holds_whole_days_and_a_long_day_takes_several() -> None:
    few, many = [item(-1440 * 2), item(-1440)], [item(i / 100) for i in range(telling.A_PAGE + 1)]  # type: ignore[arg-type]
    pages = telling.pages_of(telling.days_of([*few, *many], ZoneInfo("UTC"), WORDS))
    assert [sum(len(day.items) for day in page) for page in pages] == [2, telling.A_PAGE, 1]
    assert telling.pages_of([]) == [[]]


def test_every_day_has_its_way_and_its_count() -> None:
    many = [item(-1440), *(item(i / 100) for i in range(telling.A_PAGE + 1))]  # type: ignore[arg-type]
    pages = telling.pages_of(telling.days_of(many, ZoneInfo("UTC"), WORDS))
    first, second = telling.turns(pages, 3, "of=notes&")
    assert (first.href, first.count, first.here) == ("?of=notes&page=1#d-2026-11-19", 1, False)
    assert (second.href, second.count, second.here) == ("?of=notes&page=2#d-2026-11-20", telling.A_PAGE + 1, True)


def test_a_link_to_an_item_holds_whatever_is_added() -> None:
    assert telling.anchor(item(key="note:7", text="a")) == telling.anchor(item(5, key="note:7", text="b"))
    assert telling.anchor(item(text="a")) != telling.anchor(item(text="b"))


def test_who_is_told_by_name_and_never_by_mail_address(owner: Membership) -> None:
    nameless = User(email="somebody@default.example", name="")
    assert telling.name_of(owner.user, WORDS) == "Olive Owner"
    assert telling.name_of(nameless, WORDS) == "somebody who was erased"
    assert telling.name_of(None, WORDS) == ""


def test_guests_do_not_get_quoted_words_nor_ways_further(setback: Setback, owner: Membership) -> None:
    said = item(text="Shame!", quoted=True, href="/post/?id=1")
    for guest, text, href in ((True, "", ""), (False, "Shame!", "/post/?id=1")):
        told = telling.told(said, setback, WORDS, PARIS, owner.user, guest=guest)
        assert (told.text, told.href, told.hidden) == (text, href, guest)


def test_only_its_writer_is_offered_to_take_a_note_back(setback: Setback, owner: Membership) -> None:
    own = item(key="note:7", who=owner.user)
    assert telling.told(own, setback, WORDS, PARIS, owner.user, guest=False).note == 7
    assert telling.told(own, setback, WORDS, PARIS, User(pk=999), guest=False).note == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two\nlines"),
        ("\u202egpj.exe\x1b[31m", "gpj.exe[31m"),
        ("", ""),
        ("a" * 1200, "a" * 1200),
    ],
)
def test_words_keep_their_lines_and_lose_what_steers_a_screen(text: str, shown: str) -> None:
    assert telling.cut(text) == shown


def test_a_megabyte_of_emoji_is_cut_to_a_screen() -> None:
    assert len(telling.cut("💥" * 1_000_000)) == telling.SHOWN_CHARACTERS
    assert telling.cut("\n".join("line" for _ in range(100))).count("\n") < telling.SHOWN_LINES
    assert telling.cut("\n" * 20_000 + "end").endswith("…")


def test_an_instant_names_its_zone() -> None:
    at = datetime(2026, 11, 20, 21, 14, tzinfo=UTC)
    assert telling.instant(at, PARIS, WORDS) == "20 November 2026, 22:14 (Paris)"
    assert telling.instant(None, PARIS, WORDS) == ""


def test_an_origin_is_named_in_words_where_it_has_any() -> None:
    assert telling.origin_of("team", WORDS) == "the team"
    assert telling.origin_of("facebook", WORDS) == "Facebook"
    assert telling.origin_of("export \u202e.csv", WORDS) == "export .csv"


@pytest.mark.parametrize(("lang", "shown"), [("en", "The post is gone."), ("fr", "La publication est retirée.")])
def test_our_own_words_are_told_in_the_readers_language(setback: Setback, lang: str, shown: str) -> None:
    texts = {"en": "The post is gone.", "fr": "La publication est retirée."}
    both = item(text=" / ".join(texts.values()), texts=texts)
    told = telling.told(both, setback, speech(lang), PARIS, User(), guest=True)
    assert told.text == shown
