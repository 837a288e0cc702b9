from pathlib import Path

import pytest

from pratfall.errors import SettingsError
from pratfall.records.topics import OwnTopic, TopicSettings
from pratfall.reviews import settings
from pratfall.reviews.topic_settings import topic_settings

WRITTEN = """
trades = ["charity"]
pinned = ["refund", "Parking"]

[topics]
Parking = ["parking", "car park"]

[merge]
waiting = "customer_service"

[names]
values = "Our sponsors"
"""


def test_what_a_team_wrote_is_read_beside_its_settings(tmp_path: Path) -> None:
    (tmp_path / settings.TOPICS).write_text(WRITTEN, encoding="utf-8")
    assert settings.load(tmp_path).topics == TopicSettings(
        trades=("charity",),
        own=(OwnTopic("Parking", ("parking", "car park")),),
        merged={"waiting": "customer_service"},
        names={"values": "Our sponsors"},
        pinned=("refund", "Parking"),
    )


def test_without_a_file_nothing_is_chosen(tmp_path: Path) -> None:
    assert settings.load(tmp_path).topics == TopicSettings()


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"trades": ["moon"]}, "trades"),
        ({"trades": "charity"}, "trades"),
        ({"trades": ["general"]}, "trades"),
        ({"topics": ["a"]}, "topics"),
        ({"topics": {"A": "word"}}, "topics.A"),
        ({"topics": {"A": []}}, "topics.A"),
        ({"topics": {"A": [" * "]}}, "topics.A"),
        ({"merge": {"nothing": "staff"}}, "merge.nothing"),
        ({"merge": {"staff": "nothing"}}, "merge"),
        ({"names": {"staff": ""}}, "names.staff"),
        ({"pinned": ["nothing"]}, "pinned"),
    ],
)
def test_what_cannot_be_meant_names_the_key(given: dict[str, object], key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        topic_settings(given, "topics.toml")
    assert raised.value.facts["key"] == key


def test_a_key_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(SettingsError) as raised:
        topic_settings({"trade": ["charity"]}, "topics.toml")
    assert raised.value.code == "settings_key_unknown"
    assert "trades" in str(raised.value.facts["known"])
