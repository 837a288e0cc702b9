from __future__ import annotations

from dataclasses import replace

import pytest

from pratfall.decide import advise
from pratfall.records.advice import Act
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.render.cause_rows import share_words, slices_of, told_diagnosis, waterfall
from pratfall.reviews.render.speech import LANGUAGES, speech
from tests.decide.cases import case
from tests.decide.cases import finding as fallen
from tests.reviews.render.example import SLICES, diagnosis, finding, share


def asked(**changes: object) -> Finding:
    return finding("level_fell", Kind.FAILURE, diagnosis=diagnosis(**changes))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_asked_why_nothing_is_said(lang: str) -> None:
    assert told_diagnosis(finding("level_fell", Kind.FAILURE), speech(lang)) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_told_what_is_suspected_and_what_stands_beside_are_kept_apart(lang: str) -> None:
    told = told_diagnosis(asked(), speech(lang))
    assert told
    assert [cause.code for cause in told.causes] == ["pitch_share", "paid_ended"]
    assert [cause.code for cause in told.suspects] == ["season", "audience"]
    assert [cause.code for cause in told.beside] == ["reach_loss"]


def test_the_first_cause_is_told_in_one_sentence_with_its_interval_and_basis() -> None:
    told = told_diagnosis(asked(), speech("en"))
    assert told
    assert told.line.endswith("about two thirds of the fall (between 40% and 85%), estimated.")
    french = told_diagnosis(asked(), speech("fr"))
    assert french
    assert french.line.endswith("les deux tiers de la baisse (entre 40\u00a0% et 85\u00a0%), par estimation.")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-0.4, "none of the rise, it worked against it"),
        (0.0, "hardly any of the rise"),
        (0.33, "about a third of the rise"),
        (0.5, "about half of the rise"),
        (1.0, "nearly all of the rise"),
        (1.6, "more than all of the rise, while something else worked against it"),
    ],
)
def test_a_share_is_said_in_words(value: float, said: str) -> None:
    whole = share_words(share(value, value - 0.1, value + 0.1), "the rise", speech("en"))
    assert whole.startswith(said + " (between ")


def test_what_cannot_be_sized_says_what_is_missing() -> None:
    told = told_diagnosis(asked(), speech("en"))
    assert told
    assert "12" in told.suspects[1].part and "3" in told.suspects[1].part


def test_the_chart_leads_from_the_usual_to_now_without_what_stands_beside() -> None:
    chart = waterfall(diagnosis())
    assert chart
    assert [part.name for part in chart.parts] == ["pitch_share", "paid_ended", "suspects", "unexplained"]
    assert 1 + sum(part.change for part in chart.parts) == pytest.approx(chart.value)
    first = chart.parts[0]
    assert first.low is not None and first.high is not None
    assert first.low < first.change < first.high < 0


def test_there_is_no_chart_where_no_cause_is_told_or_the_change_is_unknown() -> None:
    suspects = tuple(replace(cause, told=False) for cause in diagnosis().causes)
    few = NotEnoughData(20, 4, "posts")
    assert waterfall(diagnosis(causes=suspects)) is None
    assert waterfall(diagnosis(effect=few)) is None
    assert waterfall(diagnosis(unexplained=few)) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_nothing_can_be_told_it_says_what_to_collect(lang: str) -> None:
    told = told_diagnosis(asked(causes=(), verdict="cannot_tell", collect=("more_posts", "reach")), speech(lang))
    assert told
    assert told.line.startswith(speech(lang).say("diagnosis.cannot_tell"))
    assert told.line.endswith(speech(lang).say("collect.more_posts"))
    assert told.collect == (speech(lang).say("collect.reach"),)  # the same advice is not given twice
    assert told.step == told.rest == ""


def test_slices_are_numbered_over_all_causes_as_their_addresses_count_them() -> None:
    told = told_diagnosis(asked(), speech("en"))
    assert told
    numbered = [item for cause in (*told.causes, *told.suspects) for item in cause.slices]
    assert [item.number for item in numbered] == [1, 2]
    assert slices_of(diagnosis()) == SLICES
    assert all(len(item.cells) == len(told.slice_head) for item in numbered)


def test_what_to_do_next_belongs_to_the_first_cause_something_can_be_done_about() -> None:
    causes = tuple(replace(cause, step=None if i == 0 else f"step_{i}") for i, cause in enumerate(diagnosis().causes))
    told = told_diagnosis(asked(causes=causes), speech("en"))
    assert told
    assert told.step.startswith("cause_step.step_1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_talk_is_counted_and_its_parts_are_those_of_the_talk_not_of_its_rise(lang: str) -> None:
    talk = diagnosis(causes=diagnosis().causes[:1], method="count")
    told = told_diagnosis(finding("level_fell", Kind.FAILURE, diagnosis=talk), speech(lang))
    assert told
    assert speech(lang).say("diagnosis.talk") in told.causes[0].part + told.rest
    assert speech(lang).say("diagnosis.fall") not in told.causes[0].part + told.rest
    assert told.chart is None


def test_the_basis_of_talk_is_comments_and_where_nothing_was_looked_into_there_is_none() -> None:
    few = NotEnoughData(20, 4, "posts")
    talk = told_diagnosis(asked(n=1445, method="count"), speech("en"))
    assert talk and talk.basis == "Comments counted: 1,445."
    french = told_diagnosis(asked(n=1445, method="count"), speech("fr"))
    assert french and french.basis == "Commentaires comptés\u00a0: 1\u202f445."
    stopped = told_diagnosis(asked(causes=(), unexplained=few, verdict="cannot_tell"), speech("en"))
    assert stopped and stopped.basis == ""
    moved = told_diagnosis(asked(), speech("en"))
    assert moved and "compared" in moved.basis


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_step_beside_the_advice_to_stop_is_for_those_who_go_on(lang: str) -> None:
    stop = replace(asked(), advice=advise(case(fallen())))
    assert stop.advice and stop.advice.act is Act.PULL
    heads = [told.step_head for one in (asked(), stop) if (told := told_diagnosis(one, speech(lang)))]
    assert heads == [speech(lang).say("diagnosis.next"), speech(lang).say("diagnosis.if_kept")]
