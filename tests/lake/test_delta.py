from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from pratfall.lake import delta
from pratfall.lake.schema import stamp
from tests.lake.rows import table


def rows(organisation: str, *ids: str) -> pa.Table:
    posts = table("post", [{"post_id": id_} for id_ in ids])
    return stamp("post", posts, organisation=organisation, file_id="f", import_id="i", first_row=0)


def ids(root: Path, at: delta.TableAt, organisation: str | None = None) -> list[str]:
    return sorted(id_ for piece in delta.pieces(root, "post", at, organisation) for id_ in piece["post_id"].to_pylist())


def test_what_was_appended_after_a_version_is_not_in_it(tmp_path: Path) -> None:
    first = delta.append(tmp_path, delta.create(tmp_path, "post", "post-0"), rows("a", "p1"))
    second = delta.append(tmp_path, first, rows("a", "p2"))
    assert (ids(tmp_path, first), ids(tmp_path, second)) == (["p1"], ["p1", "p2"])


def test_taking_back_returns_to_the_rows_of_that_version_and_appending_goes_on(tmp_path: Path) -> None:
    first = delta.append(tmp_path, delta.create(tmp_path, "post", "post-0"), rows("a", "p1"))
    delta.append(tmp_path, first, rows("a", "lost"))
    back = delta.take_back(tmp_path, first)
    assert ids(tmp_path, back) == ["p1"]
    assert delta.take_back(tmp_path, back) == back
    assert ids(tmp_path, delta.append(tmp_path, back, rows("a", "p2"))) == ["p1", "p2"]


def test_one_organisation_is_never_given_files_of_another(tmp_path: Path) -> None:
    at = delta.append(tmp_path, delta.create(tmp_path, "post", "post-0"), rows("a", "p1"))
    at = delta.append(tmp_path, at, rows("b", "p2"))
    assert (ids(tmp_path, at, "a"), ids(tmp_path, at, "b"), ids(tmp_path, at, "c")) == (["p1"], ["p2"], [])


def test_a_folder_with_spaces_and_accents_holds_a_lake_like_any_other(tmp_path: Path) -> None:
    root = tmp_path / "a home à part 100%"
    root.mkdir()
    at = delta.append(root, delta.create(root, "post", "post-0"), rows("a", "p1"))
    assert ids(root, at) == ["p1"] and all(path.is_file() for path in delta.files(root, at))


def test_a_rewritten_table_has_what_was_kept_and_no_history(tmp_path: Path) -> None:
    at = delta.append(tmp_path, delta.create(tmp_path, "post", "post-0"), rows("a", "p1", "p2"))
    new = delta.rewrite(tmp_path, "post", at, "post-1", lambda piece: piece.slice(0, 1))
    assert ids(tmp_path, new) == ["p1"]
    assert (tmp_path / "post-0").exists() and new.folder == "post-1"


def test_packing_keeps_the_rows_and_the_files_of_those_still_reading(tmp_path: Path) -> None:
    at = delta.create(tmp_path, "post", "post-0")
    for i in range(5):
        at = delta.append(tmp_path, at, rows("a", f"p{i}"))
    before, packed = delta.files(tmp_path, at), delta.pack(tmp_path, at)
    delta.sweep(tmp_path, packed, keep_hours=1)
    assert len(delta.files(tmp_path, packed)) == 1 and all(path.exists() for path in before)
    assert ids(tmp_path, packed) == [f"p{i}" for i in range(5)]
