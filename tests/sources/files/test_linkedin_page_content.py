"""LinkedIn page, content: days and posts of one workbook, binary or xlsx, sponsored apart."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.sources.one_file import SAMPLES, check, extract, rows
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "linkedin_page_content"
XLSX = FOLDER / "marsh-friends_content_1768.xlsx"
both = pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.suffix)


@both
def test_days_keep_organic_paid_and_total_apart(path: Path) -> None:
    totals = sums(extract(path))
    assert totals["account", "impressions", "per_day", "organic"] == (14, 651.0)
    assert totals["account", "impressions", "per_day", "paid"] == (14, 5.0)
    assert totals["account", "impressions", "per_day", "all"] == (14, 656.0)
    assert totals["account", "reach", "per_day", "organic"] == (14, 525.0)


@both
def test_withdrawn_reactions_stay_negative(path: Path) -> None:
    reactions = [
        row["value"]
        for row in rows(extract(path), "observation")
        if row["metric"] == "reactions" and row["scope"] == "organic"
    ]
    assert min(reactions) == -4


@both
def test_posts_are_window_totals_with_the_moment_of_their_id(path: Path) -> None:
    found = extract(path)
    first, film, fund = rows(found, "post")
    assert first["text"].startswith("We are hiring a warden.\nApply:")
    assert (first["links"], first["hashtags"]) == (["https://amisdumarais.example/jobs"], ["wetlands"])
    assert first["published_at"].isoformat() == "2026-05-04T09:30:00+00:00"
    assert (film["post_type"], fund["post_type"], fund["campaign"]) == ("video", "image", "Flood 2026")
    assert values(found, film["post_id"], kind="window_total") == {
        "impressions": 810, "views": 240, "clicks_all": 22, "ctr": 0.02716, "reactions": 25, "comments": 6,
        "shares": 9, "follows_gained": 1, "engagement_rate_reported": 0.076543,
    }  # fmt: skip
    assert values(found, fund["post_id"], kind="window_total") == {}
    assert values(found, fund["post_id"], kind="window_total", scope="paid")["impressions"] == 4000
    assert "kind_not_settled:window_total" in found.report.notes


@both
def test_the_page_is_named_by_the_file_and_days_are_utc(path: Path) -> None:
    found = extract(path)
    assert {row["account_id"] for row in rows(found, "post")} == {"local:marsh-friends"}
    assert found.report.zone == "UTC"
    assert check(found, "reach_within_impressions").passed


def test_the_older_sheet_of_updates_is_read_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Update engagement"])
    book.active.append(
        [
            "Update title",
            "Update link",
            "Update type",
            "Created date",
            "Impressions",
            "Clicks",
            "Likes",
            "Comments",
            "Shares",
        ]
    )
    book.active.append(
        [
            "Storks",
            "https://www.linkedin.com/feed/update/urn:li:activity:7204703086211198976",
            "Organic",
            "06/07/2024",
            12,
            3,
            2,
            1,
            0,
        ]
    )
    book.save(tmp_path / "marsh_updates_17.xlsx")
    found = extract(tmp_path / "marsh_updates_17.xlsx")
    assert sums(found)["post", "shares", "window_total", "all"] == (1, 0.0)
    assert "coverage" not in found.tables


IN_OTHER_LANGUAGES = {
    "pt": (
        (
            "Data|Impressões (orgânicas)|Impressões (patrocinadas)|Impressões (total)"
            "|Impressões únicas (orgânicas)|Cliques (total)|Reações (total)|Comentários (total)"
            "|Compartilhamentos (total)|Taxa de engajamento (total)"
        ),
        (
            "Título da publicação|Link da publicação|Tipo de publicação|Nome da campanha|Publicada por"
            "|Criação|Data de início da campanha|Data de término da campanha|Público|Impressões"
            "|Visualizações|Visualizações fora do site|Cliques|Taxa de cliques (CTR)|Gostaram|Comentários"
            "|Compartilhamentos|Seguidores|Taxa de engajamento|Tipo de conteúdo"
        ),
    ),
    "es": (
        (
            "Fecha|Impresiones (orgánicas)|Impresiones (patrocinadas)|Impresiones totales"
            "|Impresiones únicas (orgánicas)|Clics (Totales)|Reacciones (total)|Comentarios (totales)"
            "|Veces compartido (total)|Tasa de interacción (total)"
        ),
        (
            "Título de la publicación|Enlace de la publicación|Tipo de publicación|Nombre de la campaña"
            "|Anunciado por|Fecha de creación|Fecha de inicio de campaña|Fecha de finalización de campaña"
            "|Público|Impresiones|Visualizaciones|Visualizaciones fuera del sitio|Clics|Porcentaje de clics"
            "|Recomendaciones|Comentarios|Veces compartido|Seguidores|Tasa de interacción|Tipo de contenido"
        ),
    ),
}


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_portuguese_and_spanish_workbooks_are_read(tmp_path: Path, language: str) -> None:
    days, posts = (names.split("|") for names in IN_OTHER_LANGUAGES[language])
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("Posts")
    for row in (["Aggregated"], days, ["07/10/2026", 100, 4, 104, 70, 10, 5, 1, 2, 0.17]):
        sheet.append(row)
    link = "https://www.linkedin.com/feed/update/urn:li:activity:7481000000000000000"
    numbers = [100, 20, 0, 10, 0.1, 5, 1, 2, 3, 0.17]
    for row in (["By post"], posts, ["A heron", link, "", "", "Leo", "07/10/2026", "", "", "", *numbers, "Vídeo"]):
        other.append(row)
    book.save(path := tmp_path / "marsh_content_1768.xlsx")
    found = extract(path)
    assert sums(found)["account", "impressions", "per_day", "all"] == (1, 104.0)
    assert sums(found)["account", "reach", "per_day", "organic"] == (1, 70.0)
    assert values(found, "7481000000000000000", kind="window_total") == {
        "impressions": 100.0, "views": 20.0, "clicks_all": 10.0, "ctr": 0.1, "reactions": 5.0, "comments": 1.0,
        "shares": 2.0, "follows_gained": 3.0, "engagement_rate_reported": 0.17,
    }  # fmt: skip
    assert rows(found, "post")[0]["post_type"] == "video"
    assert not [note for note in found.report.notes if note.startswith(("column_ignored", "sheet_not_read"))]
