from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Scene
from pratfall.records.topics import Change, OwnTopic, Topic, TopicKind, Topics, TopicSettings
from pratfall.reviews import topics as module
from pratfall.reviews.topics import topics_of
from tests.small_scenes import INSTAGRAM, X, comment, defaults, post, scene

RUDE = [
    "The man at the desk was so rude to my mother, terrible",
    "Rude, that is all one can say, I am furious",
    "Such a horrible attitude, never again",
    "Unfriendly staff, and that is putting it mildly, awful",
    "Your employees laughed at my father, disgusting",
    "The receptionist yelled at us, what a disgrace",
]
LATE = [
    "Three hours on hold and nobody answers, useless",
    "I called you ten times, no answer, terrible service",
    "Customer service hung up on me again, I am so angry",
    "Worst customer service ever, no reply to my mails",
    "Why does nobody reply? This is pathetic",
    "No response for two weeks, awful",
]
PRAISE = ["Lovely evening, thank you so much", "Best team in town, we love you", "Wonderful, thank you"]


def said(texts: list[str], start: str, hours: float = 3.0, **given: Any) -> list[dict[str, Any]]:
    at = datetime.fromisoformat(start)
    return [
        comment(
            (at + timedelta(hours=hours * i)).isoformat(),
            id=f"{start}{i}",
            author=f"{start}p{i}",
            text=text,
            post=0,
            **given,
        )
        for i, text in enumerate(texts)
    ]


def made(*comments: list[dict[str, Any]], **given: Any) -> Scene:
    return scene(
        [post("2026-11-01", url="https://x.example/1")], comments=[c for rows in comments for c in rows], **given
    )


def account_topics(s: Scene) -> Topics:
    (found,) = [t for t in topics_of(s, ()) if not t.finding]
    return found


def by_code(topics: Topics) -> dict[str, Topic]:
    return {topic.code: topic for topic in topics.topics}


def test_complaints_are_sorted_into_topics_with_shares_and_praise_is_left_out() -> None:
    found = account_topics(made(said(RUDE * 2 + LATE * 3 + PRAISE * 5, "2026-11-05T10:00")))
    topics = by_code(found)
    assert found.read == len(RUDE) * 2 + len(LATE) * 3 + len(PRAISE) * 5
    assert found.n <= found.read - 10
    assert sum(topic.n for topic in found.topics) == found.n
    assert sum(topic.share.value for topic in found.topics) == pytest.approx(1.0)
    assert {"staff", "customer_service"} <= topics.keys()
    assert topics["customer_service"].n > topics["staff"].n
    assert topics["staff"].share.low < topics["staff"].share.value < topics["staff"].share.high
    assert sum(topics["staff"].counts) == topics["staff"].n


def test_too_few_complaints_are_not_sorted() -> None:
    assert topics_of(made(said(RUDE[:4] + PRAISE * 5, "2026-11-05T10:00")), ()) == ()
    assert topics_of(scene(), ()) == ()


def test_a_topic_nobody_spoke_of_before_is_new() -> None:
    before = said([f"{text} {i}" for i in range(8) for text in LATE], "2026-07-01T10:00", hours=12)
    found = by_code(account_topics(made(before, said(RUDE * 4, "2026-11-05T10:00"))))
    assert found["staff"].change is Change.NEW
    assert isinstance(found["staff"].before, Estimate)


def test_without_enough_complaints_before_it_cannot_tell_what_is_new() -> None:
    found = by_code(account_topics(made(said(RUDE * 4, "2026-11-05T10:00"))))
    assert found["staff"].change is Change.CANNOT_TELL
    assert found["staff"].before == NotEnoughData(module.FEWEST_BEFORE, 0, "comments")


def test_quotes_name_nobody_but_the_account_itself() -> None:
    quoted = [f"@pond @anna_m Hi Anna, {text}" for text in RUDE * 3]
    found = account_topics(made(said(quoted, "2026-11-05T10:00")))
    labels = [quote.label for topic in found.topics for quote in topic.examples]
    assert labels
    assert all("@pond" in label and "nna" not in label for label in labels)
    assert found.topics[0].examples[0].url == "https://x.example/1"


