from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from benchmarks import site_world
from pratfall.lake import Lake
from pratfall.records.findings import Kind
from pratfall.records.measures import Measured
from pratfall.reviews.intake import import_paths
from pratfall.site import worker
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.today import desk, jobs, making, told

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def test_a_review_is_made_once_a_day_for_a_state_of_the_lake(
    client: Client, full_home: Path, organisation: Organisation
) -> None:
    first = desk.current(organisation, NOW)
    assert first is not None
    made = (first.folder / "review.json").stat().st_mtime_ns
    again = desk.current(organisation, NOW + timedelta(hours=3))
    assert again == first
    assert (first.folder / "review.json").stat().st_mtime_ns == made
    assert first.story("fr") is first.story("fr")


def test_new_files_make_a_new_review(tmp_path: Path, empty_client: Client, organisation: Organisation) -> None:
    assert desk.current(organisation, NOW) is None
    header = (
        "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts\n"
    )
    row = '{id},"Fri, Jun 5, 2026",Hello,https://x.com/lantern/status/{id},100,{likes},9,0,0,0,0,0\n'
    found = []
    for likes in (3, 5):
        export = tmp_path / f"account_analytics_content_2026-06-01_2026-06-{likes + 20}.csv"
        export.write_text(header + row.format(id="2062800000000000000", likes=likes), encoding="utf-8")
        import_paths(Lake(tmp_path, "default"), [export], now=NOW)
        found.append(desk.current(organisation, NOW))
    assert found[0] is not None and found[1] is not None
    assert found[0].folder != found[1].folder
    assert [len(item.review.files) for item in found if item] == [1, 2]


def test_readers_who_come_at_once_share_one_review(client: Client, organisation: Organisation) -> None:
    later = NOW + timedelta(days=30)
    found: list[desk.Desk | None] = []

    shared = connections["default"]

    def read() -> None:
        connections["default"] = shared  # nothing of this test is committed, so other connections see nothing
        found.append(desk.current(organisation, later))

    shared.inc_thread_sharing()
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.dec_thread_sharing()
    assert len(found) == 4 and len(set(found)) == 1


def test_where_a_worker_runs_the_review_before_is_read_while_it_makes_a_new_one(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.current(organisation, NOW)
    asked: list[making.Wanted] = []
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    monkeypatch.setattr(jobs, "ask_for", asked.append)
    another_day = NOW + timedelta(days=90)
    meanwhile = desk.current(organisation, another_day)
    assert first is not None and meanwhile is not None and meanwhile.renewing and not first.renewing
    assert meanwhile.review.as_of < another_day
    assert making.made(asked[0])
    renewed = desk.current(organisation, another_day)
    assert renewed is not None and not renewed.renewing and renewed.folder == asked[0].folder
    assert len(asked) == 1


def test_the_first_review_is_waited_for_even_where_a_worker_runs(
    client: Client, full_home: Path, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    for made in (full_home / "cache").glob("*/review.json"):
        made.unlink()
    found = desk.current(organisation, NOW + timedelta(days=91))
    assert found is not None and not found.renewing


def test_readers_never_work_out_a_campaigns_numbers_where_a_worker_can(
    client: Client, owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    site_world.make_plans(owner, NOW, 2)
    before = desk.numbers(owner.organisation, NOW)
    asked: list[making.Wanted] = []
    monkeypatch.setattr(worker, "is_beside", lambda: True)
    monkeypatch.setattr(jobs, "ask_for", asked.append)
    monkeypatch.setattr(making, "numbers", lambda *_: pytest.fail("worked out while somebody waits"))
    ended = Campaign.objects.get(name="Campaign 00")
    ended.pieces.create(kind="post", platform="x", ref="1", belongs=True, by=owner.user, at=NOW)
    assert len(before) == 2 and desk.numbers(owner.organisation, NOW) == before
    assert len(asked) == 1


def test_readers_who_come_at_once_read_a_file_once(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = desk.current(organisation, NOW)
    assert found is not None
    moved = desk.Desk(found.folder.rename(found.folder.with_name(f"{found.folder.name}0")))  # so nobody has read it
    read: list[str] = []
    reads = told.read
    monkeypatch.setattr(told, "read", lambda folder: read.append("once") or reads(folder))  # type: ignore[func-returns-value]
    threads = [threading.Thread(target=moved.story, args=("en",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == ["once"]


def test_numbers_that_promises_are_held_to_are_those_of_the_review(client: Client, organisation: Organisation) -> None:
    found = desk.current(organisation, NOW)
    assert found is not None
    levels = {m.account_id: m.estimate for m in found.measures if m.measured is Measured.LEVEL}
    assert levels and levels == {a.account.account_id: a.level for a in found.review.accounts if a.metric}
    assert {m.measured for m in found.measures} == set(Measured)


def test_a_review_of_before_has_no_such_numbers(tmp_path: Path) -> None:
    assert desk.Desk(tmp_path).measures == ()


def test_only_the_newest_review_of_an_organisation_stays_in_memory(client: Client, organisation: Organisation) -> None:
    for day in (0, 1):
        found = desk.current(organisation, NOW + timedelta(days=day))
        assert found is not None and found.review.as_of == NOW + timedelta(days=day)
    whose = found.folder.name.partition("-")[0]
    assert desk._AT_HAND[whose][0] == found.folder


def test_every_habit_is_kept_month_by_month_with_the_review(client: Client, organisation: Organisation) -> None:
    current = desk.current(organisation, NOW)
    assert current is not None
    months = current.habits
    assert [then.on for then in months] == sorted(then.on for then in months)
    assert months[-1].on == NOW.date()
    told = {(f.code, f.estimate) for f in current.review.findings if f.kind is Kind.HABIT}
    assert {(r.code, r.estimate) for r in months[-1].readings if r.status} == told
    assert desk.Desk(current.folder / "older").habits == ()
