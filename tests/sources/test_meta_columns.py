"""Meta's names: exact before pattern, unpaid and boosted apart, in three languages."""

from __future__ import annotations

import pytest

from pratfall.sources import meta_columns
from pratfall.sources.columns import lay_out


@pytest.mark.parametrize(
    ("whole", "organic", "paid"),
    [
        ("Views", "Views from Organic posts", "Views from Boosted posts"),
        ("Vues", "Vues de Publications organiques", "Vues de Publications boostées"),
        (
            "Visualizaciones",
            "Visualizaciones de Publicaciones orgánicas",
            "Visualizaciones de Publicaciones promocionadas",
        ),
    ],
)
def test_unpaid_and_boosted_numbers_are_fields_of_their_own(whole: str, organic: str, paid: str) -> None:
    layout = lay_out([paid, organic, whole], meta_columns.FACEBOOK)
    assert layout.where == {"views@paid": 0, "views@organic": 1, "views": 2}


def test_views_of_three_seconds_are_not_views_and_the_sum_is_not_comments() -> None:
    headers = ["Vues de vidéo de 3\u00a0secondes de Publications organiques", "Réactions, commentaires et partages"]
    layout = lay_out(headers, meta_columns.FACEBOOK)
    assert set(layout.where) == {"video_views_3s@organic", "engagements_reported"}


def test_curly_apostrophes_and_no_break_spaces_make_no_difference() -> None:
    layout = lay_out(["Mentions J\u2019aime", "Followers en plus"], meta_columns.INSTAGRAM)
    assert set(layout.where) == {"likes", "follows_gained"}


def test_a_second_column_in_another_language_is_known_and_not_read() -> None:
    layout = lay_out(["Type de publication", "Post type"], meta_columns.FACEBOOK)
    assert layout.where == {"type": 0}
    assert layout.unknown == ()
