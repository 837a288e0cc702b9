"""Many files in one call: each on its own, and bad ones with one clear reason."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pratfall.errors import InputError
from pratfall.records.imports import Extract, FileReport, Outcome
from pratfall.sources import DateOrder, draft, read_paths, readers, reading

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "sources"
OLD = SAMPLES / "x_posts_old" / "tweet_activity_metrics_LanternMarsh_20190101_20190201_en.csv"
CONTENT = SAMPLES / "x_content" / "account_analytics_content_2026-06-01_2026-06-15.csv"
OVERVIEW = SAMPLES / "x_overview" / "lanternmarsh_account_overview_analytics.csv"
EVERY = sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def read(*paths: Path, **options: object) -> list[Extract | FileReport]:
    return list(read_paths(paths, now=NOW, **options))  # type: ignore[arg-type]


def report(result: Extract | FileReport) -> FileReport:
    return result.report if isinstance(result, Extract) else result


def only(*paths: Path, **options: object) -> FileReport:
    (result,) = read(*paths, **options)
    return report(result)


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.csv", b"")
    outcomes = [report(result).outcome for result in read(bad, OLD, tmp_path / "absent.csv", OVERVIEW)]
    assert outcomes == [Outcome.REFUSED, Outcome.IMPORTED, Outcome.REFUSED, Outcome.IMPORTED]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file_is_other_kind"),
        (bytes(range(256)) * 20, "file_binary"),
        (b"<!doctype html><html><title>Log in</title></html>", "file_is_web_page"),
        (OLD.read_bytes()[:-2], "quote_never_closed"),
        (CONTENT.read_bytes()[: CONTENT.read_bytes().rindex(b",") - 8], "file_truncated"),
        ("Tweet id,é\n".encode() + b"1,\xe9\n", "encoding_mixed"),
        (b"PK\x03\x04 and then nothing", "zip_truncated"),
        (b'{"posts": [1, 2', "json_damaged"),
        (b"[" * 200_000, "json_too_deep"),
    ],
)
def test_a_bad_file_is_refused_with_one_reason_and_leaves_nothing(data: bytes, code: str, tmp_path: Path) -> None:
    (result,) = read(written(tmp_path / "export.csv", data))
    assert isinstance(result, FileReport)
    assert result.outcome in (Outcome.REFUSED, Outcome.NEEDS_MAPPING)
    assert result.problem is not None
    assert result.problem.code == code
    assert result.problem.facts["file"] == "export.csv"


def test_a_ten_gigabyte_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(10 << 30)
    found = only(path)
    assert found.problem is not None
    assert found.problem.code == "file_too_large"


def test_the_name_of_a_file_decides_nothing(tmp_path: Path) -> None:
    assert only(written(tmp_path / "photo.xlsx", OLD.read_bytes())).source == "x_posts_old"
    assert only(written(tmp_path / "account_overview_analytics.csv", CONTENT.read_bytes())).source == "x_content"


def test_a_zip_is_read_like_the_files_in_it(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", old__csv=OLD.read_bytes(), overview__csv=OVERVIEW.read_bytes(), photo__jpg=b"x")
    found = [report(result) for result in read(path)]
    assert [(r.path_in_zip, r.source) for r in found] == [("old.csv", "x_posts_old"), ("overview.csv", "x_overview")]
    assert [r.file_id for r in found] == [only(OLD).file_id, only(OVERVIEW).file_id]


def test_a_zip_in_a_zip_is_read_but_not_deeper(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "1.zip", old__csv=OLD.read_bytes())
    middle = zipped(tmp_path / "2.zip", one__zip=inner.read_bytes())
    outer = zipped(tmp_path / "3.zip", two__zip=middle.read_bytes())
    assert only(middle).outcome is Outcome.IMPORTED
    assert only(outer).problem is not None


def test_a_bad_member_does_not_stop_the_other_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", a__csv=b"\x89PNG\r\n", b__csv=OLD.read_bytes(), c__csv=b"")
    assert [report(result).outcome for result in read(path)] == [Outcome.REFUSED, Outcome.IMPORTED, Outcome.REFUSED]


def test_a_folder_is_read_to_its_depths_but_hidden_and_private_files_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    written(tmp_path / "deep" / "er" / "a.csv", OLD.read_bytes())
    for name in (".hidden.csv", "direct-messages.js", "photo.jpg"):
        written(tmp_path / name, OLD.read_bytes())
    assert [report(result).name for result in read(tmp_path)] == ["a.csv"]


def test_the_same_bytes_twice_are_known_the_second_time(tmp_path: Path) -> None:
    copy = written(tmp_path / "copy (1).csv", OLD.read_bytes())
    assert [report(result).outcome for result in read(OLD, copy)] == [Outcome.IMPORTED, Outcome.ALREADY_KNOWN]


def test_two_readers_that_fit_equally_are_put_before_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twins = {"x_posts_old": readers()["x_posts_old"], "twin": readers()["x_posts_old"]}
    monkeypatch.setattr(reading, "readers", lambda: twins)
    found = only(OLD)
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.problem is not None
    assert found.problem.code == "two_readers_fit"
    assert only(OLD, source="twin").outcome is Outcome.IMPORTED


def test_a_source_the_user_names_must_exist_and_fit() -> None:
    with pytest.raises(InputError, match="source_unknown"):
        read(OLD, source="fax")
    found = only(OLD, source="x_overview")
    assert (found.outcome, found.problem and found.problem.code) == (Outcome.NEEDS_MAPPING, "source_does_not_fit")


def test_an_unknown_table_is_never_read_but_proposed(tmp_path: Path) -> None:
    path = written(tmp_path / "tool.csv", "Fecha;Alcance;Notas\n13/02/2026;12;nada\n")
    found = only(path)
    assert found.outcome is Outcome.NEEDS_MAPPING
    assert found.problem is not None
    assert found.problem.facts["columns"] == {"Fecha": "day", "Alcance": "reach"}


def test_a_known_export_without_its_key_column_is_not_read(tmp_path: Path) -> None:
    text = OVERVIEW.read_text().replace("Impressions", "Eindrücke")
    found = only(written(tmp_path / "a.csv", text))
    assert found.outcome is Outcome.NEEDS_MAPPING
    assert found.problem is not None
    assert found.problem.facts["closest"] == "x_overview"
    assert "impressions" in str(found.problem.facts["lacking"])


def test_dates_that_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    rows = "\n".join(f"0{i}/03/2026,{i},1,0,0,0" for i in range(1, 9))
    path = written(tmp_path / "a.csv", f"Date,Impressions,Likes,Bookmarks,Reposts,Unfollows\n{rows}\n")
    found = only(path)
    assert (found.outcome, found.problem and found.problem.code) == (Outcome.AMBIGUOUS, "date_order_unknown")
    assert only(path, date_order=DateOrder.DAY_FIRST).period_end == datetime(2026, 3, 8, tzinfo=UTC).date()
    assert only(path, date_order=DateOrder.MONTH_FIRST).period_end == datetime(2026, 8, 3, tzinfo=UTC).date()


def test_a_surprise_inside_one_reader_refuses_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr(draft.Draft, "cover", broken)
    found = [report(result) for result in read(OLD, SAMPLES / "stripe_balance" / "balance_history.csv")]
    assert found[0].outcome is Outcome.REFUSED
    assert found[0].problem is not None
    assert found[0].problem.code == "reader_failed"
    assert found[0].problem.facts["source"] == "x_posts_old"


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few random injuries: bytes changed, cut, doubled, or strange ones put in."""
    strange = (
        b'"',
        b"\0",
        b",",
        b"\n",
        b"\xff",
        b"\xc3",
        b"9" * 30,
        b"1e400",
        b"{",
        b"[",
        b"nan",
        b"\r",
        b";",
        b"\xe2\x80",
    )
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(5):
            case 0:
                out[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del out[at : at + rng.choice((1, 3, 20, 500))]
            case 2:
                out[at:at] = rng.choice(strange)
            case 3:
                del out[at:]
            case _:
                start = rng.randrange(len(out) + 1)
                out[at:at] = out[start : start + 50]
    return bytes(out)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_injured_file_is_read_or_refused_but_never_breaks_the_import(path: Path, tmp_path: Path) -> None:
    rng = random.Random(str(path.name))
    for i in range(8):
        injured = written(tmp_path / f"{i}{path.suffix}", mutated(path.read_bytes(), rng))
        for result in read(injured):
            found = report(result)
            assert found.problem is None or found.problem.code != "reader_failed", found.problem
            assert isinstance(result, Extract) == (found.outcome is Outcome.IMPORTED)
            assert found.rows_read == found.rows_kept + sum(skipped.count for skipped in found.skipped)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_at_all_break_the_import(data: bytes, tmp_path: Path) -> None:
    found = only(written(tmp_path / "any", data))
    assert found.problem is not None
    assert found.outcome is not Outcome.IMPORTED


def test_a_file_cut_anywhere_gives_whole_rows_or_nothing(tmp_path: Path) -> None:
    """Every post an injured old export gives stands in the whole one with the same numbers."""

    def rows(result: Extract | FileReport) -> set[tuple[object, ...]]:
        if not isinstance(result, Extract) or "observation" not in result.tables:
            return set()
        table = result.tables["observation"].select(["subject_id", "metric", "value"])
        return {tuple(row.values()) for row in table.to_pylist()}

    whole = OLD.read_bytes()
    truth = rows(read(OLD)[0])
    for cut in range(0, len(whole), 7):
        (result,) = read(written(tmp_path / OLD.name, whole[:cut]))
        assert rows(result) <= truth


def test_a_csv_inside_a_zip_may_be_large(tmp_path: Path) -> None:
    rows = OLD.read_bytes().split(b"\n", 1)
    body = io.BytesIO()
    for i in range(3000):
        body.write(rows[1].replace(b"LanternMarsh", b"Lantern%d" % (i % 3)))
    path = zipped(tmp_path / "all.zip", old__csv=rows[0] + b"\n" + body.getvalue())
    assert only(path).rows_read == 12_000


@pytest.mark.parametrize("turn", [1, -1])
def test_what_one_file_leaves_open_another_of_the_same_call_answers_in_any_order(turn: int) -> None:
    facebook = SAMPLES / "meta_content_facebook" / "Sep-01-2026_Sep-30-2026_en.csv"
    instagram = SAMPLES / "meta_content_instagram" / "Sep-01-2026_Sep-30-2026_en.csv"
    assert "zone_unknown" in only(facebook).notes
    together = {report(r).source: report(r) for r in read(*[facebook, instagram][::turn])}
    assert "zone_unknown" not in together["meta_content_facebook"].notes


def test_a_copy_of_a_file_that_leaves_something_open_is_reported_as_known(tmp_path: Path) -> None:
    facebook = SAMPLES / "meta_content_facebook" / "Sep-01-2026_Sep-30-2026_en.csv"
    copy = written(tmp_path / "copy.csv", facebook.read_bytes())
    assert [report(r).outcome for r in read(facebook, copy)] == [Outcome.IMPORTED, Outcome.ALREADY_KNOWN]
