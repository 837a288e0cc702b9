"""Labels in the account's language; windows without a year."""

from __future__ import annotations

from datetime import date

import pytest

from pratfall.sources.draft import Draft
from pratfall.sources.instagram_insights import Labels, labelled, numbers_of, period_of_label, read_account, taken_at


def item(**values: str) -> dict[str, object]:
    spoiled = {label.encode().decode("latin-1"): {"value": value} for label, value in values.items()}
    return {"string_map_data": spoiled}


def test_labels_and_values_are_repaired_in_both_dialects() -> None:
    assert labelled(item(**{"Comptes touchés": "3,119"})) == {"Comptes touchés": "3,119"}
    assert labelled({"label_values": [{"label": "Reach", "value": "5"}, "odd"]})["Reach"] == "5"
    assert labelled(None) == {}


def test_changes_and_dashes_are_no_numbers() -> None:
    labels = Labels()
    told = numbers_of(item(Impressions="15,570,962", Likes="--", Reach="1%"), "posts", labels)
    assert told == {"impressions": 15570962.0}
    assert labels.known == {"Impressions", "Likes", "Reach"}


def test_an_unknown_label_gives_nothing_and_is_named() -> None:
    labels, draft = Labels(), Draft()
    assert numbers_of(item(Unknown="5"), "posts", labels) == {}
    labels.report(draft)
    assert draft.checks[0].passed is False
    assert draft.notes == ["label_ignored:Unknown"]


@pytest.mark.parametrize(
    ("text", "exported", "expected"),
    [
        ("May 29 - Aug 26", date(2026, 8, 28), (date(2026, 5, 29), date(2026, 8, 26))),
        ("Oct 4 - Jan 1", date(2026, 1, 3), (date(2025, 10, 4), date(2026, 1, 1))),
        ("Oct 4 - Dec 31", date(2026, 1, 3), (date(2025, 10, 4), date(2025, 12, 31))),
        ("sometime", date(2026, 1, 3), None),
    ],
)
def test_the_newest_such_window_that_is_over_is_meant(
    text: str, exported: date, expected: tuple[date, date] | None
) -> None:
    assert period_of_label(item(Période=text), exported) == expected


def test_the_picture_tells_the_moment_whatever_its_label() -> None:
    assert taken_at({"media_map_data": {"Miniature": {"creation_timestamp": 17}}}) == "17"
    assert taken_at({}) == ""


def test_the_item_of_an_account_lies_under_any_key() -> None:
    assert read_account({"organic_insights_reach": [{"a": 1}]}) == {"a": 1}
    assert read_account([]) is None
