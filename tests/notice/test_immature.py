import numpy as np

from pratfall.notice import immature
from tests.small_scenes import post, scene

READ = np.datetime64("2026-11-20T08:00:00")


def test_young_posts_are_counted_newest_first() -> None:
    made = scene(
        [
            post("2026-11-10", id="ripe", observed=READ),
            post("2026-11-18", id="young", ripe=False, observed=READ),
            post("2026-11-19", id="younger", ripe=False, observed=READ),
        ]
    )
    (found,) = immature.doubt(made, ())
    assert [e.id for e in found.evidence] == ["younger", "young"]
    assert found.facts["posts"] == 2


def test_posts_never_read_are_not_called_young() -> None:
    assert list(immature.doubt(scene([post("2026-11-18", ripe=False)]), ())) == []
