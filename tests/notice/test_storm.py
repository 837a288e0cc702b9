import numpy as np

from pratfall.notice.mood import UNKNOWN, Feeling, Mood, Share
from pratfall.notice.storm import facts_of
from pratfall.records.numbers import Estimate, Unit
from pratfall.records.scene import Scene
from tests.notice.talking import made, quiet, storm
from tests.notice.test_episodes import episodes

RATIO = Estimate(12.0, 6.0, 24.0, Unit.RATIO)
ANGRY = Mood(Feeling.NEGATIVE, 80, 200, 1e-4, negative=Share(0.8, 0.7, 0.87), negative_before=Share(0.1, 0.07, 0.15))


def facts(scene: Scene, mood: Mood = ANGRY, trigger: int | None = None) -> dict[str, object]:
    *_, episode = episodes(scene)
    return facts_of(scene, episode, mood, RATIO, trigger=trigger, words=("shame",))


def test_every_number_a_wording_may_ask_for_is_there() -> None:
    found = facts(made(quiet(), storms=[storm()]))
    assert found["comments"] and found["usual_per_day"] and found["times"] == 12.0
    assert found["negative"] == 0.8 and found["negative_before_high"] == 0.15
    assert found["angry"] is None, "unknown is said to be unknown"
    assert 0 < float(str(found["half_hours"])) < 24
    assert found["new_words"] == ("shame",)
    reasons, sources = found["severity_reasons"], found["severity_sources"]
    assert isinstance(reasons, tuple) and isinstance(sources, tuple) and len(reasons) == len(sources)


def test_until_when_anything_was_heard_is_told_apart_from_silence() -> None:
    scene = made(quiet(), storms=[storm()])
    *_, episode = episodes(scene)
    heard = str(facts(scene)["heard_until"])
    assert heard >= str(episode.ends.astype("datetime64[D]"))
    assert heard <= str(scene.now)[:10]


def test_an_alarm_is_never_called_rarer_than_its_history_is_long() -> None:
    found = facts(made(quiet(), storms=[storm()]))
    assert int(str(found["return_days"])) <= int(str(found["known_days"])) <= 70


def test_the_record_is_the_most_of_as_many_days_before() -> None:
    calm, wild = made(quiet(), storms=[storm()]), made(quiet(per_post=25), storms=[storm(size=300)])
    assert 0 < int(str(facts(calm)["record"])) < int(str(facts(wild)["record"]))


def test_comments_per_reaction_are_compared_with_the_accounts_own_posts() -> None:
    scene = made(quiet(), storms=[storm()])
    trigger = int(np.nanargmax(scene.posts.metrics["comments"]))
    found = facts(scene, trigger=trigger)
    assert float(str(found["reply_ratio"])) > 5 * float(str(found["usual_reply_ratio"]))


def test_praise_has_no_severity() -> None:
    assert "severity" not in facts(made(quiet(), storms=[storm()]), Mood(Feeling.POSITIVE, 80, 200, 0.001))
    assert "doubtful" in facts(made(quiet(), storms=[storm()]), UNKNOWN)["severity_reasons"]  # type: ignore[operator]
