"""The Instagram archive: mojibake repaired, insights joined by the minute, nothing private opened."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pratfall.records.imports import Outcome
from tests.sources.one_file import SAMPLES, check, extract, report, rows, written

ARCHIVE = SAMPLES / "instagram_archive" / "instagram-lantern.fr-2026-10-01-AbCdEfGh.zip"


def test_texts_are_repaired_and_formats_known() -> None:
    posts = rows(extract(ARCHIVE), "post")
    assert [row["post_type"] for row in posts] == ["image", "carousel", "video", "short", "story"]
    assert posts[0]["text"] == "Un bol d\u2019espoir #Soupe"
    assert posts[0]["hashtags"] == ["Soupe"]
    assert posts[3]["text"] == "Coulisses \U0001f3ac"


def test_insights_find_their_post_by_the_minute() -> None:
    found = extract(ARCHIVE)
    first = rows(found, "post")[0]["post_id"]
    told = {row["metric"]: row["value"] for row in rows(found, "observation") if row["subject_id"] == first}
    assert told == {"reach": 3119, "impressions": 4050, "likes": 210, "saves": 12}  # comments are printed as --
    assert check(found, "insights_joined_to_posts").passed


def test_labels_nobody_knows_are_counted_and_named() -> None:
    found = extract(ARCHIVE)
    assert (check(found, "labels_recognised").expected, check(found, "labels_recognised").got) == ("13", "10")
    assert "label_ignored:Étiquette que personne ne connaît" in found.report.notes


def test_the_same_label_means_something_else_in_another_file() -> None:
    told = [row for row in rows(extract(ARCHIVE), "observation") if row["subject_type"] == "account"]
    values = {row["metric"]: (row["value"], row["kind"]) for row in told}
    assert values["followers"] == (10249, "point_in_time")
    assert values["reach"] == (33591, "window_total")
    assert values["follows_gained"] == (905, "window_total")
    assert check(extract(ARCHIVE), "follows_net_is_gained_less_lost").passed


def test_the_window_of_the_insights_gets_its_year_from_the_export() -> None:
    told = [row for row in rows(extract(ARCHIVE), "observation") if row["metric"] == "profile_views"]
    assert (told[0]["window_start"], told[0]["window_end"]) == (date(2026, 7, 3), date(2026, 9, 30))


def test_only_posts_and_insights_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def watched(self: zipfile.ZipFile, name: object, *args: object, **options: object) -> object:
        opened.append(getattr(name, "filename", str(name)))
        return real(self, name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipFile, "open", watched)
    extract(ARCHIVE)
    assert opened
    assert all("/media/" in name or "past_instagram_insights" in name for name in opened)


def test_the_list_of_posts_alone_is_read_without_a_name() -> None:
    found = extract(SAMPLES / "instagram_archive" / "posts_1.json")
    assert len(rows(found, "post")) == 3
    assert rows(found, "account")[0]["account_id"] == "local:instagram"


def test_english_labels_in_the_other_dialect_are_read(tmp_path: Path) -> None:
    stamp = 1788283805
    path = tmp_path / "instagram-lantern-2026-10-01-x.zip"
    values = [{"label": "Accounts reached", "value": "1,234"}, {"label": "Saves", "value": "--"}]
    insight = {"media_map_data": {"Media Thumbnail": {"creation_timestamp": stamp}}, "label_values": values}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content/posts_1.json", json.dumps([{"media": [{"uri": "a", "creation_timestamp": stamp}]}]))
        archive.writestr("past_instagram_insights/posts.json", json.dumps({"organic_insights_posts": [insight]}))
    told = rows(extract(path), "observation")
    assert [(row["metric"], row["value"]) for row in told] == [("reach", 1234.0)]


def test_another_list_of_media_is_not_taken_for_instagram(tmp_path: Path) -> None:
    path = written(tmp_path, "other.json", '{"creation_timestamp": 5, "items": []}')
    assert report(path).outcome is Outcome.REFUSED
