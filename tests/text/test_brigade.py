import numpy as np

from pratfall.text.brigade import find_campaigns

TEXT = "Shame on this charity for closing the kitchen before winter, we will not forget it"
HOUR = np.timedelta64(1, "h")
START = np.datetime64("2026-11-01T08:00:00", "s")


def times(*hours: float) -> np.ndarray:
    return np.array([START + np.timedelta64(round(h * 3600), "s") for h in hours])


def test_one_text_from_many_people_within_hours_was_sent_round() -> None:
    texts = [
        TEXT,
        TEXT.upper(),
        TEXT + " !!!",
        f"{TEXT} https://x.example",
        TEXT.replace("winter", "Christmas"),
        "Lovely evening",
    ]
    (found,) = find_campaigns(texts, list("abcdef"), times(0, 1, 2, 3, 4, 5))
    assert found.rows.tolist() == [0, 1, 2, 3, 4]
    assert found.authors == 5


def test_one_persons_repetition_is_no_campaign() -> None:
    assert find_campaigns([TEXT] * 20, ["a"] * 20, times(*range(20))) == ()
    assert find_campaigns([TEXT] * 20, [""] * 20, times(*range(20))) == ()  # nobody knows who they were


def test_short_words_everybody_uses_are_no_campaign() -> None:
    assert find_campaigns(["Shame on you!"] * 20, [str(i) for i in range(20)], times(*range(20))) == ()


def test_the_same_words_over_months_are_no_campaign() -> None:
    assert find_campaigns([TEXT] * 10, [str(i) for i in range(10)], times(*range(0, 5000, 500))) == ()


def test_only_the_loudest_two_days_are_the_evidence() -> None:
    hours = [0, 300, 301, 302, 303, 304, 305, 900]
    (found,) = find_campaigns([TEXT] * 8, [str(i) for i in range(8)], times(*hours))
    assert found.rows.tolist() == [1, 2, 3, 4, 5, 6]


def test_two_campaigns_are_told_apart_the_larger_first() -> None:
    other = "Bravo to the volunteers of the long table who gave everything on Friday night"
    texts = [TEXT] * 6 + [other] * 9
    found = find_campaigns(texts, [str(i) for i in range(15)], times(*range(15)))
    assert [c.authors for c in found] == [9, 6]


def test_comments_without_a_time_are_left_out() -> None:
    assert find_campaigns([TEXT] * 9, [str(i) for i in range(9)], np.array(["NaT"] * 9, dtype="datetime64[s]")) == ()
