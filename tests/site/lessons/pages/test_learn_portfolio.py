"""The page of boldness: shares, failures, what is set aside, and the band."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.site.lessons.models import Band, Genuine
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.conftest import signed_in
from tests.site.lessons.past_work import history, past, tried_out

ADDRESS = "/o/default/learn/portfolio/"
Join = Callable[..., Membership]
BAND = {
    "do": "band",
    "routine+incremental.low": "50",
    "routine+incremental.high": "70 %",
    "adjacent.low": "20",
    "adjacent.high": "40",
    "radical.low": "7,5",
    "radical.high": "20",
    "failures.low": "40",
    "failures.high": "80",
    "why": "We want to dare more.",
    "seen": "0",
}


def shown(member: Membership, lang: str = "en") -> str:
    answer = signed_in(member.user).get(ADDRESS, headers={"accept-language": lang})
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_page_says_what_to_do_and_shows_where_the_band_comes_from(owner: Membership, home: Path) -> None:
    text = shown(owner)
    assert "Too few to speak of shares: 5 campaigns and tests must have begun" in text and "so far 0." in text
    assert "/o/default/ideas/new/" in text
    assert "Mildenhall 2012" in text
    assert "Kohavi" in text


def test_a_year_is_told_in_sentences_in_both_languages(owner: Membership, home: Path) -> None:
    history(owner, {}, reached=1, campaigns=6)
    text = shown(owner)
    assert "Proven: routine and incremental: 100%, more than the band of 60% to 80%." in text
    assert "Radical: nobody knows: 0%, less than the band of 5% to 15%." in text
    assert "Of 6 genuine tests that were decided, 5 failed: 83% (44% to 97%)." in text
    assert "Too few tests yet to say on which side you are." in text
    assert "Sur 6 vrais tests tranchés, 5 ont échoué" in shown(owner, "fr")


def test_hostile_names_are_text(owner: Membership, home: Path) -> None:
    tried_out(owner, name="<script>alert(1)</script>", exit_rule="")
    text = shown(owner)
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_what_is_set_aside_says_why_and_a_manager_may_sign_that_it_counts(
    owner: Membership, join: Join, home: Path
) -> None:
    idea = tried_out(owner, exit_rule="")
    assert "Could not fail: nobody wrote down when it ends" in shown(owner)
    manager = signed_in(join(Role.MANAGER, "mary").user)
    given = {"do": "count", "test": f"idea-{idea.pk}", "why": "It ended when we said <b>aloud</b> it would."}
    assert manager.post(ADDRESS, given).status_code == 302
    text = shown(owner)
    assert "Set aside" not in text
    assert "Counts, says Mary on" in text
    assert "&lt;b&gt;aloud" in text


def test_a_refused_word_keeps_what_was_written(owner: Membership, home: Path) -> None:
    past(owner, "Coats")
    browser = signed_in(owner.user)
    answer = browser.post(ADDRESS, {**BAND, "radical.high": "plenty", "why": "Because we can."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="plenty"' in text
    assert "Because we can." in text
    assert not Band.objects.exists()


def test_a_manager_sets_a_band_in_either_way_of_writing_numbers(owner: Membership, home: Path) -> None:
    assert signed_in(owner.user).post(ADDRESS, BAND).status_code == 302
    made = Band.objects.get()
    assert made.shares == {"routine+incremental": [0.5, 0.7], "adjacent": [0.2, 0.4], "radical": [0.075, 0.2]}
    text = shown(owner)
    assert "Chosen by Olive Owner on" in text
    assert "Mildenhall" not in text
    assert "Kohavi" not in text


def test_the_second_of_two_managers_sees_the_firsts_band_and_keeps_what_they_wrote(
    owner: Membership, home: Path
) -> None:
    browser = signed_in(owner.user)
    browser.post(ADDRESS, BAND)
    answer = browser.post(ADDRESS, {**BAND, "radical.low": "12", "why": "Mine."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has just set another band" in text
    assert "We want to dare more." in text and 'value="12"' in text and "Mine." in text
    seen = f'name="seen" value="{Band.objects.get().pk}"'
    assert seen in text
    assert browser.post(ADDRESS, {**BAND, "seen": str(Band.objects.get().pk)}).status_code == 302


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST])
def test_others_read_and_cannot_write(owner: Membership, join: Join, home: Path, role: Role) -> None:
    idea = tried_out(owner, exit_rule="")
    member = join(role)
    assert "<form" not in shown(member).split("<main", 1)[1]
    browser = signed_in(member.user)
    for given in (BAND, {"do": "count", "test": f"idea-{idea.pk}", "why": "yes"}):
        assert browser.post(ADDRESS, given).status_code == 403
    assert not Band.objects.exists()
    assert not Genuine.objects.exists()


@pytest.mark.parametrize("test", ["", "idea-", "idea-99999999999999999999", "idea-1' or 1=1", "\0", "campaign-7"])
def test_nonsense_is_refused_in_words(owner: Membership, home: Path, test: str) -> None:
    answer = signed_in(owner.user).post(ADDRESS, {"do": "count", "test": test, "why": "x"})
    assert answer.status_code == 409
    assert "There is no such test here any more." in answer.content.decode()


def test_a_stranger_finds_nothing(owner: Membership, charlie: Membership, home: Path) -> None:
    assert signed_in(charlie.user).get(ADDRESS).status_code == 404
    assert signed_in(charlie.user).post(ADDRESS, BAND).status_code == 404
