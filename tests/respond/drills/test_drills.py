"""Made-up setbacks: complete in both languages, and told by the minute."""

from __future__ import annotations

import pytest

from pratfall.errors import SettingsError
from pratfall.respond.drills import LANGUAGES, parse, scenarios

GOOD = """
[title]
en = "T"
fr = "T"
[what]
en = "W"
fr = "W"
[[event]]
minute = 2
who = {en = "A", fr = "A"}
text = {en = "x", fr = "y"}
"""


def test_every_scenario_on_disk_is_there_and_speaks_both_languages() -> None:
    found = scenarios()
    assert set(found) == {"wrong_picture", "money_rumour"}
    for scenario in found.values():
        for words in (scenario.title, scenario.what, *(w for e in scenario.events for w in (e.who, e.text))):
            assert all(words[lang] for lang in LANGUAGES)
        assert scenario.events[0].minute < 5, "something happens at once"


def test_what_comes_in_is_heard_at_its_minute_the_newest_first() -> None:
    scenario = scenarios()["wrong_picture"]
    assert scenario.heard(0) == ()
    assert [event.minute for event in scenario.heard(6)] == [6, 2]
    assert len(scenario.heard(10_000)) == len(scenario.events)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Bad-Name", GOOD),
        ("a", "not = toml = at all"),
        ("a", GOOD.replace('fr = "W"', "")),
        ("a", GOOD.replace("minute = 2", "minute = true")),
        ("a", GOOD.replace("minute = 2", "minute = -1")),
        ("a", GOOD.partition("[[event]]")[0]),
        ("a", "event = [3]\n" + GOOD.partition("[[event]]")[0]),
        ("a", GOOD + GOOD.partition("[[event]]")[2].join(["[[event]]", ""]).replace("= 2", "= 1")),
        ("a", GOOD.replace('en = "x"', 'en = " "')),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(SettingsError):
        parse(name, text, file=f"{name}.toml")
    assert parse("a", GOOD, file="a.toml").events[0].minute == 2
