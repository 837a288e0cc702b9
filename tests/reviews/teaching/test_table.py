from pathlib import Path

import pytest

from pratfall.errors import PratfallError
from pratfall.reviews.teaching.table import read_labels


def rows(path: Path, text: str, task: str = "sentiment") -> list[tuple[str, str]]:
    path.write_text(text, encoding="utf-8")
    return [(label.text, label.label) for label in read_labels(path, task)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "labels.csv"


def test_text_and_label_are_read_from_columns_anywhere(file: Path) -> None:
    found = rows(file, 'id,Label,text\n1,Negative,"late, again"\n2,neutre,bonjour\n3,pos,merci\n')
    assert found == [("late, again", "negative"), ("bonjour", "unclear"), ("merci", "positive")]


def test_a_french_spreadsheet_with_semicolons_and_a_mark_is_read(file: Path) -> None:
    found = rows(file, "\ufefftexte;étiquette\nOù est mon colis ?;oui\nMerci;non\n", "complaint")
    assert found == [("Où est mon colis ?", "yes"), ("Merci", "no")]


def test_a_text_over_several_lines_stays_one(file: Path) -> None:
    assert rows(file, 'text,label\n"one\ntwo",pos\n') == [("one\ntwo", "positive")]


def test_a_line_separator_inside_a_text_ends_no_row(file: Path) -> None:
    assert rows(file, "text,label\none\u2028two\x85three,pos\n") == [("one\u2028two\x85three", "positive")]


def test_rows_without_text_are_left_out(file: Path) -> None:
    assert rows(file, "text,label\n,pos\n  ,pos\nhi\nok,neg\n") == [("ok", "negative")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("words,mark\nhi,pos\n", "teach_columns"),
        ("", "teach_columns"),
        ("text,label\nhi,splendid\n", "teach_label"),
        ("text,label\nhi,yes\n", "teach_label"),
    ],
)
def test_what_cannot_be_understood_is_said(file: Path, text: str, code: str) -> None:
    with pytest.raises(PratfallError) as error:
        rows(file, text)
    assert error.value.code == code


def test_another_encoding_is_said(file: Path) -> None:
    file.write_bytes("text,label\né,pos\n".encode("latin-1"))
    with pytest.raises(PratfallError) as error:
        list(read_labels(file, "sentiment"))
    assert error.value.code == "not_utf8"


def test_a_cell_without_end_is_refused(file: Path) -> None:
    with pytest.raises(PratfallError) as error:
        rows(file, "text,label\n" + "a" * 1_100_000 + ",pos\n")
    assert error.value.code == "teach_not_csv"
