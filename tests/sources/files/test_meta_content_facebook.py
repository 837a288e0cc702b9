"""Meta Business Suite, Facebook: boosts apart, relations, ids from old links, no zone invented."""

from __future__ import annotations

from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written
from tests.sources.totals_of import sums, values

FOLDER = SAMPLES / "meta_content_facebook"
ENGLISH = FOLDER / "Sep-01-2026_Sep-30-2026_en.csv"
FRENCH = FOLDER / "contenu_fr_bilingue.csv"


def test_without_a_measured_zone_times_stay_local() -> None:
    found = extract(ENGLISH)
    assert {post["published_at"] for post in rows(found, "post")} == {None}
    assert rows(found, "post")[0]["published_local"] == "2026-09-24 15:31:00"
    assert "zone_unknown" in found.report.notes


def test_crossposts_and_shares_are_told_from_own_posts() -> None:
    relations = [post["relation"] for post in rows(extract(ENGLISH), "post")]
    assert relations == ["original", "crosspost", "repost", "original"]


def test_a_reel_labelled_as_video_is_a_short() -> None:
    assert [post["post_type"] for post in rows(extract(ENGLISH), "post")] == ["image", "short", "link", "text"]


def test_blank_numbers_are_unknown_and_the_combined_column_is_checked() -> None:
    found = extract(ENGLISH)
    assert values(found, "122158000000000104", kind="lifetime_to_date") == {"views": 150, "reach": 140}
    combined = check(found, "engagements_are_sum_of_parts")
    assert (combined.n, combined.passed) == (3, True)


def test_the_period_in_the_name_is_what_the_file_speaks_for() -> None:
    (covered,) = rows(extract(ENGLISH), "coverage")
    assert (str(covered["start"]), str(covered["end"]), covered["evidence"]) == (
        "2026-09-01",
        "2026-09-30",
        "file_name",
    )
    assert covered["account_id"] == "100064000000001"


def test_boosted_columns_are_the_paid_part_although_no_status_says_so() -> None:
    found = extract(FRENCH)
    totals = sums(found)
    assert totals["post", "views", "lifetime_to_date", "all"] == (2, 4900.0)
    assert totals["post", "views", "lifetime_to_date", "organic"] == (2, 1900.0)
    assert totals["post", "views", "lifetime_to_date", "paid"] == (1, 3000.0)
    assert totals["post", "reach", "lifetime_to_date", "paid"] == (1, 1700.0)
    assert "promoted_posts:1" in found.report.notes


def test_a_bilingual_file_with_days_and_a_global_row_is_read_once() -> None:
    found = extract(FRENCH)
    assert len(rows(found, "post")) == 2
    assert sums(found)["post", "views", "per_day", "all"] == (2, 4100.0)
    days = {str(row["window_start"]) for row in rows(found, "observation") if row["kind"] == "per_day"}
    assert days == {"2026-05-28", "2026-05-29"}
    assert values(found, "122158000000000202", kind="lifetime_to_date")["watch_time_s"] == 1900.5
    assert values(found, "122158000000000202", kind="lifetime_to_date")["video_views_3s"] == 320


def test_comments_are_not_taken_from_the_combined_column(tmp_path: Path) -> None:
    text = FRENCH.read_text("utf-8").replace(",Commentaires,", ",Divers,")
    assert ("post", "comments", "lifetime_to_date", "all") not in sums(extract(written(tmp_path, "contenu.csv", text)))


def test_spanish_with_its_total_row() -> None:
    totals = sums(extract(FOLDER / "contenido_es.csv"))
    assert totals["post", "reactions", "lifetime_to_date", "all"] == (1, 10.0)
    assert totals["post", "views", "lifetime_to_date", "paid"] == (1, 100.0)


def test_the_video_layout_is_read() -> None:
    found = extract(FOLDER / "videos_en.csv")
    assert values(found, "990011223344556", kind="lifetime_to_date")["video_views_3s"] == 310
    assert rows(found, "post")[0]["post_type"] == "short"


def test_rounded_ids_come_back_from_old_links_and_the_rest_is_left_out(tmp_path: Path) -> None:
    text = ENGLISH.read_text("utf-8")
    text = text.replace("122158000000000101", "1.22158E+17").replace("posts/pfbid0abc101", "posts/122158000000000101")
    text = text.replace("122158000000000103", "1,22158E+17".replace(",", "."))
    found = extract(written(tmp_path, "content.csv", text))
    assert [post["post_id"] for post in rows(found, "post")] == [
        "122158000000000101",
        "122158000000000102",
        "122158000000000104",
    ]
    assert skipped(found) == {"id_spoiled_by_spreadsheet": (4,)}