def test_the_same_text_from_many_people_is_told_and_counted() -> None:
    texts = [RUDE[0] + " and I will tell everybody I know about it"] * 12
    found = account_topics(made(said(texts, "2026-11-05T10:00")))
    (sent,) = found.sent_round
    assert (sent.n, sent.authors) == (12, 12)
    assert by_code(found)["staff"].n == 12
    assert by_code(found)["staff"].different == 1


def test_a_storm_has_topics_of_its_own_days_and_accounts() -> None:
    here = said(RUDE * 3, "2026-11-10T10:00", hours=1)
    elsewhere = said(LATE * 3, "2026-11-10T10:00", hours=1, account=1)
    s = made(here, elsewhere, accounts=(X, INSTAGRAM))
    finding = storm(X.subject, Window(datetime(2026, 11, 10).date(), datetime(2026, 11, 11).date()))
    found = next(t for t in topics_of(s, (finding,)) if t.finding)
    assert (found.finding, found.subject, found.bin_days) == ("backlash", X.subject, 1)
    assert "customer_service" not in by_code(found)
    both = storm(s.subject, finding.window)
    assert {"customer_service", "staff"} <= by_code(topics_of(s, (both,))[0]).keys()


def storm(subject: Any, window: Window) -> Finding:
    return Finding(
        code="backlash",
        kind=Kind.FAILURE,
        subject=subject,
        status=Status.LIKELY,
        estimate=Estimate(9.0, 4.0, 20.0, Unit.RATIO),
        window=window,
        n=18,
        method="backlash",
        since=window.start,
        cost=Cost(),
        evidence=(),
        freshness=Freshness(None, False),
    )


def test_a_team_names_merges_and_pins_topics() -> None:
    given = TopicSettings(
        own=(OwnTopic("My mother", ("my mother",)), OwnTopic("Parking", ("parking",))),
        merged={"customer_service": "staff"},
        names={"staff": "Our people"},
        pinned=("Parking",),
    )
    s = made(said(RUDE * 2 + LATE * 2, "2026-11-05T10:00"), given=replace(defaults(), topics=given))
    found = account_topics(s)
    topics = by_code(found)
    assert found.topics[0].code == "Parking"
    assert (found.topics[0].n, found.topics[0].pinned) == (0, True)
    assert topics["My mother"].kind is TopicKind.OWN
    assert topics["Our people"].n >= len(LATE)
    assert not {"staff", "customer_service"} & topics.keys()


def test_unreadable_comments_are_counted_as_such() -> None:
    arabic = ["لم يرد علي أحد منذ أسبوعين وهذا عار كبير عليكم"] * 6
    found = account_topics(made(said(RUDE * 3 + arabic, "2026-11-05T10:00")))
    assert found.unread == 6


def test_of_very_many_comments_some_are_read_evenly_over_the_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_READ", 60)
    found = account_topics(made(said([f"{text} {i}" for i in range(40) for text in RUDE], "2026-11-01T10:00", hours=1)))
    assert found.read + found.unread == 60
    assert all(sum(topic.counts[-2:]) for topic in found.topics if topic.n > 20)


def test_without_telling_words_the_kind_of_organisation_chooses_the_causes() -> None:
    s = made(said(RUDE * 3, "2026-11-05T10:00"), given=replace(defaults(), organisation_type="public"))
    assert account_topics(s).trade == "public_service"
    assert account_topics(made(said(RUDE * 3, "2026-11-05T10:00"))).trade == "general"


def test_chance_alone_calls_hardly_any_topic_new_or_grown() -> None:
    rng = np.random.default_rng(8)
    called = 0
    for share, now, before in [(0.1, 40, 60), (0.3, 120, 80), (0.02, 300, 200), (0.5, 30, 30)]:
        for hits, past in zip(rng.binomial(now, share, 2000), rng.binomial(before, share, 2000), strict=True):
            change = module._change(module._share(int(hits), now), module._share(int(past), before), int(past))
            called += change in (Change.NEW, Change.MORE)
    assert called / 8000 < 0.006  # one side of two intervals that must not touch
