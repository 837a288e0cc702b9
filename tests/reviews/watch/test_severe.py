from dataclasses import replace

from pratfall.records.findings import Status
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.reviews.watch.severe import severity_facts

FIRST = Alarm("x|us|comments|60", 0, 60, 0.6, 0.01, 134.0, 5.8, 12.0, 60, times_low=6.2, negative_low=0.6)


def test_an_incident_is_as_bad_as_what_was_heard_so_far_says() -> None:
    facts = severity_facts(begin(1, FIRST, Status.LIKELY), FIRST, "")
    assert facts["severity_reasons"] == ["volume", "negative_said", "fast", "look_at_cause"]
    assert facts["severity"] == 2 and facts["redeemable"] == "unclear"


def test_what_is_not_known_yet_is_no_reason_and_a_mood_nobody_read_is_judged_with_care() -> None:
    unread = replace(FIRST, negative_low=None)
    facts = severity_facts(begin(1, unread, Status.LIKELY), unread, "charity")
    assert facts["severity_reasons"] == ["volume", "fast", "charity", "doubtful", "look_at_cause"]
    assert facts["severity"] == 4


def test_days_and_networks_make_it_worse_and_a_later_calm_hour_does_not_make_it_better() -> None:
    incident = begin(1, FIRST, Status.LIKELY)
    later = replace(FIRST, key="facebook|us|comments|60", minute=60 + 3 * 1440, times_low=2.0)
    incident.add(later, Status.LIKELY)
    facts = severity_facts(incident, later, "")
    assert facts["severity_reasons"] == ["volume", "long", "spread", "negative_said", "look_at_cause"]
    assert facts["severity"] == 3 and facts["redeemable"] == "no" and facts["half_hours"] is None


def test_nobody_says_of_a_storm_that_goes_on_that_it_will_pass() -> None:
    small = replace(FIRST, times_low=2.0)
    facts = severity_facts(begin(1, small, Status.LIKELY), small, "")
    assert facts["redeemable"] == "unclear" and facts["redeemable_reasons"] == []


def test_a_daily_total_is_not_fast() -> None:
    daily = replace(FIRST, key="x|us|comments|1440", span_minutes=360)
    assert "fast" not in severity_facts(begin(1, daily, Status.LIKELY), daily, "")["severity_reasons"]


def test_praise_is_not_severe() -> None:
    praised = replace(FIRST, feeling="positive")
    assert severity_facts(begin(1, praised, Status.LIKELY), praised, "") == {}