def test_a_french_spreadsheet_may_have_saved_it_again(tmp_path: Path) -> None:
    header = (
        "Identifiant de la publication;ID de la Page;Nom de la Page;Titre;Heure de publication;Permalien;"
        "Type de publication;Date;Vues;Couverture;Réactions;Commentaires;Partages;Moyenne de secondes regardées"
    )
    row = (
        "122158000000000201;100064000000001;Amis;Bonjour;05/28/2026 05:06;https://www.facebook.com/amis/posts/1;"
        "Photos;Global;4 100;2 500;50;8;3;2,4"
    )
    found = extract(written(tmp_path, "Classeur.csv", f"{header}\r\n{row}\r\n".encode("cp1252")))
    numbers = values(found, "122158000000000201", kind="lifetime_to_date")
    assert (numbers["views"], numbers["reach"], numbers["avg_watch_s"]) == (4100, 2500, 2.4)


def test_french_seconds_are_read_whatever_their_ending_and_by_scope(tmp_path: Path) -> None:
    header = (
        "Identifiant de la publication,Nom de la Page,Heure de publication,Durée (en secondes),Date,Secondes regardé,"
        "Secondes regardé de Publications organiques,Secondes regardé de Publications boostées,Secondes moyen regardé,"
        "Vues"
    )
    row = '122158000000000201,Amis,05/28/2026 05:06,61,Global,"1900,5","1800,5",100,"2,4",800'
    found = extract(written(tmp_path, "contenu.csv", f"{header}\n{row}\n"))
    numbers = values(found, "122158000000000201", kind="lifetime_to_date")
    assert (numbers["watch_time_s"], numbers["avg_watch_s"]) == (1900.5, 2.4)
    assert values(found, "122158000000000201", kind="lifetime_to_date", scope="organic") == {"watch_time_s": 1800.5}
    assert rows(found, "post")[0]["duration_s"] == 61


PORTUGUESE = """"Identificação do post","Identificação da Página","Nome da Página",Título,Descrição,"Duração (s)",\
"Horário de publicação","Tipo de legenda","Link permanente","Tipo de post",Data,Visualizações,Alcance,\
"Reações, comentários e compartilhamentos",Reações,Comentários,Compartilhamentos,"Total de cliques","Outros cliques",\
"Cliques no link","Segundos de visualização","Média de segundos de visualização","Ganhos estimados (USD)"
122158000000000001,61571000000001,Brejo Vivo,Olá mundo,,45,"09/27/2026 18:30",,\
https://www.facebook.com/reel/1334347375/,\
Vídeos,Total,1250,900,30,20,6,4,12,8,4,5000,11.2,0
"""
VIDEOS = """"Número de identificação do ativo de vídeo","Identificação do vídeo universal","Identificação da Página",\
"Nome da Página",Título,"Horário de publicação",Data,Alcance,"Visualizações de 3 segundos do vídeo",\
"Visualizações do vídeo de 1 minuto",Reações
1234567890,1234567899,61571000000001,Brejo Vivo,Olá,"09/27/2026 18:30",Total,900,800,100,20
"""


def test_portuguese_names_are_read(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "conteudo.csv", PORTUGUESE))
    assert values(found, "122158000000000001", kind="lifetime_to_date") == {
        "views": 1250.0, "reach": 900.0, "engagements_reported": 30.0, "reactions": 20.0, "comments": 6.0,
        "shares": 4.0, "clicks_all": 12.0, "clicks_other": 8.0, "clicks_link": 4.0, "watch_time_s": 5000.0,
        "avg_watch_s": 11.2,
    }  # fmt: skip
    assert [post["post_type"] for post in rows(found, "post")] == ["short"]
    assert check(found, "engagements_are_sum_of_parts").passed
    assert not [note for note in found.report.notes if note.startswith("column_ignored")]


def test_the_portuguese_list_of_videos_is_keyed_by_the_page_s_own_id_of_the_video(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "videos.csv", VIDEOS))
    assert values(found, "1234567890", kind="lifetime_to_date") == {
        "reach": 900.0, "reactions": 20.0, "video_views_3s": 800.0,
    }  # fmt: skip
