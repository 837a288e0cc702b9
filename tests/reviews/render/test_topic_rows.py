from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pratfall.records.evidence import Evidence
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.review import Review
from pratfall.records.topics import Change, SentRound, Topic, TopicKind, Topics
from pratfall.reviews.render import as_json, html, markdown, terminal
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.topic_rows import told_topics
from tests.reviews.render.example import example

QUOTE = "They were <b>rude</b> to my mother"


def share(value: float) -> Estimate:
    return Estimate(value, value / 2, min(1.0, value * 1.5), Unit.SHARE)


def topic(kind: TopicKind, code: str, n: int, change: Change = Change.NO_MORE, **given: object) -> Topic:
    made = Topic(
        kind=kind,
        code=code,
        phrases=("rude", "my mother"),
        n=n,
        different=n,
        share=share(n / 40),
        before=share(0.05),
        change=change,
        counts=(n, 0, 0),
        examples=(Evidence("comment", "c1", QUOTE),),
    )
    return replace(made, **given)


def reviewed() -> Review:
    review = example()
    account = review.accounts[0].account
    topics = Topics(
        subject=account.subject,
        finding="",
        window=Window(date(2026, 8, 1), date(2026, 8, 21)),
        before=None,
        n=40,
        n_before=30,
        read=90,
        unread=2,
        bin_days=7,
        topics=(
            topic(TopicKind.CAUSE, "staff", 18, Change.NEW),
            topic(TopicKind.OWN, "Parking", 9, Change.MORE, different=4),
            topic(TopicKind.FOUND, "mill pond", 7),
            topic(TopicKind.OTHER, "other", 6, phrases=()),
        ),
        sent_round=(
            SentRound(
                8,
                8,
                datetime(2026, 8, 3, tzinfo=UTC),
                datetime(2026, 8, 4, tzinfo=UTC),
                Evidence("comment", "c2", QUOTE),
            ),
        ),
        trade="charity",
        model="embedded 1",
    )
    return replace(review, topics=(topics,))


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["staff", "Parking", "“mill pond”", "other"]),
        ("fr", ["accueil et personnel", "Parking", "«\u00a0mill pond\u00a0»", "autres"]),
    ],
)
def test_every_topic_is_told_by_its_name_with_its_number_and_range(lang: str, names: list[str]) -> None:
    review = reviewed()
    told = told_topics(review, review.accounts[0].account.subject, None, speech(lang))
    assert told
    assert [t.name for t in told.topics] == names
    assert all(t.share for t in told.topics)
    assert [bool(t.change) for t in told.topics] == [True, True, True, False]
    assert "{" not in repr(told)


def test_what_is_not_shown_by_name_is_told_by_number_and_other_always() -> None:
    review = reviewed()
    many = [topic(TopicKind.FOUND, f"thing {i}", 20 - i) for i in range(12)]
    some = (*many, topic(TopicKind.OTHER, "other", 3))
    review = replace(review, topics=(replace(review.topics[0], topics=some),))
    told = told_topics(review, review.accounts[0].account.subject, None, speech("en"))
    assert told
    assert [t.name for t in told.topics][-1] == "other"
    assert len(told.topics) == 9
    assert told.more == "further topics: 4 (42 complaints)"


def test_without_complaints_before_it_says_so() -> None:
    review = reviewed()
    few = replace(review.topics[0].topics[0], before=NotEnoughData(20, 3, "comments"), change=Change.CANNOT_TELL)
    review = replace(review, topics=(replace(review.topics[0], topics=(few,)),))
    told = told_topics(review, review.accounts[0].account.subject, None, speech("en"))
    assert told
    assert "too few complaints before to compare (3 of 20)" in told.notes


def test_others_subjects_have_no_topics() -> None:
    review = reviewed()
    assert told_topics(review, review.accounts[-1].account.subject, None, speech("en")) is None
    assert told_topics(example(), review.accounts[0].account.subject, None, speech("en")) is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_form_tells_them_and_quotes_cannot_become_markup(lang: str) -> None:
    review, title = reviewed(), speech(lang).say("topics.title")
    assert title in terminal.render(review, lang=lang, width=200)
    assert title in markdown.render(review, lang=lang)
    page = html.render(review, lang=lang)
    assert title in page
    assert "<b>rude" not in page
    assert "<b>rude" not in markdown.render(review, lang=lang)


def test_the_json_holds_them_and_gives_them_back() -> None:
    review = reviewed()
    assert as_json.loads(as_json.dumps(review)).topics == review.topics
