from datetime import date
from typing import Any

import pytest

from pratfall.errors import SettingsError
from pratfall.records.channels import ChannelTest
from pratfall.reviews.channel_settings import channel_test

GIVEN: dict[str, Any] = {"first": "email", "second": "social", "start": date(2026, 11, 30)}


def test_a_test_of_two_channels_is_read_with_a_year_as_its_length() -> None:
    assert channel_test(GIVEN, "settings.toml") == ChannelTest("email", "social", date(2026, 11, 30), 13)


@pytest.mark.parametrize(
    ("key", "value"),
    [("first", ""), ("second", "email"), ("start", "soon"), ("blocks", 2), ("blocks", True), ("weeks", 4)],
    ids=["no_name", "the_same_twice", "no_day", "too_short", "no_number", "unknown_key"],
)
def test_what_cannot_be_meant_is_named_with_the_form_that_was_expected(key: str, value: object) -> None:
    with pytest.raises(SettingsError) as caught:
        channel_test({**GIVEN, key: value}, "settings.toml")
    assert caught.value.facts["key"] == f"channel_tests.{key}"
