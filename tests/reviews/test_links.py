from __future__ import annotations

import socket
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from pratfall.lake import Lake
from pratfall.records.links import LinkCheck, LinkState
from pratfall.records.subjects import SubjectKind
from pratfall.reviews import engine, settings
from pratfall.reviews import links as asking
from pratfall.reviews.intake import import_paths
from pratfall.reviews.links import Links, believable, check, counted, due, recent
from tests.reviews.exports import tweet, write
from tests.small_scenes import post, scene

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOUP = "soup bread garden kitchen onions winter table apples crates music harbour boats pepper flour oven".split()
PAGE = "https://pond.example/give"


def found(url: str = PAGE, state: str = "alive", *, asked: datetime = NOW, status: int | None = 200) -> LinkCheck:
    return LinkCheck(url=url, asked=asked, state=LinkState(state), status=status, landed=url)


def test_what_was_asked_is_remembered_with_its_moment(tmp_path: Path) -> None:
    links = Links(tmp_path, "pond")
    links.remember([found(), found("https://pond.example/old", "dead", status=404)])
    assert links.known(NOW) == {c.url: c for c in (found(), found("https://pond.example/old", "dead", status=404))}
    assert stat.S_IMODE(links.path.stat().st_mode) == 0o600


def test_a_look_at_the_past_does_not_know_what_was_asked_later(tmp_path: Path) -> None:
    links = Links(tmp_path, "pond")
    links.remember([found()])
    assert links.known(NOW - timedelta(seconds=1)) == {}


def test_organisations_do_not_see_each_others_links(tmp_path: Path) -> None:
    Links(tmp_path, "pond").remember([found()])
    assert Links(tmp_path, "lake").known(NOW) == {}


def test_an_answer_that_proves_nothing_does_not_replace_one_that_did(tmp_path: Path) -> None:
    links, later = Links(tmp_path, "pond"), NOW + timedelta(days=30)
    links.remember([found(state="dead", status=404)])
    links.remember([found(state="unknown", status=503, asked=later)])
    assert links.known(later)[PAGE].state is LinkState.DEAD
    links.remember([found(state="alive", asked=later)])
    assert links.known(later)[PAGE] == found(state="alive", asked=later)


def test_forgotten_links_are_gone(tmp_path: Path) -> None:
    links = Links(tmp_path, "pond")
    links.forget()
    links.remember([found()])
    links.forget()
    assert links.known(NOW) == {}
    assert list(links.path.parent.iterdir()) == []


def test_recent_links_that_lead_off_the_networks_are_asked_newest_first() -> None:
    posts = [
        post("2026-01-01", links=("https://pond.example/too-old",)),
        post("2026-10-01", links=(PAGE, "https://www.facebook.com/pond", "ftp://pond.example/x")),
        post("2026-11-01", links=("https://t.co/short", "https://pond.example/new")),
        post("2026-11-02", links=(PAGE,)),
    ]
    assert recent(scene(posts)) == [PAGE, "https://t.co/short", "https://pond.example/new"]


def test_a_link_is_asked_again_after_a_week_and_not_sooner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(_: object, url: str, *, asked: datetime, private_too: bool, seen: list[str] = asked) -> LinkCheck:
        seen.append(url)
        return found(url, asked=asked)

    monkeypatch.setattr(asking, "fetch", fetch)
    monkeypatch.setattr(asking, "PAUSE_SECONDS", 0.0)
    links = Links(tmp_path, "pond")
    urls = [PAGE, "https://pond.example/b", "https://lake.example/"]
    assert [c.url for c in check(links, urls, now=NOW)] == urls
    assert sorted(asked) == sorted(urls)
    assert due(links, urls, now=NOW + timedelta(days=6)) == []
    assert due(links, [*urls, "https://new.example/"], now=NOW) == ["https://new.example/"]
    assert due(links, urls, now=NOW + timedelta(days=8)) == urls


def test_offline_nothing_is_held_against_a_link() -> None:
    nobody = LinkCheck(url=PAGE, asked=NOW, state=LinkState.DEAD, why="no_such_host")
    assert [c.state for c in believable([nobody])] == [LinkState.UNKNOWN]
    assert [c.state for c in believable([nobody, found("https://pond.example/")])] == [LinkState.DEAD, LinkState.ALIVE]
    assert believable([]) == []


def test_answers_are_counted_by_what_they_mean() -> None:
    assert counted([found(), found(state="dead"), found(state="dead")]) == {
        "alive": 1,
        "dead": 2,
        "front_page": 0,
        "unknown": 0,
    }


def test_a_server_that_never_comes_to_an_end_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps every time limit between two bytes from ending."""
    held = socket.create_server(("127.0.0.1", 0))
    hung_up = Event()

    def drip() -> None:
        caller, _ = held.accept()
        with caller, suppress(OSError):
            caller.sendall(b"HTTP/1.1 200 OK\r\n")
            while not hung_up.wait(0.1):
                caller.sendall(b"X: y\r\n")

    Thread(target=drip, daemon=True).start()
    monkeypatch.setattr(asking, "QUIET_SECONDS", 1.0)
    slow, shut = f"http://127.0.0.1:{held.getsockname()[1]}/page", "http://localhost:1/page"
    found = asking.ask([slow, shut], now=NOW, private_too=True)
    hung_up.set()
    held.close()
    assert [(c.url, c.why) for c in found] == [(slow, "no_answer"), (shut, "unreachable")]


def test_nothing_to_ask_is_nothing_asked() -> None:
    assert asking.ask([], now=NOW) == []


def test_links_that_lead_nowhere_are_found_behind_a_fall(tmp_path: Path) -> None:
    """From the export to the cause: two in five posts of the last months lead to a page that is gone, and lose most."""
    start, rng = datetime(2026, 3, 1, 9, tzinfo=UTC), np.random.default_rng(6)
    gone, there = "https://pond.example/spring", "https://pond.example/soup"
    rows = []
    for i in range(300):
        dead = i >= 180 and i % 5 < 3
        likes = int(rng.lognormal(np.log(60), 0.5) * (0.25 if dead else 1.0))
        rows.append(
            tweet(start + timedelta(days=i), likes, f"{' '.join(rng.choice(SOUP, 6))} {gone if dead else there}")
        )
    now = start + timedelta(days=302)
    lake = Lake(tmp_path / "home", "pond")
    import_paths(lake, [write(tmp_path / "a.csv", rows)], now=now)
    links = Links(lake.home, lake.organisation)
    links.remember([found(gone, "dead", asked=now, status=404), found(there, asked=now)])
    review = engine.review(lake, now=now, settings=settings.load(tmp_path / "home"))
    (fall,) = [f for f in review.findings if f.code == "level_fell" and f.subject.kind is SubjectKind.ACCOUNT]
    assert fall.diagnosis is not None
    first = fall.diagnosis.causes[0]
    assert (first.code, first.told) == ("execution", True)
    assert first.facts["fault"] == "dead_page"
    assert first.facts["asked"] == now.date()
