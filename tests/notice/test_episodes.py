import numpy as np

from pratfall.notice.episodes import Episode, episode_of
from pratfall.notice.incidents import incidents, scored, together
from pratfall.notice.streams import streams_of
from pratfall.records.scene import Scene
from tests.notice.talking import made, quiet, storm


def episodes(scene: Scene) -> list[Episode]:
    streams = streams_of(scene)
    found = [i for s, scores in zip(streams, scored(streams), strict=True) for i in incidents(s, scores)]
    return [episode_of(scene, g, [i for i in found if i not in g], streams) for g in together(found)]


def test_an_episode_holds_the_comments_in_it_and_those_before_it_apart() -> None:
    whole = made(quiet(), storms=[storm()])
    *_, episode = episodes(whole)
    created = whole.comments.created
    assert (created[episode.now] >= episode.begins).all() and (created[episode.now] < episode.ends).all()
    assert (created[episode.before] < episode.begins).all()
    assert episode.count >= 80 and len(episode.now) == episode.count
    assert episode.accounts == (0,)


def test_what_was_said_in_an_earlier_storm_is_no_measure_of_what_is_usual() -> None:
    whole = made(quiet(), storms=[storm(days_ago=26, words="good day"), storm(words="bad day", seed=5)])
    *_, first, second = episodes(whole)
    before = whole.comments.text[second.before]
    tail = [text for text in before if text.startswith("good")]
    assert len(tail) <= 5, "all but the last of the first storm is left out"
    assert first.begins < second.begins


def test_two_accounts_are_counted_together_and_every_stream_was_another_chance() -> None:
    whole = made(quiet(), quiet(1), storms=[storm(), storm(1)])
    *_, episode = episodes(whole)
    assert episode.accounts == (0, 1)
    assert len(episode.members) == 3, "two accounts and the organisation"
    assert episode.rate == min(m.rate for m in episode.members) * 3
    assert episode.count >= 160
    assert np.isin(whole.comments.account[episode.now], [0, 1]).all()


def test_what_only_the_organisation_hears_is_counted_on_the_accounts_that_were_loud() -> None:
    whole = made(quiet(), quiet(1), storms=[storm(), storm(1)])
    streams = streams_of(whole)
    found = [i for s, scores in zip(streams, scored(streams), strict=True) for i in incidents(s, scores)]
    *_, group = together(found)
    heard = tuple(m for m in group if not m.stream.platform)
    assert heard
    episode = episode_of(whole, heard, [], streams)
    assert episode.accounts == (0, 1)
    assert episode.count == len(episode.now)
    calm = made(quiet(), quiet(1), storms=[storm(size=200)])
    *_, lonely = episodes(calm)
    assert lonely.accounts == (0,), "the account beside it stayed as it was"
