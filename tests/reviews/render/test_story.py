from __future__ import annotations

from dataclasses import replace

import pytest

from pratfall.records.findings import Kind, Status
from pratfall.records.numbers import NotEnoughData
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.render.speech import LANGUAGES
from pratfall.reviews.render.story import INFORMING, tell
from tests.reviews.render.example import empty, example, finding


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_told_once_and_can_be_addressed(lang: str) -> None:
    story = tell(example(), lang)
    told = [item for section in story.sections for item in (*section.told, *section.asides)]
    assert len(told) == len(example().findings) == len(story.by_slug)
    assert all(story.by_slug[item.slug] is item for item in told)


def test_what_only_informs_is_no_warning() -> None:
    story = tell(example(), "en")
    trust = story.section("trust")
    assert {item.code for item in trust.asides} == INFORMING
    assert not INFORMING & {item.code for item in trust.told}
    assert story.trust_line.startswith(f"{trust.total}\u00a0warnings") or story.trust_line.startswith(f"{trust.total} ")


def test_nothing_known_of_the_last_weeks_is_not_told_as_no_posts() -> None:
    account = example().accounts[0]
    few = NotEnoughData(6, 0, "posts")
    for stale, said in ((True, "too old"), (False, "0 of 6")):
        state = replace(account, posts=9, level=few, freshness=replace(account.freshness, stale=stale))
        assert said in tell(replace(example(), accounts=(state,)), "en").accounts[0].level


def test_an_account_is_told_what_was_found_about_its_series() -> None:
    account = example().accounts[0].account.subject
    series = Subject(SubjectKind.SERIES, "s", "s", account.platform, account.account_id)
    other = Subject(SubjectKind.SERIES, "s", "s", account.platform, "somebody else")
    fell = [finding("level_fell", Kind.FAILURE, Status.SURE, subject=subject) for subject in (series, other)]
    story = tell(replace(example(), findings=tuple(fell)), "en")
    assert [item.finding.subject for item in story.about(account)] == [series]


def test_addresses_stay_when_the_language_changes() -> None:
    assert set(tell(example(), "en").by_slug) == set(tell(example(), "fr").by_slug)


def test_what_is_sure_stands_above_what_is_likely() -> None:
    statuses = [item.status for item in tell(example(), "en").section("failure").told]
    assert statuses == sorted(statuses, key=[Status.SURE, Status.LIKELY].index)


def test_what_cannot_be_told_is_asked_as_a_question_in_a_section_of_its_own() -> None:
    section = tell(example(), "en").section("cannot_tell")
    assert len(section.told) == 4
    assert all(item.title.endswith("?") for item in section.told)


def test_links_that_could_run_something_are_dropped() -> None:
    urls = {proof.url for item in tell(example(), "en").by_slug.values() for proof in item.proofs}
    assert urls == {"", "https://www.example.org/lanterne/posts/1"}


def test_the_headline_counts_what_fails_and_how_sure_that_is() -> None:
    assert tell(example(), "en").headline == "9 things are failing (1\u00a0sure, 8\u00a0likely)."
    assert tell(example(), "fr").headline == "9 choses ne vont pas (1\u00a0certaine, 8\u00a0probables)."


def test_of_very_many_findings_the_first_are_told_and_the_rest_counted() -> None:
    few = NotEnoughData(33, 9, "posts")
    subjects = [Subject(SubjectKind.SERIES, f"s{i}", f"s{i}", "x", "a") for i in range(400)]
    many = [finding("level_fell", Kind.FAILURE, Status.CANNOT_TELL, subject=s, estimate=few) for s in subjects]
    section = tell(replace(empty(), findings=tuple(many)), "en").section("cannot_tell")
    assert (len(section.told), section.total, section.more) == (150, 400, "and 250 more")


def test_where_nothing_could_be_judged_silence_is_no_good_news() -> None:
    review = replace(example(), findings=())
    unanswered = tuple(replace(check, judged=0) for check in review.checked)
    old = tuple(replace(state, freshness=replace(state.freshness, stale=True)) for state in review.accounts)
    for unjudged in (replace(review, checked=unanswered), replace(review, accounts=old)):
        story = tell(unjudged, "en")
        assert story.headline.startswith("Nothing could be judged")
        assert story.section("failure").empty == story.section("good_news").empty == story.headline


def test_an_empty_review_claims_nothing() -> None:
    story = tell(empty(), "en")
    assert story.headline == "There is nothing to judge yet: no posts have been imported."
    assert story.trust_line == ""
