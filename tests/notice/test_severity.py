from dataclasses import replace

import pytest

from pratfall.notice.severity import Redeemable, Storm, severity

MILD = Storm(
    times_low=2.5, count=30, record=40, days=1.0, half_hours=20.0, networks=1, negative_low=0.3, trigger_format="image"
)
WORST = Storm(
    times_low=9.0, count=400, record=40, days=4.0, half_hours=3.0, networks=3, negative_low=0.7, trigger_format="video"
)


def codes(storm: Storm) -> set[str]:
    return {reason.code for reason in severity(storm).reasons}


def test_a_short_storm_within_the_record_is_of_the_lowest_level_and_can_be_made_good() -> None:
    found = severity(MILD)
    assert (found.level, found.redeemable) == (1, Redeemable.YES)
    assert codes(MILD) == {"look_at_cause"}


def test_everything_at_once_is_of_the_highest_level_and_does_not_pass_by_itself() -> None:
    found = severity(WORST)
    assert (found.level, found.redeemable) == (4, Redeemable.NO)
    assert codes(WORST) >= {"volume", "record", "long", "vivid", "spread", "negative", "fast"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"times_low": 5.0}, "volume"), ({"count": 41}, "record"), ({"days": 3.0}, "long"),
        ({"trigger_format": "live"}, "vivid"), ({"networks": 2}, "spread"), ({"negative_low": 0.5}, "negative"),
        ({"half_hours": 6.0}, "fast"),
    ],
)  # fmt: skip
def test_every_reason_is_given_for_its_own_number(change: dict[str, object], reason: str) -> None:
    assert codes(replace(MILD, **change)) - codes(MILD) == {reason}  # type: ignore[arg-type]


def test_a_charity_is_judged_one_level_more_severely() -> None:
    assert severity(replace(MILD, organisation_type="charity")).level == 2
    assert severity(replace(WORST, organisation_type="charity")).level == 4


def test_what_cannot_be_read_counts_for_more_and_nobody_says_it_can_be_made_good() -> None:
    unread = severity(replace(MILD, negative_low=None))
    assert (unread.level, unread.redeemable) == (2, Redeemable.UNCLEAR)


def test_an_unknown_record_is_no_record_broken() -> None:
    assert "record" not in codes(replace(MILD, record=None, count=10_000))


def test_every_reason_names_where_it_comes_from() -> None:
    found = severity(replace(WORST, organisation_type="charity", negative_low=None))
    assert all(reason.source for reason in (*found.reasons, *found.why_redeemable))
