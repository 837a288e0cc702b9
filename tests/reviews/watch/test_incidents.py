from __future__ import annotations

import json
from dataclasses import replace

from pratfall.records.findings import Status
from pratfall.reviews.watch.incidents import Alarm, Incident, Step, begin, home_of

HOUR = 60
FIRST = Alarm("x|us|mentions|60", 100, 6000, 0.5, 0.01, 90.0, 10.0, 20.0, 60)


def later(hours: float, key: str = FIRST.key, **facts: object) -> Alarm:
    minute = FIRST.minute + int(hours * HOUR)
    return replace(FIRST, key=key, minute=minute, bin=minute // 60, **facts)  # type: ignore[arg-type]


def opened(**facts: object) -> Incident:
    return begin(1, replace(FIRST, **facts), Status.LIKELY)  # type: ignore[arg-type]


def test_the_same_stream_within_a_day_is_the_same_incident() -> None:
    assert opened().takes(later(23), Status.LIKELY, 10)
    assert not opened().takes(later(25), Status.LIKELY, 10)


def test_another_account_within_six_hours_joins_and_later_does_not() -> None:
    assert opened().takes(later(5, "fb|us|mentions|60"), Status.LIKELY, 10)
    assert not opened().takes(later(7, "fb|us|mentions|60"), Status.LIKELY, 10)


def test_shared_words_join_for_a_day_and_other_words_keep_apart() -> None:
    incident = opened(words=("shame", "refund", "unpaid"))
    other = "fb|us|mentions|60"
    assert incident.takes(later(20, other, words=("refund", "shame", "late")), Status.LIKELY, 10)
    assert not incident.takes(later(2, other, words=("lovely", "garden")), Status.LIKELY, 10)
    assert incident.takes(later(2, other), Status.LIKELY, 10)


def test_an_account_that_chance_would_add_to_many_incidents_does_not_join() -> None:
    noisy = later(1, "fb|us|mentions|60", rate=10.0)
    assert opened().takes(noisy, None, 3)
    assert not opened().takes(noisy, None, 400)


def test_a_storm_is_no_part_of_yesterdays_chance() -> None:
    weak = begin(1, FIRST, Status.CANNOT_TELL)
    assert weak.takes(later(20), Status.CANNOT_TELL, 10)
    assert not weak.takes(later(20), Status.SURE, 10)
    assert weak.takes(later(2), Status.SURE, 10)


def test_what_an_alarm_adds_is_told_as_a_step() -> None:
    incident = begin(1, FIRST, Status.CANNOT_TELL)
    assert incident.add(later(1), None) is Step.GOES_ON
    assert incident.add(later(1, score=0.6), None) is Step.GOES_ON  # a period of 7.5 after 5
    assert incident.add(later(1, score=0.65), None) is Step.GREW
    assert not incident.learns_from(later(1.5, score=0.65), None)
    assert incident.learns_from(later(1.5, score=0.65), Status.LIKELY)
    assert incident.learns_from(later(2), None)  # nobody could tell the mood an hour ago
    assert incident.add(later(2, "fb|us|mentions|60"), Status.CANNOT_TELL) is Step.SPREAD
    assert incident.told is None
    assert incident.add(later(3, rate=0.0001), Status.SURE) is Step.SURER
    assert incident.told == later(3).minute
    assert incident.rate == 0.0001
    assert len(incident.members) == 2


def test_it_is_over_after_a_day_of_the_usual_and_not_while_people_still_talk() -> None:
    incident = opened()
    day_later = FIRST.minute + 24 * HOUR
    assert incident.calm(day_later)
    incident.members[FIRST.key].heat = 4.0
    assert not incident.calm(day_later)


def test_an_alarm_goes_to_the_incident_of_its_own_stream_first() -> None:
    mine, newer = opened(), begin(2, later(3, "fb|us|mentions|60"), Status.LIKELY)
    assert home_of(later(4), Status.LIKELY, [mine, newer], 10) is mine
    assert home_of(later(4, "yt|us|mentions|60"), Status.LIKELY, [mine, newer], 10) is newer
    newer.over = mine.over = later(4).minute
    assert home_of(later(5), Status.LIKELY, [mine, newer], 10) is None


def test_an_incident_survives_being_written_down() -> None:
    incident = opened(words=("shame",))
    assert Incident.of_body(json.loads(json.dumps(incident.body()))) == incident


def test_an_alarm_of_the_past_is_no_part_of_what_began_since() -> None:
    assert not opened().takes(later(-24 * 28), Status.CANNOT_TELL, 10)
    assert opened().takes(later(-1, "fb|us|mentions|60"), Status.LIKELY, 10)


def test_the_sum_of_all_accounts_joins_whatever_its_words() -> None:
    incident = opened(words=("shame", "refund"))
    assert incident.takes(later(1, "||mentions|60", words=("lovely", "garden"), whole=True), Status.LIKELY, 10)


def test_an_account_nobody_exports_any_more_keeps_no_incident_open() -> None:
    incident = opened()
    incident.members[FIRST.key].heat = 9.0
    assert not incident.calm(FIRST.minute + 3 * 1440)
    assert incident.calm(FIRST.minute + 8 * 1440)
