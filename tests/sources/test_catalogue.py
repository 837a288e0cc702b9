"""What `pratfall sources` is told."""

from __future__ import annotations

from pratfall.sources import catalogue, readers


def test_the_catalogue_lists_every_reader_and_the_mapping() -> None:
    names = [entry.name for entry in catalogue()]
    assert names[-1] == "mapped"
    assert sorted(names[:-1]) == sorted(readers())


def test_an_entry_says_whether_a_real_file_was_seen() -> None:
    by_name = {entry.name: entry for entry in catalogue()}
    assert by_name["x_posts_old"].real_file_seen
    assert not by_name["x_content"].real_file_seen
