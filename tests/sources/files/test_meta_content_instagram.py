"""Meta Business Suite, Instagram: aggregates and days apart, zone from shortcodes, partners once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pratfall.records.imports import Extract, ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, results, rows, skipped, written
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "meta_content_instagram"
ENGLISH = FOLDER / "Sep-01-2026_Sep-30-2026_en.csv"


def test_a_real_anonymised_export(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "instagram" / "mbs_content_ig_w25_anonymised_sample.csv")
    assert (found.report.rows_read, found.report.rows_kept) == (12, 12)
    assert {metric: pair for (_, metric, _, _), pair in sums(found).items()} == {
        "views": (12, 117_667.0), "likes": (12, 3861.0), "shares": (12, 1488.0), "comments": (12, 47.0),
        "saves": (12, 656.0), "reach": (12, 76_037.0), "follows_gained": (12, 35.0),
    }  # fmt: skip
    assert {row["account_id"] for row in rows(found, "account")} == {"uwmathsoc_sample"}
    posts = rows(found, "post")
    assert posts[0]["published_at"] is None
    assert (posts[0]["published_local"], posts[0]["published_precision"]) == ("2025-04-05 12:22:00", "minute")
    assert (found.report.zone, found.report.zone_evidence) == ("", ZoneEvidence.NONE)
    assert "zone_unknown" in found.report.notes
    assert check(found, "reach_within_impressions").passed


def test_the_zone_is_measured_from_the_shortcodes() -> None:
    found = extract(ENGLISH)
    assert (found.report.zone, found.report.zone_evidence) == ("America/Los_Angeles", ZoneEvidence.ID_DERIVED)
    first = rows(found, "post")[0]
    assert (first["published_local"], first["published_at"].isoformat()) == (
        "2026-09-24 15:30:00",
        "2026-09-24T22:30:00+00:00",
    )
    assert check(found, "time_equals_id").n == 3


def test_the_facebook_file_of_the_same_call_uses_the_measured_zone() -> None:
    instagram, facebook = results(ENGLISH, SAMPLES / "meta_content_facebook" / "Sep-01-2026_Sep-30-2026_en.csv")
    assert isinstance(instagram, Extract)
    assert isinstance(facebook, Extract)
    assert facebook.report.zone == "America/Los_Angeles"
    moments = [post["published_at"] for post in rows(facebook, "post")]
    assert moments[0] == datetime.fromisoformat("2026-09-24T22:31:00+00:00")


def test_days_and_the_aggregate_of_a_post_are_never_added() -> None:
    found = extract(FOLDER / "daily_and_lifetime_en.csv")
    totals = sums(found)
    assert totals["post", "views", "lifetime_to_date", "all"] == (2, 6600.0)
    assert totals["post", "views", "per_day", "all"] == (4, 6600.0)
    assert len(rows(found, "post")) == 2
    assert {row["additive"] for row in rows(found, "observation") if row["metric"] == "reach"} == {False}


def test_captions_of_several_lines_types_tags_and_links() -> None:
    posts = rows(extract(ENGLISH), "post")
    assert posts[0]["text"] == 'Storks!\nSecond line, with a "quote" #Marsh #storks'
    assert posts[0]["hashtags"] == ["Marsh", "storks"]
    assert posts[1]["links"] == ["https://amisdumarais.example/?utm_source=ig"]
    assert [(post["post_type"], post["duration_s"]) for post in posts] == [("image", 0), ("short", 61), ("carousel", 0)]


def test_a_blank_reach_is_unknown() -> None:
    found = extract(ENGLISH)
    assert "reach" not in values(found, rows(found, "post")[2]["post_id"], kind="lifetime_to_date")


@pytest.mark.parametrize(("name", "n", "views"), [("contenu_fr.csv", 2, 6600), ("contenido_es.csv", 1, 1200)])
def test_french_and_spanish_mean_the_same_and_stay_month_first(name: str, n: int, views: int) -> None:
    found = extract(FOLDER / name)
    assert sums(found)["post", "views", "lifetime_to_date", "all"] == (n, views)
    assert rows(found, "post")[0]["published_local"] == "2026-05-28 05:06:00"
    assert found.report.zone == "Europe/Paris"
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_an_ambiguous_french_date_is_month_first(tmp_path: Path) -> None:
    lines = (FOLDER / "contenu_fr.csv").read_text("utf-8").splitlines(keepends=True)
    found = extract(written(tmp_path, "contenu.csv", lines[0] + lines[2]))  # 05/03/2026 12:15 alone
    assert rows(found, "post")[0]["published_local"] == "2026-05-03 12:15:00"


def test_ids_excel_has_rounded_do_no_harm_where_the_link_is_whole(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8")
    for i in range(4, 7):
        text = text.replace(f"1801234567890123{i}", "1.80123E+16")
    found = extract(written(tmp_path, "content.csv", text))
    assert [post["post_id"] for post in rows(found, "post")] == [
        post["post_id"] for post in rows(extract(ENGLISH), "post")
    ]


def test_a_story_without_shortcode_and_with_a_rounded_id_is_left_out(tmp_path: Path) -> None:
    text = (
        ENGLISH.read_text("utf-8")
        .replace("18012345678901236", "1.80123E+16")
        .replace("instagram.com/p/", "instagram.com/stories/x/", 3)
    )
    assert list(skipped(extract(written(tmp_path, "content.csv", text)))) == ["id_spoiled_by_spreadsheet"]


def test_a_post_made_with_a_partner_is_counted_once(tmp_path: Path) -> None:
    lines = ENGLISH.read_text("utf-8").splitlines(keepends=True)
    partner = lines[-1].replace("marsh_friends", "river_watch").replace("17841400000000001", "17841400000000002")
    found = extract(written(tmp_path, "content.csv", "".join(lines) + partner))
    assert skipped(found) == {"collaboration_counted_once": (6,)}
    shared = rows(found, "post")[2]
    assert (shared["relation"], shared["account_id"]) == ("collab", "marsh_friends")
    assert sums(found)["post", "likes", "lifetime_to_date", "all"] == (3, 434.0)


def test_two_hundred_breakdown_columns_are_ignored_in_silence(tmp_path: Path) -> None:
    extra = [f"Percentage of total views at interval {i}" for i in range(41)]
    lines = ["Post ID,Account username,Publish time,Permalink,Post type,Date,Views,Likes," + ",".join(extra)]
    lines.append(
        "18012345678901234,marsh,09/24/2026 15:30,https://www.instagram.com/p/Ddr9jBngBCS/,IG image,Lifetime,5,1"
        + ",0.5" * 41
    )
    found = extract(written(tmp_path, "wide.csv", "\n".join(lines) + "\n"))
    assert sums(found)["post", "views", "lifetime_to_date", "all"] == (1, 5.0)
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_reach_above_views_is_reported(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8").replace("Lifetime,1200,900", "Lifetime,1200,1201")
    assert check(extract(written(tmp_path, "content.csv", text)), "reach_within_impressions").passed is False
