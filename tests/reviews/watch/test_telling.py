from __future__ import annotations

import json
from typing import Any

import pytest

from pratfall.records.findings import Status
from pratfall.reviews.render.speech import speech
from pratfall.reviews.watch.binning import Heard, Source
from pratfall.reviews.watch.events import minute_of
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.reviews.watch.listener import Listener
from pratfall.reviews.watch.telling import as_json, clock_line, lines, name_of, open_line, rarity, span

FACEBOOK, WHOLE = "facebook|123|comments|60", "||comments|60"


def event(**more: Any) -> dict[str, Any]:
    return {
        "id": "3.0",
        "incident": 3,
        "minute": minute_of("2026-03-12T01:00"),
        "opened": minute_of("2026-03-12T00:00"),
        "step": "opened",
        "status": "likely",
        "rate": 0.025,
        "key": FACEBOOK,
        "count": 134.0,
        "usual": 5.8,
        "high": 12.0,
        "span_minutes": 60,
        "members": [FACEBOOK],
        "labels": {FACEBOOK: "The \x1b[31mLong Table", WHOLE: ""},
        "words": ["shame", "refund"],
        "feeling": "negative",
        "quiet": False,
    } | more


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("step", ["opened", "grew", "spread", "surer", "over"])
@pytest.mark.parametrize("status", ["sure", "likely", "cannot_tell"])
@pytest.mark.parametrize("feeling", ["", "negative", "positive"])
def test_everything_that_can_happen_has_words(lang: str, step: str, status: str, feeling: str) -> None:
    told = "\n".join(lines(event(step=step, status=status, feeling=feeling, members=[FACEBOOK, WHOLE]), lang))
    assert "watch." not in told and "{" not in told and "_" not in told


def test_an_alert_says_when_who_how_much_how_rare_and_what_to_do() -> None:
    head, counted, rare, new, mood, step = lines(event(), "en")
    assert head.startswith("12 March 2026, 01:00 UTC · LIKELY · ")
    assert "134\u00a0comments in 1\u00a0hour; usually about 6" in counted and "more than 12" in counted
    assert "once in 40\u00a0years" in rare
    assert "shame and refund" in new
    assert "turned against you" in mood
    assert step.strip().startswith("Next: ")


def test_names_other_people_gave_do_not_steer_the_screen() -> None:
    assert "\x1b" not in "".join(lines(event(), "en"))
    assert "\x1b" not in name_of(FACEBOOK, "\x1b[2J", speech("en"))


def test_what_may_have_been_shown_before_says_so() -> None:
    assert "may have been shown already" in "\n".join(lines(event(), "en", again=True))
    assert as_json(event(), again=True)["again"] is True


def test_for_programs_times_are_iso_and_accounts_are_spelled_out() -> None:
    told = json.loads(json.dumps(as_json(event())))
    assert told["time"] == "2026-03-12T01:00:00+00:00"
    assert told["since"] == "2026-03-12T00:00:00+00:00"
    assert told["accounts"][0]["network"] == "facebook"
    assert (told["id"], told["false_alarms_per_year"], told["words"]) == ("3.0", 0.025, ["shame", "refund"])


def test_the_sum_of_all_accounts_is_called_that() -> None:
    assert name_of(WHOLE, "default", speech("en")) == "All accounts together"


@pytest.mark.parametrize(
    ("minutes", "said"), [(30, "30\u00a0minutes"), (60, "1\u00a0hour"), (720, "12\u00a0hours"), (2880, "2\u00a0days")]
)
def test_spans_are_told_in_the_largest_unit_that_fits(minutes: int, said: str) -> None:
    assert span(minutes, speech("en")) == said


def test_rarity_is_told_up_to_a_century() -> None:
    words = speech("en")
    assert "4 times a year" in rarity(4.0, words)
    assert "once a year" in rarity(1.0, words)
    assert "hundred years" in rarity(0.0001, words)


def test_the_live_line_shows_clock_count_and_band() -> None:
    source = Source("facebook", "123", "comments", 60)
    listener = Listener.new(source, 0, "The Long Table")
    heard = [Heard(source, 200, (5.0, 9.0))]
    young = clock_line(minute_of("2026-03-12T01:00"), heard, {source.key: listener}, "en")
    assert "9" in young and "still learning" in young
    for _ in range(24 * 8):
        listener.hear(5.0)
    assert "usually 5" in clock_line(minute_of("2026-03-12T01:00"), heard, {source.key: listener}, "en")


def test_an_open_incident_is_one_line() -> None:
    alarm = Alarm(FACEBOOK, 1, minute_of("2026-03-12T01:00"), 0.8, 0.01, 90.0, 9.0, 20.0, 60, label="The Long Table")
    line = open_line(begin(7, alarm, Status.LIKELY), "en")
    assert line.startswith("Incident 7: The Long Table (Facebook), since 12 March 2026, 01:00 UTC.")


SEVERE = {
    "severity": 3,
    "severity_reasons": ["volume", "negative_said", "spread", "charity", "look_at_cause"],
    "severity_sources": ["assumption"] * 5,
    "redeemable": "unclear",
    "redeemable_reasons": ["lasting_volume"],
    "redeemable_sources": ["assumption"],
    "times_low": 6.0,
    "networks": 2,
    "negative_low": 0.55,
}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_alert_says_how_bad_it_is_and_whether_it_can_be_made_good(lang: str) -> None:
    told = "\n".join(lines(event(severity=SEVERE), lang))
    assert ("So far: Severity 3 of 4: at least 6 times" if lang == "en" else "Gravité 3 sur 4") in told
    assert ("Can it be made good? Unclear" if lang == "en" else "Peut-on se rattraper") in told
    assert "{" not in told and "severity." not in told


def test_what_cannot_be_told_yet_says_why_and_has_no_severity() -> None:
    told = "\n".join(lines(event(status="cannot_tell", severity=SEVERE), "en"))
    assert "these are the first hours alone" in told and "Severity" not in told
    assert "first hours alone" not in "\n".join(lines(event(), "en"))


def test_what_was_announced_is_named_in_an_alert_and_for_programs() -> None:
    planned = event(planned="Winter \x1b[31mcampaign", severity=SEVERE)
    assert "You announced “Winter campaign”" in "\n".join(lines(planned, "en")).replace("[31m", "")
    assert as_json(planned)["severity"]["severity"] == 3 and as_json(planned)["planned"]
    assert as_json(event())["severity"] is None and as_json(event())["planned"] == ""


def test_an_open_incident_says_how_bad_it_is() -> None:
    incident = begin(3, Alarm(FACEBOOK, 0, 60, 0.6, 0.01, 134.0, 5.8, 12.0, 60, label="Us"), Status.LIKELY)
    incident.severity, incident.planned = SEVERE, "Gala"
    told = open_line(incident, "en")
    assert "Severity 3 of 4" in told and "Gala" in told and "made good" in told
    incident.status = Status.CANNOT_TELL
    assert "Severity" not in open_line(incident, "en") and "first hours" in open_line(incident, "en")


def test_all_accounts_together_are_named_with_their_networks_where_these_are_known() -> None:
    words = speech("fr")
    assert name_of(WHOLE, "facebook,instagram", words) == "Tous les comptes ensemble (Facebook, Instagram)"
    assert name_of(WHOLE, "", words) == "Tous les comptes ensemble"
