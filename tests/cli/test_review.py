from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from pratfall.records.links import LinkCheck, LinkState
from tests.cli.conftest import Pratfall


def test_files_are_imported_and_reviewed_in_one_go(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("review", tweets) == 0
    printed = capsys.readouterr()
    assert tweets.name in printed.err
    assert "longtable" in printed.out
    assert all(len(line) <= 100 for line in printed.out.splitlines())


def test_json_is_alone_on_standard_output(pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("review", tweets, "--json", "--as-of", "2019-02-15") == 0
    review = json.loads(capsys.readouterr().out)
    assert review["as_of"].startswith("2019-02-15T23:59:59")


def test_what_came_later_does_not_exist_yet(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("import", tweets)
    posts = []
    for day in ("2019-01-10", "2019-03-01"):
        capsys.readouterr()
        pratfall("review", "--json", "--as-of", day)
        posts.append(sum(account["posts"] for account in json.loads(capsys.readouterr().out)["accounts"]))
    assert posts[0] < posts[1] == 30


def test_html_and_markdown_are_written_in_the_language_asked_for(
    pratfall: Pratfall, tweets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html, markdown = tmp_path / "review.html", tmp_path / "review.md"
    assert pratfall("review", tweets, "--html", html, "--markdown", markdown, "--lang", "fr") == 0
    assert '<html lang="fr"' in html.read_text(encoding="utf-8")
    assert markdown.read_text(encoding="utf-8").startswith("# ")
    assert capsys.readouterr().out == ""


def test_a_bad_file_beside_a_good_one_still_gives_a_review_and_exit_code_one(
    pratfall: Pratfall, tweets: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("review", tweets, broken) == 1
    assert "longtable" in capsys.readouterr().out


def test_nothing_imported_says_what_to_do_next(pratfall: Pratfall, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("review") == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "pratfall" in printed.err


def test_organisations_on_one_machine_stay_apart(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("import", tweets, "--organisation", "One") == 0
    assert pratfall("review", "--organisation", "Two") == 1


def test_links_are_tried_when_asked_and_remembered_for_a_week(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def fetch(_: object, url: str, *, asked: datetime, private_too: bool) -> LinkCheck:
        tried.append(url)
        return LinkCheck(url=url, asked=asked, state=LinkState.DEAD, status=404)

    monkeypatch.setattr("pratfall.reviews.links.fetch", fetch)
    monkeypatch.setattr("pratfall.reviews.links.recent", lambda scene: ["https://longtable.example/menu"])
    assert pratfall("review", tweets) == 0
    assert not tried
    assert pratfall("review", "--check-links") == 0
    assert "1 lead nowhere" in capsys.readouterr().err
    assert pratfall("review", "--check-links") == 0
    assert tried == ["https://longtable.example/menu"]
    assert "0 lead nowhere" in capsys.readouterr().err
