from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.storm_rows import severity_told, storm_rows
from pratfall.reviews.render.wording import about, meaning, next_step, question, sentence, title

POND = Subject(SubjectKind.ORGANISATION, "pond", "Pond Friends")
FACTS = {
    "accounts": ("Pond", "Pond"), "platforms": ("x", "instagram"), "networks": 2, "comments": 180, "span_days": 1.5,
    "usual_per_day": 8.0,
    "times": 15.0, "times_low": 6.0, "alarmed": "2026-11-12T16:00", "return_days": 90, "known_days": 60,
    "mood": "negative", "writers": 150, "writers_before": 300, "half_hours": 5.0, "record": 40,
    "negative": 0.8, "negative_low": 0.73, "negative_high": 0.86, "negative_before": 0.1, "negative_before_low": 0.07,
    "negative_before_high": 0.14, "angry": 0.6, "angry_low": 0.5, "angry_high": 0.7, "angry_before": None,
    "positive": 0.05, "positive_low": 0.02, "positive_high": 0.1, "positive_before": None, "defending": None,
    "new_words": ("shame", "honte"), "reply_ratio": 2.5, "usual_reply_ratio": 0.1,
    "severity": 3, "severity_reasons": ("volume", "record", "spread", "negative", "fast", "charity", "look_at_cause"),
    "severity_sources": ("Hansen, Kupfer & Hennig-Thurau 2018",) * 6 + ("assumption",),
    "redeemable": "unclear", "redeemable_reasons": ("lasting_volume",),
    "redeemable_sources": ("Hansen, Kupfer & Hennig-Thurau 2018",),
}  # fmt: skip


def finding(code: str = "backlash", status: Status = Status.SURE, **facts: object) -> Finding:
    return Finding(
        code=code, kind=Kind.GOOD_NEWS if code == "surge" else Kind.FAILURE, subject=POND, status=status,
        estimate=Estimate(15.0, 6.0, 37.0, Unit.RATIO), window=Window(date(2026, 11, 12), date(2026, 11, 13)), n=180,
        method="backlash", since=date(2026, 11, 12), cost=Cost(), evidence=(),
        freshness=Freshness(datetime(2026, 11, 20, tzinfo=UTC), False), facts={**FACTS, **facts},
        false_alarms_per_year=0.001,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_row_is_worded_in_both_languages(lang: str) -> None:
    told = severity_told(finding(), speech(lang))
    assert told
    rows = [*storm_rows(finding(status=Status.CANNOT_TELL), speech(lang)), *told.rows]
    text = " | ".join([*(f"{row.label}: {row.value}" for row in rows), told.line, told.redeemable])
    assert not [key for key in ("storm.", "severity.", "redeemable.", "label.", "{") if key in text.replace("=", "")]
    assert "shame" in text and "Hansen" in text
    assert len(rows) == 12


def test_severity_is_one_line_with_its_first_reasons_and_a_judgement_in_words() -> None:
    told = severity_told(finding(), speech("en"))
    assert told
    assert told.line == (
        "Severity 3 of 4: at least 6 times the usual; 180\u00a0comments, more than in as many days of the weeks "
        "before, where 40 was the most."
    )
    assert told.redeemable == "Can it be made good? Unclear: what you do in the next days decides."


def test_severity_without_a_reason_that_counts_is_told_without_one() -> None:
    told = severity_told(
        finding(severity=1, severity_reasons=("doubtful", "look_at_cause"), severity_sources=("assumption",) * 2),
        speech("fr"),
    )
    assert told and told.line == "Gravité 1 sur 4."


def test_praise_has_no_severity() -> None:
    praised = finding("surge")
    assert (
        severity_told(replace(praised, facts={k: v for k, v in FACTS.items() if k != "severity"}), speech("en")) is None
    )


def test_only_what_cannot_be_told_says_why_an_alert_may_have_been_surer() -> None:
    def labels(status: Status) -> list[str]:
        return [row.label for row in storm_rows(finding(status=status), speech("en"))]

    assert set(labels(Status.CANNOT_TELL)) - set(labels(Status.SURE)) == {"Why it cannot be told"}


def test_an_organisation_nobody_named_is_your_accounts_with_their_networks() -> None:
    unnamed = replace(finding(), subject=Subject(SubjectKind.ORGANISATION, "default", "default"))
    assert about(unnamed, "en") == "your accounts (Instagram, X)"
    assert about(unnamed, "fr") == "vos comptes (Instagram, X)"
    assert sentence(unnamed, "en").startswith("Your accounts (Instagram, X): 180")
    assert about(finding(), "en") == "Pond Friends (Instagram, X)"


def test_the_question_of_a_storm_is_neutral_and_its_answer_is_not() -> None:
    assert question("backlash", "en") == title(finding("talk_spike"), "en") == "Much more talk than usual"
    assert title(finding(), "en") == "A backlash"


def test_what_is_unknown_is_left_out_and_never_zero() -> None:
    rows = [row.value for row in storm_rows(finding(negative=None, angry=None, positive=None), speech("en"))]
    assert not [value for value in rows if "0%" in value]


def test_rarity_is_never_longer_than_what_is_known() -> None:
    said = {n: [r.value for r in storm_rows(finding(return_days=n), speech("en"))][3] for n in (30, 60)}
    assert "30\u00a0days" in said[30]
    assert "60\u00a0days known" in said[60]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", ["backlash", "surge", "talk_spike"])
def test_every_kind_of_spike_has_a_sentence_a_meaning_and_a_step(code: str, lang: str) -> None:
    for status in (Status.SURE, Status.CANNOT_TELL):
        said = sentence(finding(code, status), lang)
        assert "180" in said and "{" not in said and "finding." not in said
    assert meaning(finding(code), lang) and next_step(finding(code), lang)


def test_other_findings_have_no_such_rows() -> None:
    assert list(storm_rows(finding("level_fell"), speech("en"))) == []
