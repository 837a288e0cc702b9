"""What is proposed for a file nobody recognises."""

from __future__ import annotations

import io
import shlex

from pratfall.sources.blobs import Blob
from pratfall.sources.document import of_blob
from pratfall.sources.mapping import from_flags
from pratfall.sources.proposals import Proposal, header_row, propose, vocabulary


def proposed(text: str) -> Proposal:
    data = text.encode()
    return propose(of_blob(Blob("a.csv", len(data), lambda: io.BytesIO(data))))


def test_names_near_known_ones_are_proposed() -> None:
    found = proposed("Fecha;Impresiones;Comentarios;Enlace;Kolumne\n13/02/2026;3;1;https://a/1;z\n")
    assert found.columns == {"Fecha": "day", "Impresiones": "impressions", "Comentarios": "comments", "Enlace": "url"}


def test_values_speak_where_names_do_not() -> None:
    long = "A text that is long enough to be a post and nothing else at all"
    found = proposed(f"Q1,Q2,Q3\nhttps://a/1,2026-01-01 10:00,{long}\nhttps://a/2,2026-01-02 11:00,{long}\n")
    assert found.columns == {"Q1": "url", "Q2": "time", "Q3": "text"}


def test_a_column_of_words_is_no_metric() -> None:
    assert "Comments" not in proposed("Date,Comments\n2026-01-01,nice\n2026-01-02,bad\n").columns


def test_a_date_printed_with_its_hour_is_a_time() -> None:
    assert proposed("date,likes\n2026-01-01 10:00,3\n").columns == {"date": "time", "likes": "likes"}


def test_numbers_alone_mean_nothing() -> None:
    assert proposed("A,B\n1,2\n3,4\n").columns == {}


def test_the_flags_can_be_used_as_they_stand() -> None:
    found = proposed('Mentions J\u2019aime;Fecha;Alcance "x"\n3;13/02/2026;4\n')
    words = shlex.split(found.flags.replace("KIND", "per_day"))
    mapping = from_flags([words[i + 1] for i, word in enumerate(words) if word == "--map"], kind=words[-1])
    assert mapping.columns == found.columns


def test_the_closest_known_export_is_named_with_what_it_lacks() -> None:
    found = proposed("Date,Eindrücke,Likes,Bookmarks,New follows,Unfollows,Create Post\n2026-01-01,1,1,1,1,1,1\n")
    assert (found.closest, found.lacking) == ("x_overview", ("impressions",))


def test_the_header_is_the_row_of_words_the_others_agree_with() -> None:
    data = b"A title\n\nDate,Likes\n2026-01-01,3\n2026-01-02,4\n"
    (sheet,) = of_blob(Blob("a.csv", len(data), lambda: io.BytesIO(data))).sheets
    assert header_row(sheet) == 2


def test_a_file_without_a_header_gets_no_proposal() -> None:
    assert proposed("1,2\n3,4\n") == Proposal((), {}, "", ())
    assert proposed("just some words\nand more of them\n").headers == ()


def test_the_vocabulary_is_unambiguous() -> None:
    assert vocabulary()["retweets"] == "shares"
    assert len(vocabulary()) > 100


def test_a_name_that_differs_in_a_whole_word_is_not_taken_for_a_spelling() -> None:
    found = proposed("Send Time,Total Clicks,Impresions\n2026-01-01 10:00,3,9\n2026-01-02 10:00,4,8\n")
    assert found.columns.get("Total Clicks") != "likes"
    assert found.columns["Impresions"] == "impressions"
