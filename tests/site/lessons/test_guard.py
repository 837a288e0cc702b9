from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pratfall.learn.fatigue import Verdict
from pratfall.site.lessons.guard import Guard, is_ripe, post_refs, refs_of, repeats_of
from pratfall.site.lessons.own_posts import OwnPost
from pratfall.site.people.models import Membership

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SOUP = "Our soup recipe in three steps: leeks, potatoes, and a lot of patience while it simmers."


def post(days_ago: int, text: str = SOUP, likes: float | None = 10, read_after: float = 30) -> OwnPost:
    published = NOW - timedelta(days_ago)
    numbers = {} if likes is None else {"likes": likes}
    url = f"https://www.facebook.com/k/posts/{days_ago}/"
    return OwnPost(
        "facebook", "1", f"p{days_ago}", text, url, published, published + timedelta(read_after), (), numbers
    )


def test_repeats_are_compared_with_their_first_time_once_both_are_ripe() -> None:
    gaps, ratios = repeats_of([post(300), post(200, likes=4), post(190, likes=9)], 7)
    assert gaps == [100, 110] and ratios == [4.5 / 10.5, 9.5 / 10.5]
    assert repeats_of([post(300), post(200, read_after=3)], 7) == ([], [])
    assert repeats_of([post(300), post(200, likes=None)], 7) == ([], [])
    assert repeats_of([post(300), post(290)], 7) == ([], [])  # too near to be a comeback


def test_a_post_is_known_by_its_address_however_written_and_by_its_id() -> None:
    assert refs_of("http://facebook.com/k/posts/5?utm_source=x") <= post_refs(post(5))
    assert refs_of(" p5 ") <= post_refs(post(5)) and not refs_of("p50") & post_refs(post(5))


def test_what_was_read_the_day_it_came_out_is_not_ripe() -> None:
    assert is_ripe(post(50), 7) and not is_ripe(post(50, read_after=1), 7)


def test_without_any_data_the_guard_rests_as_long_as_by_default(home: object, owner: Membership) -> None:
    guard = Guard(owner.organisation, NOW)
    advice = guard.advice(SOUP, ("facebook", "1"), date(2026, 12, 1), material=None)
    assert advice.verdict is Verdict.FINE and not advice.rest.own and guard.posts == {}
