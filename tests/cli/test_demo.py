from __future__ import annotations

import time
from pathlib import Path

import pytest

from pratfall.lake import Lake
from pratfall.sample import regions
from tests.cli.conftest import Pratfall


def test_the_demo_reviews_five_accounts_and_starts_faster_the_second_time(
    pratfall: Pratfall, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("demo", "--no-serve", "--until", "2026-11-20") == 0
    first = capsys.readouterr()
    assert "The Long Table" in first.out
    (line,) = first.err.splitlines()
    assert "files imported; --verbose lists them" in line
    start = time.monotonic()
    assert pratfall("demo", "--no-serve", "--until", "2026-11-20") == 0
    assert time.monotonic() - start < 20
    assert capsys.readouterr().err == "", "nothing is imported twice"
    (recorded,) = home.rglob("mentions.csv")
    assert recorded.read_text(encoding="utf-8").startswith("time,network,account,author,text\n2026-1")
    assert not (home / "lake").exists(), "the demo keeps out of the user's own data"


def test_whoever_wants_a_line_for_each_file_gets_it(
    pratfall: Pratfall, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("demo", "--no-serve", "--verbose", "--until", "2026-11-20") == 0
    assert capsys.readouterr().err.count(".csv") >= 10


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_whoever_looks_at_the_demo_is_told_how_to_see_its_storm_begin(
    lang: str, pratfall: Pratfall, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pratfall.cli.demo.serve", lambda *_, **__: None)
    monkeypatch.setenv("PRATFALL_DEMO", "")  # what the demo says there would sign in the tests after this one
    assert pratfall("demo", "--until", "2026-11-20", "--lang", lang) == 0
    (recorded,) = home.rglob("mentions.csv")
    assert f"pratfall watch --replay {recorded} --from 2026-11-09 --speed 3600" in capsys.readouterr().err


def test_an_interrupted_making_leaves_nothing_that_looks_whole(
    pratfall: Pratfall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pratfall.sample.make", stop)
        assert pratfall("demo", "--no-serve", "--until", "2026-11-20") == 130
    assert not list(home.rglob("exports"))


def test_yesterdays_charity_is_forgotten(pratfall: Pratfall, home: Path) -> None:
    for day in ("2026-11-19", "2026-11-20"):
        assert pratfall("demo", "--no-serve", "--until", day) == 0
    assert [path.name for path in (home / "demo").iterdir()] == ["7-2026-11-20"]


@pytest.mark.parametrize("word", ["-7", "luck", "1.5"])
def test_a_luck_that_is_no_number_is_a_question_of_usage(pratfall: Pratfall, word: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        pratfall("demo", "--no-serve", "--seed", word)
    assert stopped.value.code == 2


def test_what_is_served_holds_the_local_groups_too_each_region_an_organisation(
    pratfall: Pratfall, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pratfall.cli.demo.serve", lambda *_, **__: None)
    assert pratfall("demo", "--until", "2026-11-20") == 0
    (files,) = home.rglob("groups")
    for region in regions():
        lake = Lake(files.parent, region)
        assert len(lake.known_files()) >= 5
