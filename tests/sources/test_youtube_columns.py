"""YouTube Studio's names in four languages, its totals, its note about the limit, its channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.sources import youtube_columns
from pratfall.sources.blobs import of_path
from pratfall.sources.columns import lay_out
from pratfall.sources.document import of_blob
from tests.sources.one_file import written


@pytest.mark.parametrize(
    "headers",
    [
        ("Views", "Watch time (hours)", "Subscribers", "Impressions click-through rate (%)"),
        ("Vues", "Durée de visionnage (heures)", "Abonnés", "Taux de clics par impression (%)"),
        (
            "Auf\u00adru\u00adfe",
            "Wie\u00adder\u00adga\u00adbe\u00adzeit (Stun\u00adden)",
            "Abon\u00adnen\u00adten",
            "Klickrate der Impressionen (%)",
        ),
        (
            "Visualizaciones",
            "Tiempo de visualización (horas)",
            "Suscriptores",
            "Porcentaje de clics de las impresiones (%)",
        ),
    ],
)
def test_the_same_numbers_in_four_languages(headers: tuple[str, ...]) -> None:
    layout = lay_out(headers, youtube_columns.METRICS)
    assert layout.where == {"views": 0, "watch_hours": 1, "follows_net": 2, "ctr": 3}


def test_percentage_viewed_is_not_taken_for_views() -> None:
    layout = lay_out(["Average percentage viewed (%)", "Average views per viewer"], youtube_columns.METRICS)
    assert layout.where == {}


@pytest.mark.parametrize("first", ["Total", "Ge\u00adsamt", "Totales", "Showing the top 500 results"])
def test_totals_and_sentences_are_no_data(first: str) -> None:
    assert youtube_columns.is_aside([first, "", ""])


def test_a_video_without_numbers_is_data() -> None:
    assert not youtube_columns.is_aside(["Mq0bXvSJ1aA", "", ""])
    assert not youtube_columns.is_aside(["United States", "5", ""])


def test_one_breakdown_is_named_and_two_are_none() -> None:
    columns = youtube_columns.dimension_columns()
    assert youtube_columns.dimension_of(lay_out(["Geography", "Views"], columns)) == "country"
    assert youtube_columns.dimension_of(lay_out(["Geography", "Device type"], columns)) is None


@pytest.mark.parametrize(
    ("name", "channel"),
    [("Content 2026-10-05_2026-11-02 Marsh Friends.csv", "Marsh Friends"), ("Table data.csv", "youtube")],
)
def test_the_channel_stands_after_the_period_of_the_name(tmp_path: Path, name: str, channel: str) -> None:
    document = of_blob(of_path(written(tmp_path, name, "a,b\n1,2\n")))
    assert youtube_columns.channel_in(document) == channel
