"""Posts of archives: what they speak for, and when it was true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pratfall.sources.archive_posts import ArchivePosts, check_id_times
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from tests.sources.one_file import NOW

FIRST = datetime(2026, 9, 1, 8, tzinfo=UTC)


def archive() -> ArchivePosts:
    posts = ArchivePosts("x", "lantern")
    posts.keep(FIRST, {"likes": 3.0}, post_id="1", post_type="text", relation="original")
    posts.skip("own_repost")
    posts.keep(FIRST + timedelta(days=2), post_id="2", post_type="text", relation="original")
    return posts


def test_without_a_printed_date_an_archive_speaks_until_its_newest_post() -> None:
    draft = Draft()
    archive().finish(draft, Context(now=NOW), exported_at=None, handle="lantern")
    [days] = draft.tables()["coverage"].to_pylist()
    assert (str(days["start"]), str(days["end"]), days["evidence"]) == ("2026-09-01", "2026-09-03", "rows")
    assert draft.as_of == FIRST + timedelta(days=2)


def test_with_one_it_speaks_until_then_even_when_nothing_was_posted() -> None:
    draft = Draft()
    archive().finish(draft, Context(now=NOW), exported_at=datetime(2026, 9, 30, tzinfo=UTC), handle="lantern")
    [days] = draft.tables()["coverage"].to_pylist()
    assert (str(days["end"]), days["evidence"]) == ("2026-09-30", "printed")
    assert {row["as_of"] for row in draft.tables()["observation"].to_pylist()} == {draft.as_of}


def test_items_left_out_are_counted_by_their_place() -> None:
    draft = Draft()
    archive().finish(draft, Context(now=NOW), exported_at=None)
    assert (draft.rows_read, draft.rows_kept) == (3, 2)
    assert [(item.reason, item.lines) for item in draft.skipped] == [("own_repost", (2,))]


def test_a_post_without_a_number_makes_no_observation() -> None:
    draft = Draft()
    archive().finish(draft, Context(now=NOW), exported_at=None)
    assert [row["subject_id"] for row in draft.tables()["observation"].to_pylist()] == ["1"]


def test_ids_that_tell_another_time_are_reported() -> None:
    draft = Draft()
    check_id_times(draft, [(FIRST, FIRST + timedelta(seconds=1)), (FIRST, FIRST + timedelta(hours=1)), (None, FIRST)])
    [told] = draft.checks
    assert (told.passed, told.n) == (False, 2)
