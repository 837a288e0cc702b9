from datetime import date, timedelta
from typing import Any

from pratfall.habits import one_way
from pratfall.records.findings import Status
from tests.small_scenes import INSTAGRAM, comment, post, scene


def daily(n: int, **given: Any) -> list[dict[str, Any]]:
    return [post(date(2026, 11, 19) - timedelta(days=i), **given) for i in range(n)]


def test_sixty_posts_without_a_reply_are_one_way() -> None:
    (found,) = one_way.audit(scene(daily(60)))
    assert found.status is Status.SURE
    assert found.facts["posts_per_reply"] is None
    assert found.n == 60


def test_a_reply_to_five_posts_is_a_conversation() -> None:
    assert list(one_way.audit(scene(daily(60) + daily(12, relation="reply")))) == []


def test_where_replies_cannot_be_seen_nothing_is_said() -> None:
    assert list(one_way.audit(scene(daily(60), accounts=(INSTAGRAM,)))) == []
    received = [comment("2026-11-10T10:00:00", post=i) for i in range(50)]
    assert list(one_way.audit(scene(daily(60), accounts=(INSTAGRAM,), comments=received))) == []


def test_imported_comments_make_replies_visible_for_the_posts_they_belong_to() -> None:
    comments = [comment("2026-11-10T10:00:00", post=i) for i in range(50)]
    comments += [comment("2026-11-10T12:00:00", post=3, by_owner=True)]
    (found,) = one_way.audit(scene(daily(60), accounts=(INSTAGRAM,), comments=comments))
    assert (found.facts["posts"], found.facts["replies"]) == (50, 1)


def test_a_handful_of_posts_is_too_few() -> None:
    assert list(one_way.audit(scene(daily(15)))) == []
