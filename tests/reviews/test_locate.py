from __future__ import annotations

from pratfall.reviews.locate import locate
from tests.stats.test_locate import table


def test_what_is_found_comes_as_a_list_with_the_change_of_all_the_rest_last() -> None:
    columns = table(mastodon=0.4)
    told = locate(columns, dimensions=["network", "format"], actual="now", expected="before", periods=8.0)
    assert dict(told[0].where) == {"network": "mastodon"}
    everywhere = table(linkedin=0.5, mastodon=0.5, x=0.5)
    told = locate(everywhere, dimensions=["network", "format"], actual="now", expected="before", periods=8.0)
    assert [dict(s.where) for s in told] == [{}]
    assert told == locate(everywhere, dimensions=["network", "format"], actual="now", expected="before", periods=8.0)


def test_who_asks_for_falls_is_told_no_rise() -> None:
    columns = table(mastodon=3.0)
    asked = {"dimensions": ["network", "format"], "actual": "now", "expected": "before", "periods": 8.0}
    assert dict(locate(columns, **asked, direction="up")[0].where) == {"network": "mastodon"}
    assert all(not one.where or one.effect < 0.0 for one in locate(columns, **asked, direction="down"))


def test_nothing_found_and_too_little_data_are_an_empty_list() -> None:
    few = {"network": ["x", "y"], "now": [3, 2], "before": [2, 4]}
    assert locate(few, dimensions=["network"], actual="now", expected="before") == []
    calm = table()
    assert locate(calm, dimensions=["network"], actual="before", expected="before") == []
